namespace Attention.Tokens;

/// <summary>Random tokens given twice, [BOS] r r: nothing but repetition can be predicted (Olsson et al. 2022, Elhage et al. 2021).</summary>
public sealed record RepeatedTokens : TokenBatch
{
    private RepeatedTokens(long[,] ids, bool hasBos, int n) : base(ids, hasBos) => N = n;

    /// <summary>Tokens in one copy, n.</summary>
    public int N { get; }

    /// <summary>The first copy, as rows of <c>TokenLoss</c>: where the loss cannot be low.</summary>
    public Range FirstCopy => HasBos ? ..N : ..(N - 1);

    /// <summary>The second copy without its first token, which cannot be known: rows n+1 to 2n-1 with BOS.</summary>
    public Range SecondCopy => HasBos ? (N + 1)..(2 * N) : N..(2 * N - 1);

    /// <summary>Each sequence as an input of its own, for what is to have an interval over sequences.</summary>
    /// <returns>As many inputs of one sequence.</returns>
    public IEnumerable<RepeatedTokens> Each()
    {
        for (var b = 0; b < Sequences; b++)
        {
            var ids = new long[1, Length];
            for (var t = 0; t < Length; t++) ids[0, t] = Ids[b, t];
            yield return new RepeatedTokens(ids, HasBos, N);
        }
    }

    /// <summary>Draws sequences as heads are scored on: n = 50, or as many as a context holds.</summary>
    /// <param name="vocabulary">Where the tokens come from.</param>
    /// <param name="context">Tokens the model can read.</param>
    /// <param name="sequences">How many sequences.</param>
    /// <param name="seed">Same seed, same tokens.</param>
    /// <returns>[sequences, 2 n + 1] token ids, or 2 n without BOS.</returns>
    public static RepeatedTokens Fitting(Vocabulary vocabulary, int context, int sequences, int seed) =>
        Sample(vocabulary, Math.Min(50, MostIn(context)), sequences, seed);

    /// <summary>The longest copy that a context holds twice, with the token that goes in front of texts.</summary>
    /// <param name="context">Tokens the model can read.</param>
    /// <returns>Tokens in one copy.</returns>
    public static int MostIn(int context) => (context - 1) / 2;

    /// <summary>Draws sequences.</summary>
    /// <param name="vocabulary">Where the tokens come from; special tokens are never drawn.</param>
    /// <param name="n">Tokens in one copy, at least 2.</param>
    /// <param name="sequences">How many sequences.</param>
    /// <param name="seed">Same seed, same tokens.</param>
    /// <param name="bos">Whether the token that goes in front of texts goes in front here.</param>
    /// <returns>[sequences, 2 n + 1] token ids, or 2 n without BOS.</returns>
    /// <exception cref="ArgumentOutOfRangeException">n or the number of sequences is too small.</exception>
    public static RepeatedTokens Sample(Vocabulary vocabulary, int n = 50, int sequences = 8, int seed = 1, bool bos = true)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(sequences, 1);
        bos &= vocabulary.Bos is not null;
        var ordinary = vocabulary.Ordinary.ToArray();
        var random = new Random(seed);
        var first = bos ? 1 : 0;
        var ids = new long[sequences, 2 * n + first];
        for (var b = 0; b < sequences; b++)
        {
            if (bos) ids[b, 0] = vocabulary.Bos!.Value;
            for (var i = 0; i < n; i++) ids[b, first + i] = ids[b, first + n + i] = ordinary[random.Next(ordinary.Length)];
        }
        return new RepeatedTokens(ids, bos, n);
    }
}
