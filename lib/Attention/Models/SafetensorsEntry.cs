using static TorchSharp.torch;

namespace Attention.Models;

/// <summary>One tensor of a safetensors file, as its header describes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type it is stored in.</param>
/// <param name="Shape">Its sizes.</param>
/// <param name="Offset">Where its bytes begin, counted from the end of the header.</param>
/// <param name="Length">The number of its bytes.</param>
public sealed record SafetensorsEntry(string Name, ScalarType Type, IReadOnlyList<long> Shape, long Offset, long Length)
{
    /// <summary>Type and shape, for messages.</summary>
    /// <returns>For example <c>BFloat16 [49152, 576]</c>.</returns>
    public override string ToString() => $"{Type} [{string.Join(", ", Shape)}]";
}
