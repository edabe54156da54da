using Attention.Models;
using Attention.Tokens;
using TorchSharp;

namespace Attention.Traces;

/// <summary>Runs a model on a text and keeps the attention that was asked for.</summary>
public static class Tracing
{
    /// <summary>Runs the model on a text.</summary>
    /// <param name="model">The model.</param>
    /// <param name="text">One sentence or more.</param>
    /// <param name="options">What to keep; by default the attention of all heads.</param>
    /// <returns>The trace; dispose of it to free its memory.</returns>
    /// <exception cref="Course.Files.WrongUseException">The text is empty.</exception>
    /// <exception cref="TextTooLongException">It has more tokens than context or memory allow.</exception>
    /// <exception cref="HeadIndexException">A layer or head was asked for that the model does not have.</exception>
    public static AttentionTrace Trace(this LanguageModel model, string text, TraceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= new();
        return model.Trace(model.Tokenizer.Encode(text, options.Bos), options);
    }

    /// <summary>Runs the model on a text that is already split into tokens.</summary>
    /// <param name="model">The model.</param>
    /// <param name="text">The tokens; <see cref="TraceOptions.Bos"/> is of no account here.</param>
    /// <param name="options">What to keep; by default the attention of all heads.</param>
    /// <returns>The trace; dispose of it to free its memory.</returns>
    /// <exception cref="TextTooLongException">It has more tokens than context or memory allow.</exception>
    /// <exception cref="HeadIndexException">A layer or head was asked for that the model does not have.</exception>
    public static AttentionTrace Trace(this LanguageModel model, TokenizedText text, TraceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(text);
        options ??= new();
        var layers = Kept(options.Layers, model.Config.NumHiddenLayers, "layer");
        var heads = Kept(options.Heads, model.Config.NumAttentionHeads, "head");
        CheckLength(model, text.Tokens.Count, layers.Length * heads.Length, options.Logits);

        using var use = model.Use();
        using var keep = new PatternRecorder(layers, heads, text.Tokens.Count);
        var x = use.Forward(text, ((IPatternRows)keep).Pass);
        return Kept(model, text, layers, heads, keep.Patterns(0), options.Logits ? LogitsOf(use, x[0], text.Tokens.Count) : null);
    }

    /// <summary>Runs the model on several texts, side by side; each gives what it gives alone.</summary>
    /// <param name="model">The model.</param>
    /// <param name="texts">The texts, of any lengths.</param>
    /// <param name="options">What to keep; by default the attention of all heads.</param>
    /// <returns>A trace for each text.</returns>
    /// <exception cref="Course.Files.WrongUseException">A text is empty.</exception>
    /// <exception cref="TextTooLongException">One has more tokens than context or memory allow.</exception>
    /// <exception cref="HeadIndexException">A layer or head was asked for that the model does not have.</exception>
    public static IReadOnlyList<AttentionTrace> Trace(this LanguageModel model, IReadOnlyList<string> texts, TraceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(texts);
        options ??= new();
        return model.Trace((TokenizedText[])[.. texts.Select(text => model.Tokenizer.Encode(text, options.Bos))], options);
    }

    /// <summary>Runs the model on several texts that are already split into tokens, side by side; each gives what it gives alone.</summary>
    /// <param name="model">The model.</param>
    /// <param name="texts">The tokens, of any lengths; <see cref="TraceOptions.Bos"/> is of no account here.</param>
    /// <param name="options">What to keep; by default the attention of all heads.</param>
    /// <returns>A trace for each text.</returns>
    /// <exception cref="TextTooLongException">One has more tokens than context or memory allow.</exception>
    /// <exception cref="HeadIndexException">A layer or head was asked for that the model does not have.</exception>
    public static IReadOnlyList<AttentionTrace> Trace(this LanguageModel model, IReadOnlyList<TokenizedText> texts,
        TraceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(texts);
        options ??= new();
        var layers = Kept(options.Layers, model.Config.NumHiddenLayers, "layer");
        var heads = Kept(options.Heads, model.Config.NumAttentionHeads, "head");
        foreach (var text in texts) CheckLength(model, text.Tokens.Count, layers.Length * heads.Length, options.Logits);
        return [.. PaddedBatch.All(texts).SelectMany(batch => TracesOf(model, batch, layers, heads, options.Logits))];
    }

    private static AttentionTrace[] TracesOf(LanguageModel model, PaddedBatch batch, int[] layers, int[] heads, bool logits)
    {
        using var use = model.Use();
        using var keep = new PatternRecorder(layers, heads, batch.Lengths);
        var x = use.Forward(batch, ((IPatternRows)keep).Pass);
        return [.. batch.Texts.Select((text, b) =>
            Kept(model, text, layers, heads, keep.Patterns(b), logits ? LogitsOf(use, x[b], batch.Lengths[b]) : null))];
    }

    private static IReadOnlyList<float[]> LogitsOf(ModelUse use, TorchSharp.torch.Tensor x, int tokens) =>
        use.Transformer.Unembed(x.narrow(0, 0, tokens)).Rows(Enumerable.Range(0, tokens));

    private static AttentionTrace Kept(LanguageModel model, TokenizedText text, int[] layers, int[] heads,
        IReadOnlyList<AttentionPattern> patterns, IReadOnlyList<float[]>? logits) => new()
        {
            ModelName = model.Title,
            Text = text.Text,
            Tokens = text.Tokens,
            HasBos = text.HasBos,
            Layers = layers,
            Heads = heads,
            Patterns = patterns,
            Logits = logits,
        };

    private static int[] Kept(IReadOnlyCollection<int>? asked, int count, string what)
    {
        if (asked is null) return [.. Enumerable.Range(0, count)];
        foreach (var index in asked)
            if (index < 0 || index >= count) throw new HeadIndexException($"{what} {index} of {count} (0-{count - 1})");
        return [.. asked.Distinct().Order()];
    }

    private static void CheckLength(LanguageModel model, int tokens, int patterns, bool logits)
    {
        model.Transformer.CheckLength(tokens);
        var kept = 4L * tokens * ((long)patterns * tokens + (logits ? model.Config.VocabSize : 0));
        var passing = 4L * DeviceMemory.NumbersOfCell(model.Config) * tokens * tokens;      // one layer at a time
        Fits(kept + passing, DeviceMemory.For(torch.CPU), "half of this machine's memory is");
        if (model.Device.type != DeviceType.CPU) Fits(passing, DeviceMemory.For(model.Device), "the device has room for");

        void Fits(long needed, long memory, string where)
        {
            if (needed <= memory) return;
            throw new TextTooLongException(
                $"The attention of {patterns} heads on {tokens} tokens takes {needed / 1e9:F1} GB, {where} {memory / 1e9:F1} GB; "
                + $"{(int)(tokens * Math.Sqrt((double)memory / needed))} tokens fit. Shorten the text, or ask for fewer layers "
                + $"(TraceOptions.Layers).");
        }
    }
}
