using Attention.Traces;

namespace Attention.Figures.Views;

/// <summary>What is shown of a run at first: the link over some distance that is strongest in any head.</summary>
/// <param name="Layer">The layer's place in the trace.</param>
/// <param name="Head">The head's place in the trace; -1 for the layer's mean.</param>
/// <param name="Query">The token that is pointed at.</param>
internal sealed record StripStart(int Layer, int Head, int Query)
{
    /// <summary>Links to the last two tokens and to the first one are found in every sentence.</summary>
    private const int Near = 2;

    /// <summary>The strongest link of a run, or the last token in the first layer's mean where the text is too short to have one.</summary>
    public static StripStart Of(AttentionTrace trace)
    {
        var (H, T) = (trace.Heads.Count, Math.Min(trace.Tokens.Count, Figures.MaxTokens));
        var (start, most) = (new StripStart(0, -1, T - 1), 0f);
        var words = Enumerable.Range(0, T).Where(i => trace.Tokens[i].Text.Any(char.IsLetter)).ToArray();
        for (var head = 0; head < trace.Patterns.Count; head++)
            foreach (var query in words)
                for (var key = 1; key < query - Near; key++)
                    if (trace.Patterns[head][query, key] is var weight && weight > most)
                        (start, most) = (new StripStart(head / H, head % H, query), weight);
        return start;
    }
}
