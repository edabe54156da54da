// The header of a GGUF file (magic, version 3, metadata, tensor directory) and access to its tensors.
// Nothing is allocated because a header says so: counts, shapes and offsets are held against the file's length first.
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Attention.Models.Gguf;

/// <summary>An open GGUF file, the format in which Ollama and LM Studio keep models.</summary>
public sealed class GgufFile : IDisposable
{
    private const uint Magic = 0x46554747;    // "GGUF"
    private const uint Version = 3;
    private const int MaxDimensions = 4;
    private readonly SafeFileHandle handle;

    private GgufFile(string path, IReadOnlyDictionary<string, object> metadata, IReadOnlyDictionary<string, GgufTensor> tensors)
    {
        (Path, Metadata, Tensors) = (path, metadata, tensors);
        handle = File.OpenHandle(path);
    }

    /// <summary>Where the file lies.</summary>
    public string Path { get; }

    /// <summary>The metadata by key; arrays as <c>object[]</c>.</summary>
    public IReadOnlyDictionary<string, object> Metadata { get; }

    /// <summary>The tensor directory by name.</summary>
    public IReadOnlyDictionary<string, GgufTensor> Tensors { get; }

    /// <summary>Opens a file and reads its header.</summary>
    /// <param name="path">A .gguf file.</param>
    /// <returns>The open file.</returns>
    /// <exception cref="ModelFileException">It is missing, no GGUF version 3 file, damaged, or cut off.</exception>
    public static GgufFile Open(string path)
    {
        if (!File.Exists(path)) throw new ModelFileException(path, "there is no such file.");
        try
        {
            using var stream = new BufferedStream(File.OpenRead(path), 1 << 16);
            var reader = new GgufReader(stream);
            if (reader.UInt32() != Magic) throw new InvalidDataException("it does not begin with \"GGUF\"");
            if (reader.UInt32() is var version && version != Version) throw new InvalidDataException($"it is of version {version}; this course reads version {Version}");
            var tensorCount = reader.Count(bytesEach: 24);
            var metadata = ReadMetadata(reader, reader.Count(bytesEach: 13));
            return new GgufFile(path, metadata, ReadDirectory(reader, tensorCount, metadata, stream.Length));
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or NotSupportedException)
        {
            var problem = e is EndOfStreamException ? "the file ends in the middle of its header" : e.Message;
            throw new ModelFileException(path, $"not a readable GGUF file: {problem}. Get the file again, or choose another model.", e);
        }
    }

    /// <summary>The tensor of a name.</summary>
    /// <param name="name">For example <c>output_norm.weight</c>.</param>
    /// <param name="shape">The shape it must have.</param>
    /// <returns>Its directory entry.</returns>
    /// <exception cref="ModelFileException">It is missing or has another shape.</exception>
    public GgufTensor Tensor(string name, params ReadOnlySpan<long> shape)
    {
        if (!Tensors.TryGetValue(name, out var tensor)) throw new ModelFileException(Path, $"tensor {name} is missing; the model is of another family or the file incomplete.");
        return shape.SequenceEqual([.. tensor.Shape])
            ? tensor
            : throw new ModelFileException(Path, $"tensor {name} has shape [{string.Join(", ", tensor.Shape)}] where [{string.Join(", ", shape.ToArray())}] is due.");
    }

    /// <summary>Reads and unpacks a tensor.</summary>
    /// <param name="tensor">An entry of the directory.</param>
    /// <param name="values">Receives <see cref="GgufTensor.Count"/> floats.</param>
    public void Read(GgufTensor tensor, Span<float> values)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (values.Length != tensor.Count) throw new ArgumentException($"{tensor.Name} has {tensor.Count} numbers, the space given holds {values.Length}.", nameof(values));
        if (tensor.Type == GgufType.F32)
        {
            ReadExactly(MemoryMarshal.AsBytes(values), tensor.Offset);
            return;
        }
        var (numbers, bytes) = GgufBlocks.BlockOf(tensor.Type);
        var buffer = new byte[4096 * bytes];
        for (var done = 0; done < values.Length;)
        {
            var count = Math.Min(4096 * numbers, values.Length - done);
            var part = buffer.AsSpan(0, count / numbers * bytes);
            ReadExactly(part, tensor.Offset + (long)done / numbers * bytes);
            GgufBlocks.Dequantize(tensor.Type, part, values.Slice(done, count));
            done += count;
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => handle.Dispose();

    private void ReadExactly(Span<byte> bytes, long offset)
    {
        while (bytes.Length > 0)
        {
            var read = RandomAccess.Read(handle, bytes, offset);
            if (read == 0) throw new ModelFileException(Path, "the file has become shorter while it was read.");
            bytes = bytes[read..];
            offset += read;
        }
    }

    private static Dictionary<string, object> ReadMetadata(GgufReader reader, int count)
    {
        Dictionary<string, object> metadata = [];
        for (var i = 0; i < count; i++)
        {
            var key = reader.Text();
            metadata[key] = reader.Value(reader.UInt32());
        }
        return metadata;
    }

    private static Dictionary<string, GgufTensor> ReadDirectory(GgufReader reader, int count, Dictionary<string, object> metadata, long fileLength)
    {
        var entries = new List<(string Name, long[] Shape, GgufType Type, ulong Offset)>(count);
        for (var i = 0; i < count; i++) entries.Add((reader.Text(), ReadShape(reader), (GgufType)reader.UInt32(), reader.UInt64()));
        var alignment = metadata.TryGetValue("general.alignment", out var value) && value is uint given and > 0 ? given : 32;
        var data = (reader.Position + alignment - 1) / alignment * alignment;
        return entries.ToDictionary(e => e.Name, e => Locate(e.Name, e.Shape, e.Type, e.Offset, data, fileLength));
    }

    private static long[] ReadShape(GgufReader reader)
    {
        var dimensions = reader.UInt32();
        if (dimensions is 0 or > MaxDimensions) throw new InvalidDataException($"a tensor has {dimensions} dimensions");
        var shape = new long[dimensions];
        for (var i = shape.Length - 1; i >= 0; i--)    // fastest axis first in the file
        {
            var size = reader.UInt64();
            shape[i] = size is > 0 and < int.MaxValue ? (long)size : throw new InvalidDataException($"a tensor has an axis of {size}");
        }
        return shape;
    }

    private static GgufTensor Locate(string name, long[] shape, GgufType type, ulong offset, long data, long fileLength)
    {
        var (numbers, bytes) = GgufBlocks.BlockOf(type);
        if (shape[^1] % numbers != 0) throw new InvalidDataException($"rows of {name} have {shape[^1]} numbers, not whole blocks of {numbers}");
        var length = (double)bytes / numbers;
        foreach (var size in shape) length *= size;
        if (offset > long.MaxValue / 2 || data + (long)offset + length > fileLength)
            throw new InvalidDataException($"tensor {name} reaches beyond the end of the file, which seems to be cut off");
        return new GgufTensor(name, shape, type, data + (long)offset, (long)length);
    }
}
