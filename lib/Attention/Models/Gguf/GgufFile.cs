// The header of a GGUF file (magic, version, metadata, tensor directory) and access to its tensors.
// Weights are read by position into the place where they stay, not through a memory map: a file that is cut while it is read is an
// exception then, not a signal.
using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Attention.Models.Gguf;

/// <summary>An open GGUF file, the format in which Ollama and LM Studio keep models.</summary>
internal sealed class GgufFile : IWeightFile
{
    private const uint Magic = 0x46554747;    // "GGUF"
    private const int Part = 1 << 16;         // numbers unpacked at a time, so that they are still in the cache when they are looked at
    private const int MostTensors = 1 << 16;
    private readonly SafeFileHandle handle;

    private GgufFile(string path, SafeFileHandle handle, GgufMetadata metadata, IReadOnlyDictionary<string, GgufTensor> tensors) =>
        (Path, this.handle, Metadata, Tensors) = (path, handle, metadata, tensors);

    /// <inheritdoc/>
    public string Path { get; }

    /// <summary>What the file says about the model.</summary>
    public GgufMetadata Metadata { get; }

    /// <summary>The tensor directory by name.</summary>
    public IReadOnlyDictionary<string, GgufTensor> Tensors { get; }

    /// <inheritdoc/>
    public IEnumerable<string> Names => Tensors.Keys;

    /// <summary>Opens a file and reads its header.</summary>
    /// <param name="path">A .gguf file.</param>
    /// <returns>The open file.</returns>
    /// <exception cref="ModelFileException">It is missing, no GGUF file, damaged, cut off, or stored in a way that is not read.</exception>
    public static GgufFile Open(string path)
    {
        var handle = OpenHandle(path);
        try
        {
            return ReadHeader(path, handle);
        }
        catch (Exception e)
        {
            handle.Dispose();
            throw e switch
            {
                NotSupportedException => new ModelFileException(path, e.Message + ".", e),
                EndOfStreamException when e.Message.StartsWith("tensor", StringComparison.Ordinal) =>
                    new ModelFileException(path, e.Message + "; get the file again.", e),
                EndOfStreamException => new ModelFileException(path, "the file ends in the middle of its header; get the file again.", e),
                InvalidDataException => new ModelFileException(path,
                    $"its header cannot be right: {e.Message}; get the file again or choose another.", e),
                _ => e,
            };
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<long>? ShapeOf(string name) => Tensors.GetValueOrDefault(name)?.Shape;

    /// <inheritdoc/>
    public void Read(string name, long first, Span<float> values)
    {
        var tensor = Tensors[name];
        var block = tensor.Type.Block();
        var bytes = ArrayPool<byte>.Shared.Rent(Part / block.Numbers * block.Bytes);
        try
        {
            for (var done = 0; done < values.Length;)
            {
                var part = values.Slice(done, Math.Min(Part, values.Length - done));
                var offset = tensor.Offset + (first + done) / block.Numbers * block.Bytes;
                var stored = tensor.Type == GgufType.F32 ? MemoryMarshal.AsBytes(part)
                    : bytes.AsSpan(0, part.Length / block.Numbers * block.Bytes);
                ReadExactly(stored, offset);
                if (tensor.Type != GgufType.F32) block.UnpackAll(stored, part);
                if (!StoredFloats.AllFinite(part)) throw new ModelFileException(Path,
                    $"tensor {name} holds numbers that are infinite or none at all (NaN); choose another file of the model.");
                done += part.Length;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => handle.Dispose();

    private static SafeFileHandle OpenHandle(string path)
    {
        try
        {
            return File.OpenHandle(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ModelFileException(path, "there is no such file; check the path.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelFileException(path, $"the file cannot be opened: {e.Message}", e);
        }
    }

    private static GgufFile ReadHeader(string path, SafeFileHandle handle)
    {
        var length = RandomAccess.GetLength(handle);
        var cursor = new GgufCursor(handle, length);
        if (cursor.UInt32() != Magic) throw new NotSupportedException("this is no GGUF file, since it does not begin with \"GGUF\"; "
            + "give a .gguf file, or a folder with config.json and model.safetensors");
        CheckVersion(cursor.UInt32());
        var tensors = cursor.Count(24, MostTensors, "tensors");
        var metadata = GgufMetadata.Read(cursor, cursor.Count(13, long.MaxValue, "keys"), path, handle, length);
        var alignment = metadata.Integer("general.alignment") ?? 32;
        if (alignment is < 1 or > 1 << 20 || !BitOperations.IsPow2(alignment)) throw new InvalidDataException($"general.alignment is "
            + $"{alignment}, which is no power of two up to a million");
        return new(path, handle, metadata, new GgufDirectory(cursor, alignment, length).Read(tensors));
    }

    private static void CheckVersion(uint version)
    {
        if (version is 2 or 3) return;
        var swapped = BinaryPrimitives.ReverseEndianness(version) is 2 or 3;
        throw new NotSupportedException(swapped
            ? "its numbers are written with the high byte first, and only the other order is read; choose another file of the model"
            : $"it is of GGUF version {version}, and versions 2 and 3 are read; convert it with llama.cpp's convert tools or choose a "
                + "newer file of the model");
    }

    private void ReadExactly(Span<byte> bytes, long offset)
    {
        while (bytes.Length > 0)
        {
            var read = RandomAccess.Read(handle, bytes, offset);
            if (read == 0) throw new ModelFileException(Path, "the file has become shorter while it was read; wait until it is complete.");
            bytes = bytes[read..];
            offset += read;
        }
    }
}
