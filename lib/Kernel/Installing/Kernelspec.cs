using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Course.Files;

namespace JupyterKernel.Installing;

/// <summary>The entry by which front ends find the kernel. It has the name of .NET Interactive's, which the notebooks name.</summary>
/// <param name="folders">Where kernels lie.</param>
public sealed class Kernelspec(JupyterFolders folders)
{
    /// <summary>The kernel's name.</summary>
    public const string Name = ".net-csharp";

    internal const string FileName = "kernel.json";

    /// <summary>What metadata of ours have and those of other programs have not.</summary>
    internal const string Mark = "attention_patterns_course";

    /// <summary>On lines of its own, with what a reader wrote as the reader wrote it.</summary>
    internal static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping
    };

    /// <summary>The folder of the entry.</summary>
    public string Folder { get; } = Path.Combine(folders.Kernels, Name);

    /// <summary>Writes the entry.</summary>
    /// <param name="program">What starts this program.</param>
    /// <param name="force">Whether an entry of another program is overwritten.</param>
    /// <returns>The file.</returns>
    /// <exception cref="KernelspecException">There is an entry of another program.</exception>
    public string Install(IReadOnlyList<string> program, bool force)
    {
        if (InstalledKernel.Read(Folder) is { IsOurs: false } foreign && !force) throw KernelspecException.Foreign(foreign, "replace");
        var file = Path.Combine(Folder, FileName);
        WholeFile.Write(file, Content(program).ToJsonString(Readable) + "\n");
        return file;
    }

    /// <summary>Removes the entry.</summary>
    /// <param name="force">Whether an entry of another program is removed.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="KernelspecException">There is an entry of another program.</exception>
    public bool Uninstall(bool force)
    {
        if (InstalledKernel.Read(Folder) is not { } installed) return false;
        if (!installed.IsOurs && !force) throw KernelspecException.Foreign(installed, "remove");
        Directory.Delete(Folder, recursive: true);
        return true;
    }

    /// <summary>The kernels of this machine.</summary>
    /// <returns>Those that front ends find, the first of each name.</returns>
    public IReadOnlyList<InstalledKernel> List() =>
    [
        .. folders.AllKernels.Where(Directory.Exists)
            .SelectMany(folder => Directory.GetDirectories(folder).Order(StringComparer.Ordinal))
            .Select(InstalledKernel.Read).OfType<InstalledKernel>().DistinctBy(kernel => kernel.Name),
    ];

    private static JsonObject Content(IReadOnlyList<string> program) => new()
    {
        ["argv"] = new JsonArray([.. program.Concat(["kernel", "run", "jupyter", "{connection_file}"])
            .Select(part => JsonValue.Create(part))]),
        ["display_name"] = ".NET (C#)",
        ["language"] = "C#",
        ["interrupt_mode"] = "message",
        ["env"] = new JsonObject
        {
            ["DOTNET_TieredPGO"] = "0",    // cells are compiled often and run seldom
            ["OMP_WAIT_POLICY"] = "PASSIVE",
        },
        ["metadata"] = new JsonObject { [Mark] = true },
    };
}
