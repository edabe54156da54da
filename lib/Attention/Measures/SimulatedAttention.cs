using Attention.Tokens;
using Attention.Traces;
using static TorchSharp.torch;

namespace Attention.Measures;

/// <summary>
/// A pattern made up from distance and a few rules about words, without any model: something to hold beside a real pattern.
/// Each token gives weight by nearness, more to words that carry meaning than to function words and punctuation, more again to an
/// earlier copy of itself. A stand-in for intuition, and labelled as a simulation wherever it is drawn.
/// </summary>
public static class SimulatedAttention
{
    /// <summary>What figures call it.</summary>
    public const string Title = "SIMULATED, no model";

    private static readonly HashSet<string> FunctionWords = new(StringComparer.OrdinalIgnoreCase)
        { "a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "with", "from", "and", "or", "but", "is", "are", "was", "were", "that", "this", "it", "as", "near" };

    /// <summary>Makes up the attention of one head.</summary>
    /// <param name="text">The tokens; one that was put in front gets the weight of a function word.</param>
    /// <param name="reach">Tokens over which weight falls to a third.</param>
    /// <returns>A trace of one layer with one head, 0.0; rows sum to 1 and nothing looks ahead.</returns>
    public static AttentionTrace Of(TokenizedText text, double reach = 2)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(reach);
        var words = text.Tokens.Select(token => token.Text.Trim()).ToArray();
        var weights = new float[words.Length * words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            var row = Enumerable.Range(0, i + 1).Select(j => Liking(words, i, j, text.HasBos) * Math.Exp(-(i - j) / reach)).ToArray();
            for (var j = 0; j <= i; j++) weights[i * words.Length + j] = (float)(row[j] / row.Sum());
        }
        return new AttentionTrace
        {
            ModelName = Title,
            Text = text.Text,
            Tokens = text.Tokens,
            HasBos = text.HasBos,
            Layers = [0],
            Heads = [0],
            Weights = tensor(weights).view(1, 1, words.Length, words.Length),
        };
    }

    private static double Liking(string[] words, int query, int key, bool hasBos)
    {
        if (key == query) return .5;
        if ((hasBos && key == 0) || !words[key].Any(char.IsLetterOrDigit) || FunctionWords.Contains(words[key])) return .5;
        return string.Equals(words[key], words[query], StringComparison.OrdinalIgnoreCase) ? 4 : 1.5;
    }
}
