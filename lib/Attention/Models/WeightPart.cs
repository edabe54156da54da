using static TorchSharp.torch;

namespace Attention.Models;

/// <summary>A tensor of a model's files and where its numbers lie among the weights.</summary>
/// <param name="Name">Its name in the files.</param>
/// <param name="Shape">The sizes it must have.</param>
/// <param name="In">The weights' tensor, or the rows of one in which several are stacked.</param>
internal sealed record WeightPart(string Name, long[] Shape, Func<TransformerWeights, Tensor> In)
{
    /// <summary>Makes of the tensor, as the file has it, what the weights hold; null where they are the same numbers in the same
    /// order.</summary>
    public Func<Tensor, Tensor>? Rearranged { get; init; }

    /// <summary>Whether the numbers are added to those that are there.</summary>
    public bool Added { get; init; }
}
