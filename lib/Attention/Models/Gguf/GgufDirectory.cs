// The tensor directory of a GGUF file. As in llama.cpp, tensors lie one after the other in the order of the directory, each at the next
// multiple of the alignment: nothing overlaps, nothing is hidden between them, and no name stands for two.
namespace Attention.Models.Gguf;

/// <summary>Reads the directory and holds every entry against the file.</summary>
internal sealed class GgufDirectory(GgufCursor cursor, long alignment, long fileLength)
{
    private const int MaxDimensions = 4, LongestName = 63;
    private const long LargestAxis = 1 << 28;

    /// <summary>Reads all entries.</summary>
    /// <param name="count">How many the header announces.</param>
    /// <returns>The tensors by name.</returns>
    /// <exception cref="InvalidDataException">An entry that cannot be; the message names it.</exception>
    public Dictionary<string, GgufTensor> Read(long count)
    {
        List<(GgufTensor Tensor, ulong Offset)> entries = [];
        for (var i = 0L; i < count; i++) entries.Add(ReadEntry());
        var (data, due) = (Aligned(cursor.Position), 0L);
        Dictionary<string, GgufTensor> tensors = [];
        foreach (var (tensor, offset) in entries)
        {
            CheckPlace(tensor.Name, offset, due);
            if (tensor.ByteCount > fileLength - data - due) throw new EndOfStreamException($"tensor {tensor.Name} reaches beyond the "
                + "end of the file, which seems to be cut off");
            if (!tensors.TryAdd(tensor.Name, tensor with { Offset = data + due })) throw new InvalidDataException($"two tensors are "
                + $"called {tensor.Name}");
            due = Aligned(due + tensor.ByteCount);
        }
        return tensors;
    }

    private (GgufTensor Tensor, ulong Offset) ReadEntry()
    {
        var name = cursor.Text(LongestName, "bytes in the name of a tensor");
        var shape = ReadShape(name);
        var number = cursor.UInt32();
        var type = GgufTypes.Find(number)
            ?? throw new NotSupportedException($"its tensor {name} is stored as {GgufTypes.NameOf(number)}, and read are "
                + $"{GgufTypes.Known}; choose another file of this model, such as Q4_K_M or Q8_0");
        if (shape[^1] % type.Block().Numbers != 0)
            throw new InvalidDataException($"rows of {name} have {shape[^1]} numbers, which are no whole blocks of {type} "
                + $"({type.Block().Numbers} numbers each)");
        return (new(name, shape, type, 0), cursor.UInt64());
    }

    private long[] ReadShape(string name)
    {
        var dimensions = cursor.UInt32();
        if (dimensions is 0 or > MaxDimensions) throw new InvalidDataException($"tensor {name} has {dimensions} axes; 1 to "
            + $"{MaxDimensions} are possible");
        var (shape, numbers) = (new long[dimensions], 1L);
        for (var i = shape.Length - 1; i >= 0; i--)    // fastest axis first in the file
        {
            var size = cursor.UInt64();
            shape[i] = size is > 0 and <= LargestAxis ? (long)size
                : throw new InvalidDataException($"tensor {name} has an axis of {size:N0}; at most {LargestAxis:N0} are read");
            numbers = numbers <= fileLength * 8 / shape[i] ? numbers * shape[i]
                : throw new InvalidDataException($"tensor {name} has more numbers than the file has bits");
        }
        return shape;
    }

    private static void CheckPlace(string name, ulong offset, long due)
    {
        if (offset == (ulong)due) return;
        throw new InvalidDataException($"tensor {name} begins at {offset:N0}, "
            + $"{(offset < (ulong)due ? "inside the tensor before it" : "after a gap, or not aligned")}, where {due:N0} is due");
    }

    private long Aligned(long position) => (position + alignment - 1) / alignment * alignment;
}
