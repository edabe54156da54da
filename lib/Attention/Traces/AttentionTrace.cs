using Attention.Models;
using Attention.Tokens;
using static TorchSharp.torch;

namespace Attention.Traces;

/// <summary>
/// What one run of a model left behind: its tokens and the attention of the layers and heads that were asked for, as plain numbers that
/// any thread may read. To dispose of it only gives the memory back earlier.
/// </summary>
public sealed class AttentionTrace : IDisposable
{
    private IReadOnlyList<AttentionPattern>? patterns;
    private IReadOnlyList<float[]>? logits;

    /// <summary>The name of the model that ran.</summary>
    public required string ModelName { get; init; }

    /// <summary>Whether a model made the weights; if not, they follow a rule or a definition, and <see cref="ModelName"/> says
    /// which.</summary>
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

    /// <summary>The patterns, layer by layer and in each head by head, in the order of <see cref="Layers"/> and
    /// <see cref="Heads"/>.</summary>
    /// <exception cref="ObjectDisposedException">The trace was disposed of.</exception>
    public required IReadOnlyList<AttentionPattern> Patterns { get => Kept(patterns); init => patterns = value; }

    /// <summary>The logits after each token, T times V of them; null unless they were asked for.</summary>
    /// <exception cref="ObjectDisposedException">The trace was disposed of.</exception>
    public IReadOnlyList<float[]>? Logits { get => Kept(patterns) is null ? null : logits; init => logits = value; }

    /// <summary>One weight, 0-1: how much a token looks at another in one head.</summary>
    /// <param name="head">The head's address in the model.</param>
    /// <param name="query">Position of the token that looks; <c>^1</c> is the last.</param>
    /// <param name="key">Position of the token that is looked at.</param>
    /// <exception cref="HeadIndexException">The trace did not keep this head.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such position.</exception>
    /// <exception cref="ObjectDisposedException">The trace was disposed of.</exception>
    public float this[HeadIndex head, Index query, Index key] => Pattern(head)[query, key];

    /// <summary>A pattern that no model made, or that is to be shown without its address, as a trace of one layer with one head,
    /// 0.0.</summary>
    /// <param name="title">What figures call it in place of a model; it has to say what it is.</param>
    /// <param name="text">The tokens, T of them.</param>
    /// <param name="pattern">T x T weights.</param>
    /// <returns>The trace; <see cref="HasModel"/> is false.</returns>
    /// <exception cref="ArgumentException">The pattern is of another number of tokens.</exception>
    public static AttentionTrace Of(string title, TokenizedText text, AttentionPattern pattern)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(pattern);
        if (pattern.Length != text.Tokens.Count)
            throw new ArgumentException($"The pattern is of {pattern.Length} tokens, the text of {text.Tokens.Count}.", nameof(pattern));
        return new AttentionTrace
        {
            ModelName = title,
            HasModel = false,
            Text = text.Text,
            Tokens = text.Tokens,
            HasBos = text.HasBos,
            Layers = [0],
            Heads = [0],
            Patterns = [pattern],
        };
    }

    /// <summary>The pattern of one head.</summary>
    /// <param name="head">Its address in the model.</param>
    /// <returns>T x T plain numbers; rows sum to 1.</returns>
    /// <exception cref="HeadIndexException">The trace did not keep this head.</exception>
    /// <exception cref="ObjectDisposedException">The trace was disposed of.</exception>
    public AttentionPattern Pattern(HeadIndex head)
    {
        var (layer, column) = (IndexOf(Layers, head.Layer), IndexOf(Heads, head.Head));
        return layer >= 0 && column >= 0
            ? Patterns[layer * Heads.Count + column]
            : throw new HeadIndexException(
                $"head {head} was not kept; this trace of {ModelName} has layers {Range(Layers)} with heads {Range(Heads)}.");
    }

    /// <summary>Where one token looks in one head.</summary>
    /// <param name="head">The head's address in the model.</param>
    /// <param name="query">Position of the token that looks; <c>^1</c> is the last.</param>
    /// <returns>T weights, one a key; they sum to 1.</returns>
    /// <exception cref="HeadIndexException">The trace did not keep this head.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such position.</exception>
    /// <exception cref="ObjectDisposedException">The trace was disposed of.</exception>
    public float[] Row(HeadIndex head, Index query) => Pattern(head).Row(query);

    /// <summary>All weights as a tensor, for those who compute with it; work on it inside a <c>torch.NewDisposeScope()</c>.</summary>
    /// <returns>A copy, [layer, head, query, key] of Float32 on the CPU, which belongs to the caller.</returns>
    /// <exception cref="ObjectDisposedException">The trace was disposed of.</exception>
    public Tensor ToTensor() =>
        Numbers.ToTensor(Patterns.Select(pattern => pattern.Memory), Layers.Count, Heads.Count, Tokens.Count, Tokens.Count);

    /// <summary>Lets go of the numbers; patterns that were taken out of the trace live on.</summary>
    public void Dispose() => (patterns, logits) = (null, null);

    /// <summary>The patterns of one layer.</summary>
    /// <param name="layer">Place in <see cref="Layers"/>.</param>
    internal IEnumerable<AttentionPattern> OfLayer(int layer) => Patterns.Skip(layer * Heads.Count).Take(Heads.Count);

    private IReadOnlyList<AttentionPattern> Kept(IReadOnlyList<AttentionPattern>? kept) => kept
        ?? throw new ObjectDisposedException(nameof(AttentionTrace),
            $"The trace of {ModelName} on “{Shortened(Text)}” was disposed of. Trace the text again, or dispose of the trace later.");

    private static string Shortened(string text) => text.Length <= 40 ? text : $"{text.AsSpan(0, 39)}…";

    private static int IndexOf(IReadOnlyList<int> kept, int wanted)
    {
        for (var i = 0; i < kept.Count; i++)
            if (kept[i] == wanted) return i;
        return -1;
    }

    private static string Range(IReadOnlyList<int> kept) =>
        kept.Count > 1 && kept[^1] - kept[0] == kept.Count - 1 ? $"{kept[0]}-{kept[^1]}" : string.Join(", ", kept);
}
