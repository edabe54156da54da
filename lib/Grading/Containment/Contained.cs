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
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(limits.Time);
        try
        {
            var read = ReadAsync(process.StandardOutput, limited.Token);
            var problem = process.StandardError.ReadToEndAsync(limited.Token);
            await process.WaitForExitAsync(limited.Token);
            return ContainedResult.Of(await read, await problem);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return ContainedResult.TooLate;
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);    // unshare takes its child along, and that is the first of its world
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private async Task<string> ReadAsync(StreamReader reader, CancellationToken cancellation)
    {
        var (text, buffer) = (new StringBuilder(), new char[1 << 16]);
        while (text.Length <= limits.Evidence && await reader.ReadAsync(buffer, cancellation) is > 0 and var count) text.Append(buffer, 0, count);
        return text.ToString();
    }

    private ProcessStartInfo StartInfo(EmptyFolder folder)
    {
        var isRoot = global::System.Environment.IsPrivilegedProcess;
        string[] world = isRoot ? ["--mount", "--pid", "--net", "--ipc", "--uts", "--fork", "--kill-child"] : ["--user", "--map-root-user", "--mount", "--pid", "--net", "--ipc", "--uts", "--fork", "--kill-child"];
        string[] limit =
        [
            "prlimit", $"--cpu={limits.ProcessorSeconds}", $"--as={(long)limits.AddressSpace << 20}", $"--nproc={limits.Processes}", $"--nofile={limits.Files}", $"--fsize={(long)limits.FileSize << 20}", "--core=0", "--",
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
        info.Environment["DOTNET_GCRegionRange"] = $"0x{(long)limits.Heap << 21:X}";    // else five times the heap is reserved
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
