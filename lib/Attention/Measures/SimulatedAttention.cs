using Attention.Tokens;
using Attention.Traces;

namespace Attention.Measures;

/// <summary>
/// A pattern made up from distance and a few rules of thumb about English, without any model: something to hold beside a real
/// pattern. A stand-in for intuition, and labelled as a simulation wherever it is drawn. Pages that simulate follow the same rules
/// (<c>Figures/Views/shared/simulated.js</c>).
/// </summary>
public static class SimulatedAttention
{
    /// <summary>What figures call it.</summary>
    public const string Title = "SIMULATED, no model";

    private static readonly HashSet<string> FunctionWords =
        Words("the a an of to in on at by for with from and or but that which is was were are be");
    private static readonly HashSet<string> Determiners = Words("the a an my your her his its our their this that these those");
    private static readonly HashSet<string> Prepositions = Words("on in at across over with from by of to under near into");
    private static readonly HashSet<string> IrregularVerbs = Words("sat said left ran was were is are had has saw went came took gave ate");
    private static readonly Dictionary<string, string> Partners = new()
    {
        [")"] = "(",
        ["]"] = "[",
        ["}"] = "{",
        ["”"] = "“",
        ["\""] = "\""
    };

    /// <summary>Makes up the attention of one head.</summary>
    /// <param name="text">The tokens; one that was put in front gets nothing, except from itself.</param>
    /// <param name="reach">Tokens over which weight falls to a third.</param>
    /// <returns>A trace of one layer with one head, 0.0; rows sum to 1 and nothing looks ahead.</returns>
    public static AttentionTrace Of(TokenizedText text, double reach = 2.5)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(reach);
        var words = text.Tokens.Select(token => token.Text.Trim().ToLowerInvariant()).ToArray();
        var weights = new float[words.Length * words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            var row = Enumerable.Range(0, i + 1)
                .Select(j => text.HasBos && j == 0 && i > 0 ? 0 : Pull(words[i], words[j], i - j, reach)).ToArray();
            for (var j = 0; j <= i; j++) weights[i * words.Length + j] = (float)(row[j] / row.Sum());
        }
        return AttentionTrace.Of(Title, text, new AttentionPattern(words.Length, weights));
    }

    /// <summary>How much one word would look at an earlier one.</summary>
    private static double Pull(string from, string to, int distance, double reach)
    {
        var pull = Math.Exp(-distance / reach);
        if (distance == 0) return pull * .5;
        if (FunctionWords.Contains(to)) pull *= .4;
        if (to == from) pull += .6;
        if (Partners.GetValueOrDefault(from) == to) pull += 2;
        if (LooksLikeVerb(from) && !FunctionWords.Contains(to)) pull += .8 / distance;
        if (!FunctionWords.Contains(from) && Determiners.Contains(to) && distance <= 3) pull += .3;
        if (Prepositions.Contains(from) && LooksLikeVerb(to)) pull += .7;
        return pull;
    }

    private static bool LooksLikeVerb(string word) => IrregularVerbs.Contains(word)
        || word.Length > 4 && (word.EndsWith("ed", StringComparison.Ordinal) || word.EndsWith('s'));

    private static HashSet<string> Words(string words) => new(words.Split(' '), StringComparer.Ordinal);
}
