using Attention.Tokens;
using Attention.Traces;

namespace Attention.Measures;

/// <summary>Head types as their definitions say, without any model: what a perfect head would do. A row with nothing to look at rests on
/// the first token.</summary>
public static class IdealPattern
{
    /// <summary>What figures call it.</summary>
    public const string Title = "IDEAL, no model";

    /// <summary>Each position looks k tokens back; 1 is the previous token, 0 the current one.</summary>
    /// <param name="text">The tokens.</param>
    /// <param name="k">How many tokens back.</param>
    /// <returns>A trace of one layer with one head, 0.0.</returns>
    public static AttentionTrace Offset(TokenizedText text, int k)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        return Of(text, i => i - k);
    }

    /// <summary>Each position looks at the first token.</summary>
    /// <param name="text">The tokens.</param>
    /// <returns>A trace of one layer with one head, 0.0.</returns>
    public static AttentionTrace FirstToken(TokenizedText text) => Of(text, _ => 0);

    /// <summary>Each position looks at the last earlier copy of its token.</summary>
    /// <param name="text">The tokens.</param>
    /// <returns>A trace of one layer with one head, 0.0.</returns>
    public static AttentionTrace DuplicateToken(TokenizedText text) => Of(text, i => LastCopy(text, i));

    /// <summary>Each position looks at the token after the last earlier copy of its own.</summary>
    /// <param name="text">The tokens.</param>
    /// <returns>A trace of one layer with one head, 0.0.</returns>
    public static AttentionTrace Induction(TokenizedText text) => Of(text, i => LastCopy(text, i) is >= 0 and var copy ? copy + 1 : -1);

    private static int LastCopy(TokenizedText text, int i)
    {
        var j = i - 1;
        while (j >= 0 && text.Tokens[j].Id != text.Tokens[i].Id) j--;
        return j;
    }

    private static AttentionTrace Of(TokenizedText text, Func<int, int> key)
    {
        ArgumentNullException.ThrowIfNull(text);
        var T = text.Tokens.Count;
        var weights = new float[T * T];
        for (var i = 0; i < T; i++) weights[i * T + Math.Max(0, key(i))] = 1;
        return AttentionTrace.Of(Title, text, new AttentionPattern(T, weights));
    }
}
