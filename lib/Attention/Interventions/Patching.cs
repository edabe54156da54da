using Attention.Measures;
using Attention.Models;

namespace Attention.Interventions;

/// <summary>Activation patching: what a clean run computed is put into a corrupted one, place by place (Meng et al. 2022, Wang et al.
/// 2022).</summary>
public static class Patching
{
    /// <summary>A hook that puts everything a cache holds in the place of what comes by.</summary>
    /// <param name="cache">Filled by a run on as many tokens; it must live as long as the hook.</param>
    /// <returns>A hook for one or more runs; it throws <see cref="HookException"/> on a text of another length, and refuses to run while
    /// the cache is empty.</returns>
    public static Hook From(ActivationCache cache)
    {
        ArgumentNullException.ThrowIfNull(cache);
        return new CachePatch(cache).Run;
    }

    /// <summary>Patches one point at each layer and position in turn.</summary>
    /// <param name="model">The model.</param>
    /// <param name="pair">The prompts and the answers.</param>
    /// <param name="point">A point of shape [B, T, D]: the residual stream, or what attention or the MLP adds to it.</param>
    /// <param name="metric">What runs are judged by; null for the logit of the answer minus that of the other.</param>
    /// <param name="progress">Told now and then which share 0-1 is done.</param>
    /// <param name="cancellation">Ends the work between two batches.</param>
    /// <returns>Normalised effects, [layer, position]: 0 is the corrupted run, 1 the clean one.</returns>
    /// <exception cref="PromptLengthException">The prompts have different numbers of tokens.</exception>
    /// <exception cref="ArgumentException">Both prompts give the same logits, or the point has no such shape.</exception>
    public static PatchingTable Positions(LanguageModel model, PromptPair pair, HookPoint point = HookPoint.ResidPre,
        RunMetric? metric = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(pair);
        if (point is not (HookPoint.ResidPre or HookPoint.ResidMid or HookPoint.ResidPost or HookPoint.AttnOut or HookPoint.MlpOut))
            throw new ArgumentException(
                $"{point} has no position of its own in the stream. Patch ResidPre, ResidMid, ResidPost, AttnOut or MlpOut.",
                nameof(point));
        if (HookPlaces.Missing(point, 0, model.Config) is { } why)
            throw new ArgumentException($"{point} cannot be patched in {model.Title}: {why}", nameof(point));
        using var run = new PatchingRun(model, pair, metric, point);
        var T = pair.Clean.Tokens.Count;
        // before it both runs are the same, and the effect is 0
        var differs = Enumerable.Range(0, T).First(t => pair.Clean.Ids[t] != pair.Corrupted.Ids[t]);
        var effects = run.Map(point, T, differs, progress, cancellation);
        return new PatchingTable(model.Title, point, pair.Clean.Tokens, pair.Corrupted.Tokens, effects, run.CleanDifference,
            run.CorruptedDifference);
    }

    /// <summary>Patches each head in turn, at all positions.</summary>
    /// <param name="model">The model.</param>
    /// <param name="pair">The prompts and the answers.</param>
    /// <param name="point">What of the head is patched: <see cref="HookPoint.Z"/>, its output, or its Q, K, V or Pattern. Heads that share
    /// a key/value head share the effect of K and V.</param>
    /// <param name="metric">What runs are judged by; null for the logit of the answer minus that of the other.</param>
    /// <param name="progress">Told now and then which share 0-1 is done.</param>
    /// <param name="cancellation">Ends the work between two batches.</param>
    /// <returns>Normalised effect of each head: 0 is the corrupted run, 1 the clean one.</returns>
    /// <exception cref="PromptLengthException">The prompts have different numbers of tokens.</exception>
    /// <exception cref="ArgumentException">Both prompts give the same metric, or heads have no such point.</exception>
    public static HeadScoreTable Heads(LanguageModel model, PromptPair pair, HookPoint point = HookPoint.Z, RunMetric? metric = null,
        IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(pair);
        if (point is not (HookPoint.Z or HookPoint.Q or HookPoint.K or HookPoint.V or HookPoint.Pattern))
            throw new ArgumentException($"{point} is not of a head alone. Patch Z, Q, K, V or Pattern.", nameof(point));
        var (L, H, shared) = (model.Config.NumHiddenLayers, model.Config.NumAttentionHeads,
            point is HookPoint.K or HookPoint.V ? model.Config.QueriesPerKey : 1);
        using var run = new PatchingRun(model, pair, metric, point);
        var effects = run.Map(point, H / shared, 0, progress, cancellation);
        var each = new float[L, H];
        foreach (var head in model.Config.AllHeads()) each[head.Layer, head.Head] = effects[head.Layer, head.Head / shared];
        return new HeadScoreTable("patching_effect", model.Title, each, MeasureUnit.SignedNumber);
    }

