using System.Diagnostics;
using System.Text;

namespace Grading.Containment;

/// <summary>
/// Runs a command in namespaces of its own: no network, no other process in sight, a file system of a few read-only folders and an empty
/// one to work in, and limits on time, memory, processes and files. When it ends, or is ended, everything it started ends with it.
/// </summary>
/// <param name="command">The program and its arguments.</param>
/// <param name="readable">Folders and files that it may read.</param>
/// <param name="limits">What it may use.</param>
public sealed class Contained(IReadOnlyList<string> command, IReadOnlyList<string> readable, Limits limits)
{
    private const string Nobody = "65534";
    private const int SecondsToEnd = 5;      // between being told that the processor time is over and being killed
    private const int Ours = 3;              // the script, and the two that wait for our end
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100), ToTell = TimeSpan.FromSeconds(10);

    /// <summary>What is always readable: programs, their libraries, and what finds them.</summary>
    private static readonly string[] Always = ["/usr", "/etc/ld.so.cache", "/etc/passwd", "/etc/nsswitch.conf", "/etc/alternatives"];

    /// <summary>Variables for the command, beside a few of our own; nothing is inherited.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Makes sure that this system can do it.</summary>
    /// <exception cref="ContainmentException">It cannot.</exception>
    public static async Task CheckAsync()
    {
        if (!OperatingSystem.IsLinux()) throw new ContainmentException("that takes Linux.");
        using var folder = new EmptyFolder();
        File.WriteAllText(Path.Combine(folder.Work, "evidence"), "");
        var result = await new Contained(["/usr/bin/true"], [], new Limits { Time = TimeSpan.FromSeconds(20) }).RunAsync(folder);
        if (result.ExitCode != 0) throw new ContainmentException($"unshare, mount or setpriv is not allowed ({result.Problem}).");
    }

    /// <summary>Runs the command.</summary>
    /// <param name="folder">Whose files are copied into its working folder.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>How it ended and what it left in the file <c>evidence</c>.</returns>
    public async Task<ContainedResult> RunAsync(EmptyFolder folder, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        using var process = Process.Start(StartInfo(folder))!;
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            var (read, problem) = (ReadAsync(process.StandardOutput, stopped.Token), process.StandardError.ReadToEndAsync(stopped.Token));
            var reached = await WatchAsync(process, cancellation);
            stopped.CancelAfter(ToTell);
            return ContainedResult.Of(await read, await problem) with { Reached = reached };
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(null, "", null, ReachedLimit.Time);
        }
        finally
        {
            // unshare takes its child along, and that is the first of its world
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    /// <summary>Waits for the end, and brings it about where too much time or memory is used. What was handed over before is still read
    /// then.</summary>
    private async Task<ReachedLimit> WatchAsync(Process process, CancellationToken cancellation)
    {
        var (end, time, tree, reached) = (process.WaitForExitAsync(cancellation), Stopwatch.StartNew(), new ProcessTree(process.Id),
            ReachedLimit.None);
        while (await Task.WhenAny(end, Task.Delay(Look, cancellation)) != end)
        {
            if (reached == ReachedLimit.None) reached = Reached(tree, time.Elapsed);
            if (reached != ReachedLimit.None) tree.End();
            if (time.Elapsed > limits.Time + ToTell) break;
        }
        if (end.IsCanceled) await end;
        return reached;
    }

    private ReachedLimit Reached(ProcessTree tree, TimeSpan elapsed) =>
        elapsed > limits.Time ? ReachedLimit.Time
        : tree.Below().Count > limits.Processes + Ours ? ReachedLimit.Processes
        : tree.Memory() > (long)limits.Memory << 20 ? ReachedLimit.Memory
        : ReachedLimit.None;

    private async Task<string> ReadAsync(StreamReader reader, CancellationToken cancellation)
    {
        var (text, buffer) = (new StringBuilder(), new char[1 << 16]);
        while (text.Length <= limits.Evidence && await reader.ReadAsync(buffer, cancellation) is > 0 and var count)
            text.Append(buffer, 0, count);
        return text.ToString();
    }

    private ProcessStartInfo StartInfo(EmptyFolder folder)
    {
        var isRoot = global::System.Environment.IsPrivilegedProcess;
        string[] world = isRoot
            ? ["--mount", "--pid", "--net", "--ipc", "--uts", "--fork", "--kill-child"]
            : ["--user", "--map-root-user", "--mount", "--pid", "--net", "--ipc", "--uts", "--fork", "--kill-child"];
        string[] limit =
        [
            "prlimit", $"--cpu={limits.ProcessorSeconds}:{limits.ProcessorSeconds + SecondsToEnd}", $"--data={(long)limits.Memory << 20}",
            $"--nproc={limits.Tasks}", $"--nofile={limits.Files}", $"--fsize={(long)limits.FileSize << 20}", "--core=0", "--",
        ];
        var info = new ProcessStartInfo("unshare", [.. world, "bash", "-c", Script(), "contain", .. limit, .. command])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = folder.Root,
        };
        info.Environment.Clear();
        foreach (var (name, value) in Environment) info.Environment[name] = value;
        info.Environment["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
        info.Environment["LANG"] = "C.UTF-8";
        info.Environment["ROOT"] = folder.Root;
        info.Environment["WORK"] = folder.Work;
        info.Environment["READABLE"] = string.Join('\n', Always.Concat(readable).Where(Path.Exists).Distinct());
        info.Environment["DROP"] = isRoot ? Nobody : "";
        info.Environment["EVIDENCE"] = $"{limits.Evidence}";
        info.Environment["DOTNET_GCHeapHardLimit"] = $"0x{(long)limits.Heap << 20:X}";
        // else compiled code lies in a file of the runtime's own, and the limit on files ends the process
        info.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        info.Environment["DOTNET_EnableDiagnostics"] = "0";
        info.Environment["DOTNET_CLI_HOME"] = "/tmp";
        return info;
    }

    private static string Script()
    {
        using var stream = typeof(Contained).Assembly.GetManifestResourceStream("contain.sh")!;
        return new StreamReader(stream).ReadToEnd();
    }
}
