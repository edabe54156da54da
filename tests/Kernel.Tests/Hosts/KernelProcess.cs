using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using JupyterKernel.Tests.Serving;
using JupyterKernel.Wire;
using Notebooks.Tests;
using Notebooks.Tests.Hosts;

namespace JupyterKernel.Tests.Hosts;

/// <summary>The kernel as front ends start it: a process of its own, whose parent is a shell.</summary>
internal sealed class KernelProcess : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Process parent;

    /// <summary>Starts a kernel and waits until it answers.</summary>
    /// <param name="key">What messages are signed with.</param>
    /// <param name="environment">Variables beside those of the tests.</param>
    public KernelProcess(string key = "a key", IReadOnlyDictionary<string, string>? environment = null)
    {
        Connection = new ConnectionFile(IPAddress.Loopback, FreePort.Next(), FreePort.Next(), FreePort.Next(), FreePort.Next(),
            FreePort.Next(), key);
        File.WriteAllText(folder["connection.json"], Json(Connection));
        // A shell has what it starts in the background ignore SIGINT, and who was started so cannot undo it: env can.
        string[] command = ["-c", "env --default-signal=INT \"$@\" 2> \"$0\" & echo $!; wait", folder["errors.txt"], "dotnet",
            CourseNotebooks.Program,
            "kernel", "run", "jupyter", folder["connection.json"]];
        var info = new ProcessStartInfo("bash", command) { RedirectStandardOutput = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) info.Environment[name] = value;
        parent = Process.Start(info)!;
        Id = int.Parse(parent.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
        try
        {
            Client = new KernelClient(Connection);
        }
        catch (TimeoutException e)
        {
            var state = IsAlive ? "is alive" : "has ended";
            if (IsAlive) Kill("KILL", Id);
            throw new TimeoutException($"{e.Message} The kernel {state}, and it wrote: {Errors}", e);
        }
    }

    public ConnectionFile Connection { get; }

    public KernelClient Client { get; }

    public int Id { get; }

    /// <summary>Shell, control, stdin, what is published, heartbeat.</summary>
    public int[] Ports => [Connection.Shell, Connection.Control, Connection.Stdin, Connection.IoPub, Connection.Heartbeat];

    /// <summary>What it has written to standard error.</summary>
    public string Errors => File.ReadAllText(folder["errors.txt"]);

    /// <summary>The memory it takes, in MB.</summary>
    public double Megabytes =>
        int.Parse(File.ReadLines($"/proc/{Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
            .Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024.0;

    public bool IsAlive => File.Exists($"/proc/{Id}/cmdline");

    public void Signal(string name) => Kill(name, Id);

    public void KillParent() => Kill("KILL", parent.Id);

    public bool EndsWithin(TimeSpan patience)
    {
        var started = Stopwatch.GetTimestamp();
        while (IsAlive && Stopwatch.GetElapsedTime(started) < patience) Thread.Sleep(50);
        return !IsAlive;
    }

    public void Dispose()
    {
        Client.Dispose();
        if (IsAlive) Kill("KILL", Id);
        parent.Kill();
        parent.Dispose();
        folder.Dispose();
    }

    /// <summary>By the shell's own word: a bare Debian has no program of that name.</summary>
    private static void Kill(string signal, int id) =>
        Process.Start("bash", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -{signal} {id}")]).WaitForExit();

    private static string Json(ConnectionFile connection) => new JsonObject
    {
        ["transport"] = "tcp",
        ["ip"] = connection.Ip.ToString(),
        ["shell_port"] = connection.Shell,
        ["control_port"] = connection.Control,
        ["stdin_port"] = connection.Stdin,
        ["iopub_port"] = connection.IoPub,
        ["hb_port"] = connection.Heartbeat,
        ["signature_scheme"] = "hmac-sha256",
        ["key"] = connection.Key,
    }.ToJsonString();
}
