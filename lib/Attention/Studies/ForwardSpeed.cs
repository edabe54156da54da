using System.Diagnostics;
using Attention.Measures;
using Attention.Models;
using Attention.Tokens;
using Attention.Traces;
using static TorchSharp.torch;

namespace Attention.Studies;

/// <summary>How long a forward pass takes that keeps the attention of all heads, and what share of the matrix product's speed it reaches in
/// the same minute.</summary>
/// <param name="Tokens">The length of the text, T.</param>
/// <param name="Seconds">A pass that leaves the attention on the model's device: the median.</param>
/// <param name="Best">The fastest pass.</param>
/// <param name="TraceSeconds">The median with the attention brought to the CPU, as <see cref="Tracing"/> does; the same pass where the
/// model runs on the CPU.</param>
/// <param name="MeasureSeconds">The median of a pass that takes all measures of <see cref="HeadScores.OfAnyText"/> of all heads and keeps
/// no pattern.</param>
/// <param name="Flops">Floating-point operations of the matrix products in it, two for each multiply-add.</param>
/// <param name="Peak">Floating-point operations a second of <see cref="MatrixProduct"/> in the model's number type, the better of before
/// and after.</param>
public sealed record ForwardSpeed(int Tokens, double Seconds, double Best, double TraceSeconds, double MeasureSeconds, double Flops,
    double Peak)
{
    private const int WarmUps = 3, Repetitions = 9;

    /// <summary>Speed as a share of the matrix product's, 0-1.</summary>
    public double Share => Flops / Seconds / Peak;

    /// <summary>Times a model on random tokens.</summary>
    /// <param name="model">The model.</param>
    /// <param name="tokens">The length of the text.</param>
    /// <returns>Medians of nine passes, after three that warm up.</returns>
    /// <exception cref="TextTooLongException">The context or the memory has no room for so many tokens.</exception>
    public static ForwardSpeed Measure(LanguageModel model, int tokens)
    {
        ArgumentNullException.ThrowIfNull(model);
        var text = RandomText(model, tokens);
        void Trace() => model.Trace(text).Dispose();
        void Keep()
        {
            KeepOnDevice(model, text);
            MatrixProduct.Finish(model.Device);
        }
        var dtype = model.Transformer.Weights.Layers[0].Qkv.dtype;
        var before = MatrixProduct.Peak(dtype, model.Device);
        var traced = Times(Trace);
        var kept = model.Device.type == TorchSharp.DeviceType.CPU ? traced : Times(Keep);
        var measured = Times(() => model.Score(TokenBatch.Of(text), HeadScores.OfAnyText));
        var peak = Math.Max(before, MatrixProduct.Peak(dtype, model.Device));
        return new(tokens, kept[Repetitions / 2], kept[0], traced[Repetitions / 2], measured[Repetitions / 2],
            FlopsOf(model.Config, tokens), peak);
    }

    /// <summary>Traces one text again and again, on a machine that may be busy with other things.</summary>
    /// <param name="model">The model.</param>
    /// <param name="tokens">The length of the text.</param>
    /// <param name="time">How long, after three passes that warm up.</param>
    /// <param name="cancellation">Stops after the current pass.</param>
    /// <returns>How many passes, and their seconds by the clock and of processor time, all threads together.</returns>
    public static (int Passes, double Seconds, double ProcessorSeconds) Repeat(LanguageModel model, int tokens, TimeSpan time,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        var text = RandomText(model, tokens);
        for (var i = 0; i < WarmUps; i++) model.Trace(text).Dispose();
        var (started, processor, passes) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, 0);
        do
        {
            model.Trace(text).Dispose();
            passes++;
        }
        while (Stopwatch.GetElapsedTime(started) < time && !cancellation.IsCancellationRequested);
        return (passes, Stopwatch.GetElapsedTime(started).TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
    }

    /// <summary>A model of the main model's shape with random weights, for which no file is needed: as fast as the trained one.</summary>
    /// <param name="options">Device and number type.</param>
    /// <returns>The model; its tokenizer knows one token.</returns>
    public static LanguageModel RandomModel(ModelOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var random = TransformerWeights.Random(MainShape, seed: 1);
        var tokenizer = new TextTokenizer(new Vocabulary { Tokens = ["a"], Merges = [], Special = new HashSet<int>(), Bos = null });
        return LanguageModel.From("random weights of SmolLM2-135M's shape", tokenizer, MainShape,
            random.To(options.DType, options.ResolveDevice()));
    }

    /// <summary>The shape of SmolLM2-135M.</summary>
    internal static TransformerConfig MainShape { get; } = new()
    {
        VocabSize = 49152,
        HiddenSize = 576,
        NumHiddenLayers = 30,
        NumAttentionHeads = 9,
        NumKeyValueHeads = 3,
        HeadDim = 64,
        IntermediateSize = 1536,
        MaxPositionEmbeddings = 8192,
        RopeTheta = 100_000,
    };

    /// <summary>Random tokens, always the same.</summary>
    internal static TokenizedText RandomText(LanguageModel model, int tokens)
    {
        var random = new Random(1);
        return new("", [.. Enumerable.Range(0, tokens).Select(_ => new Token(random.Next(model.Config.VocabSize), "", 0, 0))],
            HasBos: false);
    }

    private static void KeepOnDevice(LanguageModel model, TokenizedText text)
    {
        using var use = model.Use();
        var (T, c) = (text.Tokens.Count, model.Config);
        var kept = empty([c.NumHiddenLayers, c.NumAttentionHeads, T, T], ScalarType.Float32, model.Device);
        use.Forward(text, (point, layer, value) =>
        {
            if (point == HookPoint.Pattern) kept[layer].copy_(value[0]);
            return value;
        });
    }

    private static double FlopsOf(TransformerConfig c, int T)
    {
        double qkv = (c.NumAttentionHeads + 2.0 * c.NumKeyValueHeads) * c.HeadDim * c.HiddenSize,
            output = (double)c.HiddenSize * c.NumAttentionHeads * c.HeadDim;
        return c.NumHiddenLayers * (2.0 * T * (qkv + output + 3.0 * c.HiddenSize * c.IntermediateSize)
            + 4.0 * c.NumAttentionHeads * c.HeadDim * T * T);
    }

    private static double[] Times(Action pass)
    {
        for (var i = 0; i < WarmUps; i++) pass();
        return [.. Enumerable.Range(0, Repetitions).Select(_ => MatrixProduct.Seconds(pass)).Order()];
    }
}
