using Course.Files;

namespace Attention.Tokens;

/// <summary>Random tokens given twice, [BOS] r r: nothing but repetition can be predicted (Olsson et al. 2022, Elhage et al.
/// 2021).</summary>
public sealed record RepeatedTokens : TokenBatch
{
    private RepeatedTokens(long[,] ids, bool hasBos, int n) : base(ids, hasBos) => N = n;

    /// <summary>Tokens in one copy, n.</summary>
    public int N { get; }

    /// <summary>The first copy, as rows of <c>TokenLoss</c>: where the loss cannot be low.</summary>
    public Range FirstCopy => HasBos ? ..N : ..(N - 1);

    /// <summary>The second copy without its first token, which cannot be known: rows n+1 to 2n-1 with BOS.</summary>
    public Range SecondCopy => HasBos ? (N + 1)..(2 * N) : N..(2 * N - 1);

    /// <summary>What a token of the second copy could look for: a place counted from where the same token stood in the first
    /// copy.</summary>
    /// <param name="after">How many tokens behind it: 1 is what came next, where an induction head looks; 0 the earlier copy
    /// itself.</param>
    /// <returns>Query and key positions, one for each row of the second copy whose key is not in the second copy itself.</returns>
    public IEnumerable<(int Query, int Key)> Matches(int after = 1)
    {
        var first = HasBos ? 1 : 0;
        return from i in Enumerable.Range(N + first, N)
               let key = i - N + after
               where key >= first && key < N + first
               select (i, key);
    }

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

    /// <summary>Draws sequences whose second copy has another form of every token, such as a capital letter: what repeats is no
    /// token.</summary>
    /// <param name="vocabulary">Whose token goes in front of texts.</param>
    /// <param name="forms">A token and its other form.</param>
    /// <param name="n">Tokens in one copy, at least 2.</param>
    /// <param name="sequences">How many sequences.</param>
    /// <param name="seed">Same seed, same tokens.</param>
    /// <returns>[sequences, 2 n + 1] token ids, or 2 n without BOS.</returns>
    /// <exception cref="ArgumentOutOfRangeException">n or the number of sequences is too small.</exception>
    /// <exception cref="WrongUseException">There are fewer forms than n.</exception>
    public static RepeatedTokens Varied(
        Vocabulary vocabulary, IReadOnlyList<(int First, int Second)> forms, int n = 50, int sequences = 8, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentNullException.ThrowIfNull(forms);
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(sequences, 1);
        if (n > forms.Count)
            throw new WrongUseException(
                $"{n} tokens with a second form are to be drawn, and there are {forms.Count}: give more forms, or draw fewer. A small "
                    + $"vocabulary has few words with and without a capital.");
        var (random, first) = (new Random(seed), vocabulary.Bos is null ? 0 : 1);
        (int First, int Second)[] drawn = [.. forms];
        var ids = new long[sequences, 2 * n + first];
        for (var b = 0; b < sequences; b++)
        {
            random.Shuffle(drawn);
            if (vocabulary.Bos is { } bos) ids[b, 0] = bos;
            for (var i = 0; i < n; i++) (ids[b, first + i], ids[b, first + n + i]) = drawn[i];
        }
        return new RepeatedTokens(ids, first == 1, n);
    }

    /// <summary>The words of a vocabulary that are one token in small letters and one with a capital, each with the blank before
    /// it.</summary>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="letters">The fewest letters a word has.</param>
    /// <returns>The ids of both.</returns>
    public static IReadOnlyList<(int Small, int Capital)> Cases(TextTokenizer tokenizer, int letters = 4)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        var byText = tokenizer.Vocabulary.Ordinary.GroupBy(tokenizer.TextOf).ToDictionary(same => same.Key, same => same.First());
        return
        [
            .. from word in byText
               where word.Key.Length > letters && word.Key[0] == ' ' && word.Key.AsSpan(1).IndexOfAnyExceptInRange('a', 'z') < 0
               let capital = $" {char.ToUpperInvariant(word.Key[1])}{word.Key[2..]}"
               where byText.ContainsKey(capital)
               orderby word.Value
               select (word.Value, byText[capital]),
        ];
    }

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
