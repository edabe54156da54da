using Attention.Models;
using static TorchSharp.torch;

namespace Attention.Interventions;

/// <summary>The matrices of one head as plain numbers (Elhage et al. 2021: W_Q, W_K, W_V, W_O), each [out, in] as models store
/// them.</summary>
/// <param name="Query">W_Q, [hd, D].</param>
/// <param name="Key">W_K, [hd, D]; heads that share a key/value head have the same.</param>
/// <param name="Value">W_V, [hd, D].</param>
/// <param name="Output">W_O, [D, hd].</param>
public sealed record HeadMatrices(float[,] Query, float[,] Key, float[,] Value, float[,] Output)
{
    /// <summary>Takes them out of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="head">The head.</param>
    /// <param name="folded">Whether the weight of the norm before attention is folded in, and the mean taken off where the norm does so:
    /// then they act on a stream that was only brought to length. Biases, and norms of queries and keys, are in neither.</param>
    /// <returns>Copies.</returns>
    /// <exception cref="HeadIndexException">The model has no such head.</exception>
    public static HeadMatrices Of(LanguageModel model, HeadIndex head, bool folded = false)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var use = model.Use();
        var weights = HeadWeights.Of(model, head, folded);
        return new(Numbers(weights.Q), Numbers(weights.K), Numbers(weights.V), Numbers(weights.O));
    }

    private static float[,] Numbers(Tensor matrix)
    {
        var numbers = new float[matrix.shape[0], matrix.shape[1]];
        matrix.CopyTo(System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref numbers[0, 0], numbers.Length));
        return numbers;
    }
}
