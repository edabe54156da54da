using System.Buffers.Binary;
using System.Text.Json;
using Course.Files;
using static TorchSharp.torch;

namespace Attention.Models;

/// <summary>Writes tensors as a safetensors file, whole or not at all.</summary>
public static class SafetensorsWriter
{
    private static readonly Dictionary<ScalarType, string> Names = SafetensorsHeader.Types.ToDictionary(type => type.Value.Type,
        type => type.Key);

    /// <summary>Writes tensors in the order given; the same tensors give the same bytes.</summary>
    /// <param name="path">The file to make or to replace.</param>
    /// <param name="tensors">Names and tensors, each stored in its own type.</param>
    /// <param name="metadata">Free text for the header.</param>
    /// <exception cref="ArgumentException">A tensor has a type that safetensors does not know, or a name is used twice.</exception>
    /// <exception cref="IOException">The file could not be written; one that was there before is unchanged.</exception>
    public static void Write(string path, IEnumerable<(string Name, Tensor Tensor)> tensors,
        IReadOnlyDictionary<string, string>? metadata = null) =>
        Write(path, tensors, metadata, 8);

    /// <summary>The same with numbers that begin at a multiple of some bytes.</summary>
    internal static void Write(string path, IEnumerable<(string Name, Tensor Tensor)> tensors,
        IReadOnlyDictionary<string, string>? metadata, int alignment)
    {
        var list = tensors.ToList();
        var header = Header(list, metadata, alignment);
        WholeFile.Write(path, stream =>
        {
            Span<byte> length = stackalloc byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
            stream.Write(length);
            stream.Write(header);
            foreach (var (_, tensor) in list) WriteData(stream, tensor);
        });
    }

    private static byte[] Header(List<(string Name, Tensor Tensor)> tensors, IReadOnlyDictionary<string, string>? metadata, int alignment)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 }) WriteMetadata(json, metadata);
            long offset = 0;
            var names = new HashSet<string> { "__metadata__" };
            foreach (var (name, tensor) in tensors)
            {
                if (!names.Add(name))
                    throw new ArgumentException($"two tensors are called '{name}', or the name is reserved.", nameof(tensors));
                WriteEntry(json, name, tensor, ref offset);
            }
            json.WriteEndObject();
        }
        while ((sizeof(long) + buffer.Length) % alignment != 0) buffer.WriteByte((byte)' ');     // the data begins aligned
        return buffer.ToArray();
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        json.WriteStartObject("__metadata__");
        foreach (var (key, value) in metadata) json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter json, string name, Tensor tensor, ref long offset)
    {
        if (!Names.TryGetValue(tensor.dtype, out var type))
            throw new ArgumentException($"tensor '{name}' is {tensor.dtype}, which safetensors has no name for.");
        json.WriteStartObject(name);
        json.WriteString("dtype", type);
        json.WriteStartArray("shape");
        foreach (var size in tensor.shape) json.WriteNumberValue(size);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        json.WriteNumberValue(offset += tensor.numel() * tensor.element_size());
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteData(Stream stream, Tensor tensor)
    {
        using var scope = NewDisposeScope();      // holds what is written until it is
        tensor.detach().cpu().contiguous().WriteBytesToStream(stream, 1 << 20);
    }
}
