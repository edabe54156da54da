using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Course.Files;

namespace JupyterKernel.Wire;

/// <summary>What a front end tells the kernel that it starts: one address, five ports, one key.</summary>
/// <param name="Ip">The address, on this machine.</param>
/// <param name="Shell">The port for requests.</param>
/// <param name="Control">The port for requests that must not wait.</param>
/// <param name="Stdin">The port for input.</param>
/// <param name="IoPub">The port that outputs are published on.</param>
/// <param name="Heartbeat">The port that echoes.</param>
/// <param name="Key">What messages are signed with; empty for no signatures.</param>
public sealed record ConnectionFile(IPAddress Ip, int Shell, int Control, int Stdin, int IoPub, int Heartbeat, string Key)
{
    private const int Largest = 1 << 20;
    private static readonly JsonDocumentOptions NoTwins = new() { AllowDuplicateProperties = false };

    /// <summary>Reads a connection file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>What it says.</returns>
    /// <exception cref="ConnectionFileException">The file is not there, is no connection file, or asks for what this kernel does not
    /// do.</exception>
    public static ConnectionFile Read(string path)
    {
        try
        {
            return Parse(JsonNode.Parse(TextFile.ReadBytes(path, Largest).Span, documentOptions: NoTwins)!.AsObject());
        }
        catch (Exception e) when (e is DamagedFileException or IOException or UnauthorizedAccessException or JsonException
            or InvalidOperationException or FormatException or NullReferenceException)
        {
            throw new ConnectionFileException($"{path} is not a connection file that this kernel can use: {e.Message}", e);
        }
    }

    /// <summary>The address of a port, as sockets bind it.</summary>
    internal string Address(int port) =>
        $"tcp://{(Ip.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{Ip}]" : Ip)}:{port}";

    /// <summary>The key as bytes.</summary>
    internal byte[] KeyBytes() => Encoding.UTF8.GetBytes(Key);

    private static ConnectionFile Parse(JsonObject json)
    {
        if (Text(json, "transport", "tcp") is not "tcp" and var transport)
            throw new FormatException($"transport is {transport}; only tcp is supported.");
        if (Text(json, "signature_scheme", "hmac-sha256") is not "hmac-sha256" and var scheme)
            throw new FormatException($"signature_scheme is {scheme}; only hmac-sha256 is supported.");
        var written = Text(json, "ip", "127.0.0.1");
        if (!IPAddress.TryParse(written is "localhost" ? "127.0.0.1" : written, out var ip) || !IPAddress.IsLoopback(ip))
            throw new FormatException($"ip is {written}; the kernel listens on this machine's own address only, such as 127.0.0.1.");
        return new ConnectionFile(ip, Port("shell_port"), Port("control_port"), Port("stdin_port"), Port("iopub_port"), Port("hb_port"),
            Text(json, "key", ""));

        int Port(string name) => (int?)json[name] is { } port and >= 0 and <= 65535
            ? port
            : throw new FormatException($"{name} is missing or no port.");
    }

    private static string Text(JsonObject json, string name, string otherwise) => (string?)json[name] ?? otherwise;
}
