using Attention.Tokens;

namespace Attention.Treebanks;

/// <summary>
/// Which tokens make up which word. A token belongs to the word that holds its first character other than a space:
/// <c>").</c> that a tokenizer made one token of is the bracket's, and the full stop has no token of its own.
/// </summary>
public sealed class WordPieces
{
    private readonly int[] wordOf;      // [T]: the word's place in the sentence, from 0; -1 for a token of no word
    private readonly int[] pieces;      // [W]: how many tokens a word has

    /// <summary>Lays tokens over words.</summary>
    /// <param name="sentence">The words.</param>
    /// <param name="tokens">The tokens of the sentence's text, the one put in front included.</param>
    public WordPieces(Sentence sentence, IReadOnlyList<Token> tokens)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        ArgumentNullException.ThrowIfNull(tokens);
        wordOf = [.. tokens.Select(token => WordAt(sentence, token))];
        pieces = new int[sentence.Words.Count];
        foreach (var word in wordOf)
            if (word >= 0) pieces[word]++;
    }

    /// <summary>Whether a word has a token of its own.</summary>
    /// <param name="word">The word.</param>
    /// <returns>False where a neighbour's token holds it.</returns>
    public bool Has(Word word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return pieces[word.Id - 1] > 0;
    }

    /// <summary>From tokens to words as in Clark et al. 2019: the sum over attended pieces, the mean over attending pieces.</summary>
    /// <param name="pattern">One head's weights, [T, T] row by row.</param>
    /// <returns>[W, W], attending word by attended word; a row sums to 1 less what went to tokens of no word.</returns>
    public float[,] Merge(ReadOnlySpan<float> pattern)
    {
        var T = wordOf.Length;
        ArgumentOutOfRangeException.ThrowIfNotEqual(pattern.Length, T * T);
        var merged = new float[pieces.Length, pieces.Length];
        for (var i = 0; i < T; i++)
        {
            if (wordOf[i] is var attending && attending < 0) continue;
            for (var j = 0; j < T; j++)
                if (wordOf[j] is var attended && attended >= 0) merged[attending, attended] += pattern[i * T + j] / pieces[attending];
        }
        return merged;
    }

    /// <summary>The same as <see cref="Merge"/> as two matrices: words = mean x pattern x sum.</summary>
    /// <param name="mean">W x T numbers, row by row: one over a word's pieces where a token is one of them, else 0.</param>
    /// <param name="sum">T x W numbers, row by row: 1 where a token is a piece of a word, else 0.</param>
    /// <param name="words">W, which may be more than the sentence has.</param>
    internal void FillMatrices(Span<float> mean, Span<float> sum, int words)
    {
        var T = wordOf.Length;
        for (var t = 0; t < T; t++)
            if (wordOf[t] is var word && word >= 0) (mean[word * T + t], sum[t * words + word]) = (1f / pieces[word], 1);
    }

    private static int WordAt(Sentence sentence, Token token)
    {
        var at = token.Start;
        while (at < token.End && char.IsWhiteSpace(sentence.Text[at])) at++;
        if (at == token.End) return -1;
        for (var w = 0; w < sentence.Words.Count; w++)
            if (sentence.Words[w].Start <= at && at < sentence.Words[w].End) return w;
        return -1;
    }
}
