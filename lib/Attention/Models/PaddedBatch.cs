using Attention.Tokens;

namespace Attention.Models;

/// <summary>Texts of different lengths side by side, the shorter ones padded behind; no real token looks at the padding.</summary>
/// <param name="Texts">The texts.</param>
/// <param name="Ids">Their ids, [B, T], 0 where there is padding.</param>
/// <param name="Lengths">How many tokens of each are real.</param>
internal sealed record PaddedBatch(IReadOnlyList<TokenizedText> Texts, long[,] Ids, int[] Lengths)
{
    private const int TokensSideBySide = 2048;

    /// <summary>All texts in batches of a bounded size, in their order.</summary>
    /// <param name="texts">The texts.</param>
    public static IEnumerable<PaddedBatch> All(IReadOnlyList<TokenizedText> texts)
    {
        List<TokenizedText> batch = [];
        foreach (var text in texts)
        {
            if (batch.Count > 0 && (batch.Count + 1) * Math.Max(batch.Max(one => one.Tokens.Count), text.Tokens.Count) > TokensSideBySide)
            {
                yield return Of(batch);
                batch = [];
            }
            batch.Add(text);
        }
        if (batch.Count > 0) yield return Of(batch);
    }

    private static PaddedBatch Of(List<TokenizedText> texts)
    {
        int[] lengths = [.. texts.Select(text => text.Tokens.Count)];
        var ids = new long[texts.Count, lengths.Max()];
        foreach (var (b, text) in texts.Index())
            foreach (var (t, token) in text.Tokens.Index()) ids[b, t] = token.Id;
        return new(texts, ids, lengths);
    }
}
