namespace Attention.Models.Gguf;

/// <summary>An entry of a GGUF file's tensor directory.</summary>
/// <param name="Name">For example <c>blk.0.attn_q.weight</c>.</param>
/// <param name="Shape">Slowest axis first, as in PyTorch (the file has them the other way round).</param>
/// <param name="Type">How its numbers are stored.</param>
/// <param name="Offset">Where its bytes begin in the file.</param>
internal sealed record GgufTensor(string Name, IReadOnlyList<long> Shape, GgufType Type, long Offset)
{
    /// <summary>How many numbers the tensor holds.</summary>
    public long Count { get; } = Shape.Aggregate(1L, (product, size) => product * size);

    /// <summary>How many bytes it takes in the file.</summary>
    public long ByteCount => Count / Type.Block().Numbers * Type.Block().Bytes;
}
