using Attention.Tokens;
using static TorchSharp.torch;

namespace Attention.Measures;

/// <summary>Prefix matching (Olsson et al. 2022): whether a head looks at tokens that come after an earlier occurrence of the present
/// one.</summary>
public static class PrefixMatching
{
    /// <summary>Draws the input of the paper: random tokens, several times over.</summary>
    /// <param name="vocabulary">Where the tokens come from; special tokens are never drawn.</param>
    /// <param name="n">Different tokens in one copy.</param>
    /// <param name="copies">How often the copy comes, at least twice.</param>
    /// <param name="sequences">How many sequences.</param>
    /// <param name="seed">Same seed, same tokens.</param>
    /// <returns>[sequences, copies x n + 1] token ids; without a default token one less.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small, or n is more than the vocabulary has.</exception>
    public static TokenBatch Sample(Vocabulary vocabulary, int n = 25, int copies = 4, int sequences = 10, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(copies, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(sequences, 1);
        var ordinary = vocabulary.Ordinary.ToArray();
        ArgumentOutOfRangeException.ThrowIfGreaterThan(n, ordinary.Length);
        var (random, first) = (new Random(seed), vocabulary.Bos is null ? 0 : 1);
        var ids = new long[sequences, copies * n + first];
        for (var b = 0; b < sequences; b++)
        {
            random.Shuffle(ordinary);
            if (vocabulary.Bos is { } bos) ids[b, 0] = bos;
            for (var i = 0; i < copies * n; i++) ids[b, first + i] = ordinary[i % n];
        }
        return new TokenBatch(ids, vocabulary.Bos is not null);
    }

    /// <summary>Prefix-matching score, share 0-1: the total weight on keys j with token[j-1] = token[i], averaged over the rows i that have
    /// such a key.</summary>
    /// <param name="input">The sequences that the patterns come from.</param>
    /// <returns>The measure; NaN where no token comes twice.</returns>
    public static HeadMeasure Score(TokenBatch input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new("prefix_matching", pattern =>
        {
            // token[j-1]; none before the first
            var before = new long[input.Sequences, input.Length];
            for (var b = 0; b < input.Sequences; b++)
                for (var j = 0; j < input.Length; j++) before[b, j] = j == 0 ? -1 : input.Ids[b, j - 1];
            var ids = tensor(input.Ids, device: pattern.device);                                             // [B, T]
            // [B, 1, T, T]
            var match = ids.unsqueeze(2).eq(tensor(before, device: pattern.device).unsqueeze(1)).to_type(ScalarType.Float32).tril()
                .unsqueeze(1);
            var rows = match.amax([-1L]).sum([-1L]);                                                         // rows that count, [B, 1]
            return pattern.mul(match).sum([-2L, -1L]).div(rows);
        });
    }
}
