using Attention.Models;
using Attention.Tokens;
using static TorchSharp.torch;

namespace Attention.Traces;

/// <summary>What one run of a model left behind: its tokens and the attention of the layers and heads that were asked for.</summary>
public sealed class AttentionTrace : IDisposable
{
    /// <summary>The name of the model that ran.</summary>
    public required string ModelName { get; init; }

    /// <summary>Whether a model made the weights; if not, they follow a rule or a definition, and <see cref="ModelName"/> says which.</summary>
    public bool HasModel { get; private init; } = true;

    /// <summary>The text that was given.</summary>
    public required string Text { get; init; }

    /// <summary>The tokens, T of them, the one put in front included.</summary>
    public required IReadOnlyList<Token> Tokens { get; init; }

    /// <summary>Whether a token that is not in the text was put in front.</summary>
    public required bool HasBos { get; init; }

    /// <summary>The layers that were kept, ascending.</summary>
    public required IReadOnlyList<int> Layers { get; init; }

    /// <summary>The heads that were kept in each of these layers, ascending.</summary>
    public required IReadOnlyList<int> Heads { get; init; }

    /// <summary>Attention weights, [layer, head, query, key] of Float32 on the CPU; axis 0 follows <see cref="Layers"/>, axis 1 <see cref="Heads"/>.</summary>
    public required Tensor Weights { get; init; }

    /// <summary>Logits, [T, V] of Float32 on the CPU; null unless they were asked for.</summary>
    public Tensor? Logits { get; init; }

    /// <summary>A pattern that no model made, as a trace of one layer with one head, 0.0.</summary>
    /// <param name="title">What figures call it; it has to say that no model ran.</param>
    /// <param name="text">The tokens, T of them.</param>
    /// <param name="weights">T x T numbers, row by row.</param>
    internal static AttentionTrace WithoutModel(string title, TokenizedText text, float[] weights)
    {
        NativeTorch.Load();
        return new AttentionTrace
        {
            ModelName = title,
            HasModel = false,
            Text = text.Text,
            Tokens = text.Tokens,
            HasBos = text.HasBos,
            Layers = [0],
            Heads = [0],
            Weights = tensor(weights).view(1, 1, text.Tokens.Count, text.Tokens.Count),
        };
    }

    /// <summary>The pattern of one head.</summary>
    /// <param name="head">Its address in the model.</param>
    /// <returns>A view of <see cref="Weights"/>, [query, key]; rows sum to 1.</returns>
    /// <exception cref="HeadIndexException">The trace did not keep this head.</exception>
    public Tensor Pattern(HeadIndex head)
    {
        var (layer, column) = (IndexOf(Layers, head.Layer), IndexOf(Heads, head.Head));
        return layer >= 0 && column >= 0
            ? Weights[layer, column]
            : throw new HeadIndexException($"head {head} was not kept; this trace of {ModelName} has layers {Range(Layers)} with heads {Range(Heads)}.");
    }

    /// <summary>Frees the tensors.</summary>
    public void Dispose()
    {
        Weights.Dispose();
        Logits?.Dispose();
    }

    private static int IndexOf(IReadOnlyList<int> kept, int wanted)
    {
        for (var i = 0; i < kept.Count; i++)
            if (kept[i] == wanted) return i;
        return -1;
    }

    private static string Range(IReadOnlyList<int> kept) =>
        kept.Count > 1 && kept[^1] - kept[0] == kept.Count - 1 ? $"{kept[0]}-{kept[^1]}" : string.Join(", ", kept);
}
