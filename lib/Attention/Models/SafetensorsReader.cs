using static TorchSharp.torch;

namespace Attention.Models;

/// <summary>Reads tensors from a safetensors file; the whole header is checked before anything is allocated.</summary>
public sealed class SafetensorsReader : IDisposable
{
    private readonly FileStream file;
    private readonly SafetensorsHeader header;

    /// <summary>Opens a file and checks its header: length, types, shapes, and that the tensors fill the file without overlap or hole.</summary>
    /// <param name="path">A <c>.safetensors</c> file.</param>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    /// <exception cref="SafetensorsException">The header is damaged or lies about the file.</exception>
    public SafetensorsReader(string path)
    {
        Path = path;
        file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            header = SafetensorsHeader.Read(file, path);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>What the file holds, by name.</summary>
    public IReadOnlyDictionary<string, SafetensorsEntry> Entries => header.Entries;

    /// <summary>Free text the writer left in the header.</summary>
    public IReadOnlyDictionary<string, string> Metadata => header.Metadata;

    /// <summary>Reads one tensor.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>A new tensor on the CPU, in the type it is stored in.</returns>
    /// <exception cref="SafetensorsException">The file has no tensor of this name.</exception>
    public Tensor Read(string name)
    {
        if (!Entries.TryGetValue(name, out var entry))
            throw new SafetensorsException($"{Path} has no tensor '{name}'; it has {Entries.Count}: {string.Join(", ", Entries.Keys.Order().Take(8))}{(Entries.Count > 8 ? ", …" : "")}");
        file.Position = header.DataStart + entry.Offset;
        var tensor = empty([.. entry.Shape], entry.Type);
        tensor.ReadBytesFromStream(file, 1 << 20);
        return tensor;
    }

    /// <summary>Reads one tensor whose shape is known.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">The sizes it must have.</param>
    /// <returns>A new tensor on the CPU, in the type it is stored in.</returns>
    /// <exception cref="SafetensorsException">The file has no such tensor, or it has another shape; nothing is allocated then.</exception>
    public Tensor Read(string name, params ReadOnlySpan<long> shape)
    {
        if (Entries.TryGetValue(name, out var entry) && !shape.SequenceEqual([.. entry.Shape]))
            throw new SafetensorsException($"{Path}: tensor '{name}' is {entry}; the configuration asks for [{string.Join(", ", shape.ToArray())}].");
        return Read(name);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => file.Dispose();
}
