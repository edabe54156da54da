using Attention.Models;
using static TorchSharp.torch;

namespace Attention.Measures;

/// <summary>What rows of patterns sum up to where the weights themselves are at hand. What several measures read is computed
/// once.</summary>
/// <param name="weights">[..., rows, keys]; keys after the last row may be left out.</param>
/// <param name="first">The position of the first row.</param>
internal sealed class WeightSums(Tensor weights, long first) : IRowSums
{
    private Tensor? entropy, sums;

    /// <inheritdoc/>
    public long First => first;

    /// <inheritdoc/>
    public long Count => weights.shape[^2];

    /// <inheritdoc/>
    public Tensor FirstKey => weights.select(-1, 0);

    /// <inheritdoc/>
    public Tensor Rest => Sums[0];

    /// <inheritdoc/>
    public Tensor RestDistance => Rest.mul(Numbers.Count(Count, weights.device)).sub_(Sums[1]);

    /// <inheritdoc/>
    public Tensor RestEntropy => entropy ??= PatternRows.Entropy(weights.narrow(-1, 1, weights.shape[^1] - 1)).sum([-1L]);

    /// <inheritdoc/>
    public Tensor Largest => weights.amax([-1L]);

    /// <inheritdoc/>
    public Tensor Back(long k) => weights.diagonal(first - k, -2, -1);

    /// <summary>Weight, and weight times place, of all keys but the first, [2, ..., rows]. Places count from the first row, so that far
    /// from the beginning of a text the difference of two places keeps its digits.</summary>
    private Tensor Sums => sums ??= Places().matmul(weights.reshape(-1, weights.shape[^1]).t()).view([2, .. weights.shape[..^1]]);

    private Tensor Places()
    {
        var (keys, device) = (weights.shape[^1], weights.device);
        var places = Numbers.Count(keys, device).sub_(tensor((float)first, device: device));
        var rest = stack([ones(keys, device: device), places], 0).narrow(1, 1, keys - 1);                   // [2, keys - 1]
        return cat([zeros(2, 1, device: device), rest], 1);
    }
}