    /// <summary>The mean over several pairs of what patching each head does, each pair by itself.</summary>
    /// <param name="model">The model.</param>
    /// <param name="pairs">At least one; their lengths may differ from pair to pair.</param>
    /// <param name="point">What of the head is patched, as for one pair.</param>
    /// <param name="metric">What runs are judged by; null for the logit of the pair's answer minus that of its other.</param>
    /// <param name="progress">Told after each pair which share 0-1 is done.</param>
    /// <param name="cancellation">Ends the work between two batches.</param>
    /// <returns>Mean normalised effect of each head.</returns>
    /// <exception cref="ArgumentException">There is no pair, or one whose prompts give the same logits.</exception>
    public static HeadScoreTable MeanHeads(LanguageModel model, IReadOnlyCollection<PromptPair> pairs, HookPoint point = HookPoint.Z,
        RunMetric? metric = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(pairs);
        if (pairs.Count == 0) throw new ArgumentException("A mean needs at least one pair.", nameof(pairs));
        var sum = new float[model.Config.NumHiddenLayers, model.Config.NumAttentionHeads];
        foreach (var (i, pair) in pairs.Index())
        {
            var one = Heads(model, pair, point, metric, cancellation: cancellation);
            foreach (var head in model.Config.AllHeads()) sum[head.Layer, head.Head] += (float)(one[head] / pairs.Count);
            progress?.Report((i + 1d) / pairs.Count);
        }
        return new HeadScoreTable("patching_effect", model.Title, sum, MeasureUnit.SignedNumber);
    }

    /// <summary>Patches each head in turn at each position in turn.</summary>
    /// <param name="model">The model.</param>
    /// <param name="pair">The prompts and the answers.</param>
    /// <param name="point">What of the head is patched: <see cref="HookPoint.Z"/> or <see cref="HookPoint.Q"/>.</param>
    /// <param name="metric">What runs are judged by; null for the logit of the answer minus that of the other.</param>
    /// <param name="progress">Told now and then which share 0-1 is done.</param>
    /// <param name="cancellation">Ends the work between two batches.</param>
    /// <returns>Normalised effects, [layer, head, position].</returns>
    /// <exception cref="PromptLengthException">The prompts have different numbers of tokens.</exception>
    /// <exception cref="ArgumentException">Both prompts give the same metric, or the point is another.</exception>
    public static float[,,] HeadPositions(LanguageModel model, PromptPair pair, HookPoint point = HookPoint.Z, RunMetric? metric = null,
        IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(pair);
        if (point is not (HookPoint.Z or HookPoint.Q))
            throw new ArgumentException($"{point} has no row for each head and position. Patch Z or Q.", nameof(point));
        using var run = new PatchingRun(model, pair, metric, point);
        var (L, H, T) = (model.Config.NumHiddenLayers, model.Config.NumAttentionHeads, pair.Clean.Tokens.Count);
        var flat = run.Map(point, H * T, 0, progress, cancellation, eachPosition: true);
        var effects = new float[L, H, T];
        Buffer.BlockCopy(flat, 0, effects, 0, flat.Length * sizeof(float));
        return effects;
    }

    /// <summary>The normalised effect of any change to the corrupted run.</summary>
    /// <param name="model">The model.</param>
    /// <param name="pair">The prompts and the answers.</param>
    /// <param name="hook">The change, such as <see cref="From"/>.</param>
    /// <param name="metric">What runs are judged by; null for the logit of the answer minus that of the other.</param>
    /// <returns>0 is the corrupted run, 1 the clean one.</returns>
    /// <exception cref="PromptLengthException">The prompts have different numbers of tokens.</exception>
    /// <exception cref="ArgumentException">Both prompts give the same logits.</exception>
    public static double Effect(LanguageModel model, PromptPair pair, Hook hook, RunMetric? metric = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(pair);
        using var run = new PatchingRun(model, pair, metric);
        return run.Effects(0, 1, hook)[0];
    }
}
