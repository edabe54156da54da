// The weights of a model once more, as they lie in memory, so that each process that maps the file uses the same pages: a class of thirty
// keeps one copy. Made by `course models prepare`, used by every load of the model that finds it, never made by itself.
using Course.Files;
using static TorchSharp.torch;

namespace Attention.Models;

/// <summary>A file of weights that is mapped and not read.</summary>
/// <param name="folder">Where such files lie.</param>
/// <param name="sha256">The hash of the weights' own file.</param>
/// <param name="type">Float32 or BFloat16.</param>
internal sealed class PreparedWeights(string folder, string sha256, ScalarType type)
{
    private const string Source = "source_sha256";
    private const int CacheLine = 64;
    private readonly int size = type == ScalarType.Float32 ? 4 : 2;

    /// <summary>The file.</summary>
    public string Path { get; } = System.IO.Path.Combine(folder, $"{sha256}-{(type == ScalarType.Float32 ? "fp32" : "bf16")}.safetensors");

    /// <summary>The file of some weights in the course's data folder.</summary>
    /// <returns>The file, whether it is there or not; null where there is no data folder.</returns>
    public static PreparedWeights? Of(string sha256, ScalarType type) =>
        Catalogue.FindDataFolder() is { } data ? new(System.IO.Path.Combine(data, "prepared"), sha256, type) : null;

    /// <summary>Makes the file of a model, in place of one that is there.</summary>
    /// <param name="model">As <see cref="LanguageModel.Load"/> takes it.</param>
    /// <param name="type">Float32 or BFloat16.</param>
    /// <returns>Its path.</returns>
    /// <exception cref="WrongUseException">The weights have no hash that is known when the model is loaded.</exception>
    /// <exception cref="FileNotWrittenException">The disk is full, or the data folder write-protected.</exception>
    public static string Make(string model, ScalarType type)
    {
        using var loaded = LanguageModel.Load(model, new() { Device = "cpu", DType = type, Mapped = false });
        var prepared = loaded.WeightsSha256 is { } sha256 ? Of(sha256, type) : null;
        if (prepared is null)
            throw new WrongUseException(
                $"{loaded.Title} cannot be prepared: it has to be a model that ships, one that was pulled, or a folder, and the course's "
                    + $"data folder has to be there.");
        prepared.Write(loaded.Transformer.Weights);
        return prepared.Path;
    }

    /// <summary>Writes the file, readable by everybody.</summary>
    /// <param name="weights">What the weights' own file holds, in the type of this one.</param>
    /// <exception cref="FileNotWrittenException">The disk is full, or the folder write-protected.</exception>
    public void Write(TransformerWeights weights)
    {
        SafetensorsWriter.Write(Path, weights.Named(), new Dictionary<string, string> { [Source] = sha256 }, CacheLine);
        if (OperatingSystem.IsWindows()) return;
        const UnixFileMode read = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead | UnixFileMode.UserWrite;
        File.SetUnixFileMode(folder, read | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        File.SetUnixFileMode(Path, read);
    }

    /// <summary>Maps the file. Its pages are shared with every process that does the same; one that is written to becomes this process'
    /// own.</summary>
    /// <param name="config">The shape that the model has by its own files.</param>
    /// <returns>The weights; null where there is no such file.</returns>
    /// <exception cref="ModelFileException">The file is damaged, is of another model, or could be changed by strangers.</exception>
    public TransformerWeights? Map(TransformerConfig config)
    {
        if (!File.Exists(Path)) return null;
        using var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read);
        if (TrustedFile.WhyNot(file) is { } stranger) throw Refused(stranger);
        var header = SafetensorsHeader.Read(file, Path);
        if (header.Metadata.GetValueOrDefault(Source) != sha256) throw Refused("it was not made of this model's weights.");
        using var scope = NewDisposeScope();
        // The open file and not the path, which may lead to another by now; elsewhere than on Linux an open file has no path.
        var all = from_file(OperatingSystem.IsLinux() ? $"/proc/self/fd/{file.SafeFileHandle.DangerousGetHandle()}" : Path, shared: false,
            file.Length / size, type);
        return Shape(config).Select((name, due) => View(all, header, name, due)).Kept();
    }

    private Tensor View(Tensor all, SafetensorsHeader header, string name, Tensor due)
    {
        if (!header.Entries.TryGetValue(name, out var entry) || entry.Type != type || !entry.Shape.SequenceEqual(due.shape))
            throw Refused($"its {name} is {entry?.ToString() ?? "missing"}, and {type} [{string.Join(", ", due.shape)}] is due.");
        var first = header.DataStart + entry.Offset;
        if (first % size != 0) throw Refused("its numbers are not aligned.");
        return all.narrow(0, first / size, due.numel()).view(due.shape);
    }

    /// <summary>Every parameter in its shape, one number of memory each.</summary>
    private static TransformerWeights Shape(TransformerConfig config)
    {
        Tensor Vector(long width) => empty(1).expand(width);
        return new WeightShapes(config, (rows, columns) => empty(1).expand(rows, columns), Vector, Vector).Make();
    }

    private ModelFileException Refused(string problem) =>
        new(Path, $"{problem.TrimEnd('.')}. Make it again with 'course models prepare', or delete it");
}
