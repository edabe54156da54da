// Numbers are read by position into the place where they stay, not through a memory map: a file that is cut while it is read is an
// exception then, not a signal.
using System.Buffers;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using static TorchSharp.torch;

namespace Attention.Models;

/// <summary>Reads tensors from a safetensors file; the whole header is checked before anything is allocated. Several threads may read at
/// once.</summary>
public sealed class SafetensorsReader : IDisposable
{
    private const int Part = 1 << 16;        // numbers converted at a time, so that they are still in the cache when they are looked at
    private readonly SafeFileHandle file;
    private readonly SafetensorsHeader header;

    /// <summary>Opens a file and checks its header: length, types, shapes, and that the tensors fill the file without overlap or
    /// hole.</summary>
    /// <param name="path">A <c>.safetensors</c> file.</param>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    /// <exception cref="ModelFileException">The header is damaged or lies about the file.</exception>
    public SafetensorsReader(string path)
    {
        Path = path;
        using (var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read)) header =
            SafetensorsHeader.Read(stream, path);
        file = File.OpenHandle(path);
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
    /// <exception cref="ModelFileException">The file has no tensor of this name, or has become shorter.</exception>
    public Tensor Read(string name)
    {
        var entry = Entry(name);
        var tensor = empty([.. entry.Shape], entry.Type);
        if (entry.Length <= int.MaxValue) tensor.Fill<byte>(bytes => ReadExactly(bytes, header.DataStart + entry.Offset));
        else
        {
            using var stream = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read)
            {
                Position =
                header.DataStart + entry.Offset
            };
            tensor.ReadBytesFromStream(stream, 1 << 20);
        }
        return tensor;
    }

    /// <summary>Reads one tensor whose shape is known.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">The sizes it must have.</param>
    /// <returns>A new tensor on the CPU, in the type it is stored in.</returns>
    /// <exception cref="ModelFileException">The file has no such tensor, or it has another shape; nothing is allocated then.</exception>
    public Tensor Read(string name, params ReadOnlySpan<long> shape)
    {
        if (Entries.TryGetValue(name, out var entry) && !shape.SequenceEqual([.. entry.Shape]))
            throw new ModelFileException(Path, $"tensor '{name}' is {entry}; the configuration asks for "
                + $"[{string.Join(", ", shape.ToArray())}].");
        return Read(name);
    }

    /// <summary>Reads numbers of a tensor in fp32, whatever they are stored in.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="first">The first number, counted through the whole tensor.</param>
    /// <param name="values">Receives as many as it holds.</param>
    /// <exception cref="ModelFileException">There is no such tensor, it holds infinity or NaN, or the file has become shorter.</exception>
    internal void Read(string name, long first, Span<float> values)
    {
        var entry = Entry(name);
        var size = (int)(entry.Length / Math.Max(1, entry.Shape.Aggregate(1L, (product, axis) => product * axis)));
        var bytes = ArrayPool<byte>.Shared.Rent(Part * size);
        try
        {
            for (var done = 0; done < values.Length;)
            {
                var part = values.Slice(done, Math.Min(Part, values.Length - done));
                var stored = entry.Type == ScalarType.Float32 ? MemoryMarshal.AsBytes(part) : bytes.AsSpan(0, part.Length * size);
                ReadExactly(stored, header.DataStart + entry.Offset + (first + done) * size);
                Convert(entry.Type, stored, part);
                if (!StoredFloats.AllFinite(part)) throw new ModelFileException(Path,
                    $"tensor '{name}' holds numbers that are infinite or none at all (NaN); choose another file of the model.");
                done += part.Length;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => file.Dispose();

    private SafetensorsEntry Entry(string name) => Entries.TryGetValue(name, out var entry) ? entry
        : throw new ModelFileException(Path, $"it has no tensor '{name}'; it has {Entries.Count}: "
            + $"{string.Join(", ", Entries.Keys.Order().Take(8))}{(Entries.Count > 8 ? ", …" : "")}.");

    private static void Convert(ScalarType type, ReadOnlySpan<byte> stored, Span<float> values)
    {
        switch (type)
        {
            case ScalarType.Float32: break;
            case ScalarType.Float16: StoredFloats.FromHalf(MemoryMarshal.Cast<byte, ushort>(stored), values); break;
            case ScalarType.BFloat16: StoredFloats.FromBFloat16(MemoryMarshal.Cast<byte, ushort>(stored), values); break;
            case ScalarType.Float64: Each<double>(stored, values, value => (float)value); break;
            case ScalarType.Int64: Each<long>(stored, values, value => value); break;
            case ScalarType.Int32: Each<int>(stored, values, value => value); break;
            case ScalarType.Int16: Each<short>(stored, values, value => value); break;
            case ScalarType.Int8: Each<sbyte>(stored, values, value => value); break;
            default: Each<byte>(stored, values, value => value); break;
        }
    }

    private static void Each<T>(ReadOnlySpan<byte> stored, Span<float> values, Func<T, float> convert) where T : unmanaged
    {
        var numbers = MemoryMarshal.Cast<byte, T>(stored);
        for (var i = 0; i < values.Length; i++) values[i] = convert(numbers[i]);
    }

    private void ReadExactly(Span<byte> bytes, long offset)
    {
        while (bytes.Length > 0)
        {
            var read = RandomAccess.Read(file, bytes, offset);
            if (read == 0) throw new ModelFileException(Path, "the file has become shorter while it was read; wait until it is complete.");
            bytes = bytes[read..];
            offset += read;
        }
    }
}
