using Attention.Models;
using static TorchSharp.torch;

namespace Attention.Interventions;

/// <summary>A clean and a corrupted run, and the means to run many patched ones side by side on top of the corrupted one.</summary>
internal sealed class PatchingRun : IDisposable
{
    private const int TokensSideBySide = 512;      // patched runs share a batch, which uses a processor better than one after the other

    private readonly LanguageModel model;
    private readonly PromptPair pair;
    private readonly RunMetric metric;
    private readonly ActivationCache clean, corrupted = new(HookPoint.ResidPre);

    /// <summary>Runs both prompts.</summary>
    /// <param name="model">The model.</param>
    /// <param name="pair">The prompts and the answers.</param>
    /// <param name="metric">What runs are judged by; null for the logit of the answer minus that of the other.</param>
    /// <param name="points">What of the clean run is kept.</param>
    public PatchingRun(LanguageModel model, PromptPair pair, RunMetric? metric, params HookPoint[] points)
    {
        if (pair.Clean.Tokens.Count != pair.Corrupted.Tokens.Count) throw new PromptLengthException(pair.Clean, pair.Corrupted);
        (this.model, this.pair, clean, this.metric) = (model, pair, new ActivationCache(points),
            metric ?? RunMetric.Difference(pair.Answer, pair.Other));
        using var use = model.Use();
        CleanDifference = Differences(use.Forward(pair.Clean, clean.Hook), clean.Hook)[0];
        CorruptedDifference = Differences(use.Forward(pair.Corrupted, corrupted.Hook))[0];
        if (Math.Abs(CleanDifference - CorruptedDifference) < 1e-3)
            throw new ArgumentException(
                $"Both prompts give the same {(metric is null ? "logit difference" : "metric")} ({CleanDifference:0.000}): "
                    + "there is nothing to patch. Choose prompts or answers between which the model decides.", nameof(pair));
    }

    /// <summary>The metric after the clean prompt: the logit of the answer minus that of the other, unless it is another.</summary>
    public double CleanDifference { get; }

    /// <summary>The same after the corrupted prompt.</summary>
    public double CorruptedDifference { get; }

    /// <summary>The normalised effect of changes to the corrupted run: 0 leaves it as it was, 1 makes the clean logit difference.</summary>
    /// <param name="from">The lowest layer that is changed.</param>
    /// <param name="variants">How many runs side by side.</param>
    /// <param name="hook">The changes; the batch dimension counts the variants.</param>
    /// <returns>One number a variant.</returns>
    public float[] Effects(int from, int variants, Hook hook)
    {
        using var use = model.Use();
        var stream = corrupted[HookPoint.ResidPre, from].expand(variants, -1, -1);
        return [.. Differences(model.Transformer.RunLayers(stream, from, hook), hook)
            .Select(d => (float)((d - CorruptedDifference) / (CleanDifference - CorruptedDifference)))];
    }

    /// <summary>Patches every layer and place in turn; places before the first are left at 0.</summary>
    /// <param name="point">What is patched.</param>
    /// <param name="places">How many positions of the stream, or heads, a layer has.</param>
    /// <param name="first">The first of them to patch.</param>
    /// <param name="eachPosition">Whether a place is a head at a position, head times tokens plus position.</param>
    /// <param name="progress">Told after each batch which share 0-1 is done.</param>
    /// <param name="cancellation">Ends the work between two batches.</param>
    /// <returns>Normalised effects, [layer, place].</returns>
    public float[,] Map(HookPoint point, int places, int first, IProgress<double>? progress, CancellationToken cancellation,
        bool eachPosition = false)
    {
        var L = model.Config.NumHiddenLayers;
        var effects = new float[L, places];
        var all = from layer in Enumerable.Range(0,
            L)
                  from place in Enumerable.Range(first, places - first)
                  select (Layer: layer, Place: place);
        foreach (var chunk in all.Chunk(Math.Max(1, TokensSideBySide / pair.Clean.Tokens.Count)))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var (variant, effect) in Effects(chunk[0].Layer, chunk.Length, OnePlaceEach(point, chunk, eachPosition)).Index())
                effects[chunk[variant].Layer, chunk[variant].Place] = effect;
            progress?.Report((chunk[^1].Layer + 1d) / L);
        }
        return effects;
    }

    public void Dispose()
    {
        clean.Dispose();
        corrupted.Dispose();
    }

    /// <summary>Variant b gets the clean value at its own layer and place of dimension 1, a position of the stream or a head, or at its own
    /// head and position.</summary>
    private Hook OnePlaceEach(HookPoint point, (int Layer, int Place)[] variants, bool eachPosition) => new BoundedHook((p, l, value) =>
    {
        if (p != point || !variants.Any(variant => variant.Layer == l)) return value;
        var (patched, source, T) = (value.clone(), clean[point, l], pair.Clean.Tokens.Count);
        foreach (var (b, variant) in variants.Index())
            if (variant.Layer == l) Place(patched[b], variant.Place).copy_(Place(source[0], variant.Place));
        return patched;
        Tensor Place(Tensor of, int place) => eachPosition ? of.select(0, place / T).select(0, place % T) : of.select(0, place);
    }, variants.Max(variant => variant.Layer)).Run;

    private double[] Differences(Tensor x, Hook? hook = null) => metric.Of(model.Transformer, x, hook);
}
