using Attention.Models;
using static TorchSharp.torch;

namespace Attention.Traces;

/// <summary>Where one head looks: the weight from every query to every key, T x T plain numbers. It needs no freeing, and any thread may
/// read it.</summary>
public sealed class AttentionPattern
{
    private readonly float[] weights;      // row by row

    /// <summary>Takes the numbers as they are.</summary>
    /// <param name="length">Tokens, T.</param>
    /// <param name="weights">T x T numbers, row by row; they now belong to the pattern.</param>
    internal AttentionPattern(int length, float[] weights)
    {
        if ((long)length * length != weights.Length)
            throw new ArgumentException($"A pattern of {length} tokens has {(long)length * length} weights, not {weights.Length}.",
                nameof(weights));
        (Length, this.weights) = (length, weights);
    }

    /// <summary>How many tokens, T.</summary>
    public int Length { get; }

    /// <summary>The weight from a query to a key, 0-1; what lies after the query is 0 in a causal model.</summary>
    /// <param name="query">Position of the token that looks; <c>^1</c> is the last.</param>
    /// <param name="key">Position of the token that is looked at.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such position.</exception>
    public float this[Index query, Index key] => weights[Place(query, nameof(query)) * Length + Place(key, nameof(key))];

    /// <summary>A pattern of given weights.</summary>
    /// <param name="weights">[query, key], as many of the one as of the other.</param>
    /// <returns>A pattern of its own numbers.</returns>
    /// <exception cref="ArgumentException">It is no square.</exception>
    public static AttentionPattern Of(float[,] weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var (T, keys) = (weights.GetLength(0), weights.GetLength(1));
        if (T != keys) throw new ArgumentException($"A pattern has as many queries as keys, not {T} x {keys}.", nameof(weights));
        return new(T, [.. weights.Cast<float>()]);
    }

    /// <summary>The patterns in a tensor.</summary>
    /// <param name="weights">[..., query, key].</param>
    /// <returns>A pattern for each place of the dimensions in front, in their order.</returns>
    /// <exception cref="ArgumentException">The last two dimensions are no square.</exception>
    public static IReadOnlyList<AttentionPattern> All(Tensor weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var shape = weights.shape;
        if (shape.Length < 2 || shape[^1] != shape[^2])
            throw new ArgumentException($"Patterns are [..., query, key], not [{string.Join(", ", shape)}].", nameof(weights));
        var T = checked((int)shape[^1]);
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        var each = weights.reshape(-1, T, T);
        return [.. Enumerable.Range(0, checked((int)each.shape[0])).Select(i => new AttentionPattern(T, each[i].Floats()))];
    }

    /// <summary>The mean of patterns, weight by weight: of the heads of a layer, for instance.</summary>
    /// <param name="patterns">At least one, all of the same tokens.</param>
    /// <returns>A pattern whose rows sum to 1 where theirs do.</returns>
    /// <exception cref="ArgumentException">There is none, or they differ in length.</exception>
    public static AttentionPattern Mean(params IEnumerable<AttentionPattern> patterns)
    {
        AttentionPattern[] all = [.. patterns];
        if (all.Length == 0) throw new ArgumentException("A mean needs at least one pattern.", nameof(patterns));
        var sum = new double[all[0].weights.Length];
        foreach (var pattern in all)
        {
            all[0].CheckLength(pattern);
            for (var i = 0; i < sum.Length; i++) sum[i] += pattern.weights[i];
        }
        return new(all[0].Length, [.. sum.Select(weight => (float)(weight / all.Length))]);
    }

    /// <summary>All weights, row by row, T x T of them.</summary>
    /// <returns>The pattern's own memory, to be read only.</returns>
    public ReadOnlySpan<float> AsSpan() => weights;

    /// <summary>Where one token looks.</summary>
    /// <param name="query">Its position; <c>^1</c> is the last.</param>
    /// <returns>A copy of T weights, one a key; they sum to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such position.</exception>
    public float[] Row(Index query) => weights.AsSpan(Place(query, nameof(query)) * Length, Length).ToArray();

    /// <summary>How much each token gives to the one so many places before it.</summary>
    /// <param name="back">1 is the previous token, 0 the current one.</param>
    /// <returns>A[back, 0], A[back + 1, 1], ...: T - back weights; none where the text is not that long.</returns>
    public float[] Diagonal(int back)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(back);
        return [.. Enumerable.Range(back, Math.Max(0, Length - back)).Select(i => weights[i * Length + i - back])];
    }

    /// <summary>This pattern with a part of another one mixed in.</summary>
    /// <param name="other">A pattern of the same tokens.</param>
    /// <param name="share">How much of it, 0-1.</param>
    /// <returns>A pattern whose rows sum to 1 where theirs do.</returns>
    /// <exception cref="ArgumentException">They differ in length.</exception>
    public AttentionPattern MixedWith(AttentionPattern other, double share)
    {
        CheckLength(other);
        return new(Length, [.. weights.Zip(other.weights, (own, theirs) => (float)((1 - share) * own + share * theirs))]);
    }

    /// <summary>How the later tokens share what they give to one another: first row and first column left out, each row made to sum to 1
    /// again.</summary>
    /// <returns>A pattern of T - 1 tokens; a row that gave all to the first token stays 0.</returns>
    public AttentionPattern WithoutFirst()
    {
        var rest = new float[(Length - 1) * (Length - 1)];
        for (var i = 1; i < Length; i++)
        {
            var row = weights.AsSpan(i * Length + 1, Length - 1);
            var sum = 0f;
            foreach (var weight in row) sum += weight;
            if (sum > 0)
                for (var j = 0; j < row.Length; j++) rest[(i - 1) * (Length - 1) + j] = row[j] / sum;
        }
        return new(Length - 1, rest);
    }

    internal ReadOnlyMemory<float> Memory => weights;

    internal void CheckLength(AttentionPattern other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Length != Length)
            throw new ArgumentException($"One pattern is of {Length} tokens, the other of {other.Length}.", nameof(other));
    }

    private int Place(Index position, string name)
    {
        var place = position.GetOffset(Length);
        return place >= 0 && place < Length
            ? place
            : throw new ArgumentOutOfRangeException(name, $"Position {position} of a pattern of {Length} tokens (0-{Length - 1}).");
    }
}
