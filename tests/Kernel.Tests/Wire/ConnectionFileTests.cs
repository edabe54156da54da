using JupyterKernel.Wire;
using Notebooks.Tests;

namespace JupyterKernel.Tests.Wire;

public sealed class ConnectionFileTests : IDisposable
{
    private const string Ports = "\"shell_port\": 1, \"iopub_port\": 2, \"stdin_port\": 3, \"control_port\": 4, \"hb_port\": 5";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("\"ip\": \"127.0.0.1\", ", "tcp://127.0.0.1:1")]
    [InlineData("\"ip\": \"localhost\", ", "tcp://127.0.0.1:1")]
    [InlineData("\"ip\": \"::1\", ", "tcp://[::1]:1")]
    [InlineData("", "tcp://127.0.0.1:1")]
    public void An_address_of_this_machine_is_taken(string ip, string address)
    {
        var connection = Read($"{{ {ip}{Ports}, \"key\": \"k\", \"transport\": \"tcp\" }}");
        Assert.Equal(address, connection.Address(connection.Shell));
        Assert.Equal((2, 3, 4, 5, "k"), (connection.IoPub, connection.Stdin, connection.Control, connection.Heartbeat, connection.Key));
    }

    [Theory]
    [InlineData("{ \"ip\": \"0.0.0.0\", PORTS }", "this machine's own address only")]
    [InlineData("{ \"ip\": \"192.168.0.7\", PORTS }", "this machine's own address only")]
    [InlineData("{ \"transport\": \"ipc\", PORTS }", "transport is ipc")]
    [InlineData("{ \"signature_scheme\": \"hmac-md5\", PORTS }", "signature_scheme is hmac-md5")]
    [InlineData("{ }", "shell_port is missing")]
    [InlineData("[]", "is not a connection file")]
    [InlineData("null", "is not a connection file")]
    [InlineData("{ \"key\": \"a\", \"key\": \"b\", PORTS }", "is not a connection file")]
    [InlineData("{ \"key\": \"\\ud800\", PORTS }", "is not a connection file")]
    [InlineData("{ \"key\": 7, PORTS }", "is not a connection file")]
    [InlineData("{ \"shell_port\": 1e999 }", "is not a connection file")]
    [InlineData("", "is not a connection file")]
    public void What_this_kernel_does_not_do_is_refused_with_the_reason(string content, string reason)
    {
        var refused = Assert.Throws<ConnectionFileException>(() => Read(content.Replace("PORTS", Ports, StringComparison.Ordinal)));
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    private ConnectionFile Read(string content)
    {
        File.WriteAllText(folder["connection.json"], content);
        return ConnectionFile.Read(folder["connection.json"]);
    }
}
