using Attention.Models;
using Attention.Tokens;
using Course.Files;
using static TorchSharp.torch;

namespace Attention.Measures;

/// <summary>How differently heads look: <see cref="PatternDivergence"/> between two heads on the same sequences, averaged over them (Clark
/// et al. 2019).</summary>
/// <param name="ModelName">The model that ran.</param>
/// <param name="Heads">The heads, in the order of the matrix.</param>
/// <param name="Divergence">Nats, 0 (same) to ln 2 (never at one token), [head, head].</param>
public sealed record HeadSimilarity(string ModelName, IReadOnlyList<HeadIndex> Heads, float[,] Divergence)
{
    /// <summary>Compares heads on a batch.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">The sequences; all patterns are held at once, heads x sequences x T x T numbers.</param>
    /// <param name="heads">The heads to compare; null for all.</param>
    /// <param name="cancellation">Ends the work between two heads.</param>
    /// <returns>The matrix.</returns>
    /// <exception cref="HeadIndexException">The model has no such head.</exception>
    public static HeadSimilarity Of(LanguageModel model, TokenBatch input, IEnumerable<HeadIndex>? heads = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(input);
        HeadIndex[] compared = [.. heads ?? model.Config.AllHeads()];
        foreach (var head in compared) HeadIndexException.ThrowIfOutside(head, model.Config);
        if (input.Length < 2) throw new WrongUseException("One token looks at itself in every head: give sequences of at least two.");
        using var use = model.Use();
        var patterns = Patterns(use, input, compared);                                                     // [heads, B (T - 1), T]
        var (entropy, half) = (Entropy(patterns), tensor(.5f, device: patterns.device));                     // [heads]
        var divergence = new float[compared.Length, compared.Length];
        for (var a = 0; a < compared.Length; a++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var headScope = NewDisposeScope();
            var others = patterns.narrow(0, a, compared.Length - a);
            var mixed = Entropy(others.add(patterns[a], Scalars.One).mul_(half));
            var row = mixed.sub(entropy.narrow(0, a, compared.Length - a).add(entropy[a], Scalars.One).mul_(half)).Floats();
            for (var b = 0; b < row.Length; b++) divergence[a, a + b] = divergence[a + b, a] = b == 0 ? 0 : Math.Max(0, row[b]);
        }
        return new HeadSimilarity(model.Title, compared, divergence);
    }

    /// <summary>Groups heads that look alike: average-linkage clustering, the two nearest groups joined until as many are left as were
    /// asked for.</summary>
    /// <param name="count">How many groups.</param>
    /// <returns>The groups, largest first.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one, or more than there are heads.</exception>
    public IReadOnlyList<IReadOnlyList<HeadIndex>> Clusters(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Heads.Count);
        var groups = Enumerable.Range(0, Heads.Count).Select(head => new List<int> { head }).ToList();
        var distances = (float[,])Divergence.Clone();      // between groups, by the index of their first head
        while (groups.Count > count)
        {
            var (a, b) = Nearest(groups, distances);
            foreach (var other in groups)
                distances[a[0], other[0]] = distances[other[0],
                    a[0]] = (a.Count * distances[a[0], other[0]] + b.Count * distances[b[0], other[0]]) / (a.Count + b.Count);
            a.AddRange(b);
            groups.Remove(b);
        }
        return [.. groups.OrderByDescending(group => group.Count)
            .Select(group => (IReadOnlyList<HeadIndex>)[.. group.Select(head => Heads[head])])];
    }

    private static (List<int> A, List<int> B) Nearest(List<List<int>> groups, float[,] distances)
    {
        var (best, nearest) = (float.PositiveInfinity, (groups[0], groups[1]));
        for (var i = 0; i < groups.Count; i++)
            for (var j = i + 1; j < groups.Count; j++)
                if (distances[groups[i][0], groups[j][0]] < best)
                    (best, nearest) = (distances[groups[i][0], groups[j][0]], (groups[i], groups[j]));
        return nearest;
    }

    private static Tensor Patterns(ModelUse use, TokenBatch input, HeadIndex[] heads)
    {
        var patterns = empty([heads.Length, (long)input.Sequences * (input.Length - 1), input.Length], ScalarType.Float32,
            use.Transformer.Weights.Embedding.device);
        use.Forward(input, (point, layer, value) =>
        {
            if (point == HookPoint.Pattern)
                foreach (var (place, head) in heads.Index())
                    if (head.Layer == layer)
                        patterns[place].copy_(value.select(1, head.Head).narrow(1, 1, input.Length - 1).reshape(-1, input.Length));
            return value;
        });
        return patterns;
    }

    /// <summary>Mean entropy of the rows in nats, [heads].</summary>
    private static Tensor Entropy(Tensor patterns) => special.entr(patterns).sum([-1L]).mean([-1L]);
}
