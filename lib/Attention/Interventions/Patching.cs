using Attention.Measures;
using Attention.Models;

namespace Attention.Interventions;

/// <summary>Activation patching: what a clean run computed is put into a corrupted one, place by place (Meng et al. 2022, Wang et al. 2022).</summary>
public static class Patching
{
    /// <summary>A hook that puts everything a cache holds in the place of what comes by.</summary>
    /// <param name="cache">Filled by a run on as many tokens; it must live as long as the hook.</param>
    /// <returns>A hook for one or more runs; it throws <see cref="HookException"/> on a text of another length, and refuses to run while the cache is empty.</returns>
    public static Hook From(ActivationCache cache)
    {
        ArgumentNullException.ThrowIfNull(cache);
        return new CachePatch(cache).Run;
    }

    /// <summary>Patches one point at each layer and position in turn.</summary>
    /// <param name="model">The model.</param>
    /// <param name="pair">The prompts and the answers.</param>
    /// <param name="point">A point of shape [B, T, D]: the residual stream, or what attention or the MLP adds to it.</param>
    /// <param name="progress">Told now and then which share 0-1 is done.</param>
    /// <param name="cancellation">Ends the work between two batches.</param>
    /// <returns>Normalised effects, [layer, position]: 0 is the corrupted run, 1 the clean one.</returns>
    /// <exception cref="PromptLengthException">The prompts have different numbers of tokens.</exception>
    /// <exception cref="ArgumentException">Both prompts give the same logits, or the point has no such shape.</exception>
    public static PatchingTable Positions(LanguageModel model, PromptPair pair, HookPoint point = HookPoint.ResidPre, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(pair);
        if (point is not (HookPoint.ResidPre or HookPoint.ResidMid or HookPoint.ResidPost or HookPoint.AttnOut or HookPoint.MlpOut))
            throw new ArgumentException($"{point} has no position of its own in the stream. Patch ResidPre, ResidMid, ResidPost, AttnOut or MlpOut.", nameof(point));
        if (HookPlaces.Missing(point, 0, model.Config) is { } why) throw new ArgumentException($"{point} cannot be patched in {model.Title}: {why}", nameof(point));
        using var run = new PatchingRun(model, pair, point);
        var T = pair.Clean.Tokens.Count;
        var differs = Enumerable.Range(0, T).First(t => pair.Clean.Ids[t] != pair.Corrupted.Ids[t]);      // before it both runs are the same, and the effect is 0
        var effects = run.Map(point, T, differs, progress, cancellation);
        return new PatchingTable(model.Title, point, pair.Clean.Tokens, pair.Corrupted.Tokens, effects, run.CleanDifference, run.CorruptedDifference);
    }

    /// <summary>Patches the output of each head in turn, at all positions.</summary>
    /// <param name="model">The model.</param>
    /// <param name="pair">The prompts and the answers.</param>
    /// <param name="progress">Told now and then which share 0-1 is done.</param>
    /// <param name="cancellation">Ends the work between two batches.</param>
    /// <returns>Normalised effect of each head: 0 is the corrupted run, 1 the clean one.</returns>
    /// <exception cref="PromptLengthException">The prompts have different numbers of tokens.</exception>
    /// <exception cref="ArgumentException">Both prompts give the same logits.</exception>
    public static HeadScoreTable Heads(LanguageModel model, PromptPair pair, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(pair);
        using var run = new PatchingRun(model, pair, HookPoint.Z);
        var effects = run.Map(HookPoint.Z, model.Config.NumAttentionHeads, 0, progress, cancellation);
        return new HeadScoreTable("patching_effect", model.Title, effects, MeasureUnit.SignedNumber);
    }

    /// <summary>The normalised effect of any change to the corrupted run.</summary>
    /// <param name="model">The model.</param>
    /// <param name="pair">The prompts and the answers.</param>
    /// <param name="hook">The change, such as <see cref="From"/>.</param>
    /// <returns>0 is the corrupted run, 1 the clean one.</returns>
    /// <exception cref="PromptLengthException">The prompts have different numbers of tokens.</exception>
    /// <exception cref="ArgumentException">Both prompts give the same logits.</exception>
    public static double Effect(LanguageModel model, PromptPair pair, Hook hook)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(pair);
        using var run = new PatchingRun(model, pair);
        return run.Effects(0, 1, hook)[0];
    }
}
