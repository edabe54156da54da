using Attention.Tokens;
using Attention.Traces;
using static TorchSharp.torch;

namespace Attention.Charts.Tests;

/// <summary>A trace of one head whose every weight is known.</summary>
internal static class HandMadeTrace
{
    public static AttentionTrace Of(params string[] words)
    {
        var T = words.Length;
        var weights = new float[1, 1, T, T];
        for (var i = 0; i < T; i++)
            for (var j = 0; j <= i; j++) weights[0, 0, i, j] = j == 0 ? 1 - i * .1f / T : .1f / T;
        return Of(tensor(weights), words);
    }

    public static AttentionTrace Of(Tensor weights, params string[] words) => new()
    {
        ModelName = "hand-made <model>",
        Text = string.Join(' ', words),
        Tokens = [.. words.Select((word, i) => new Token(i, word, 0, 0))],
        HasBos = true,
        Layers = [0],
        Heads = [0],
        Patterns = AttentionPattern.All(weights),
    };
}
