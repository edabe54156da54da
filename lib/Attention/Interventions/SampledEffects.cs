using Attention.Measures;
using Attention.Models;
using Attention.Tokens;

namespace Attention.Interventions;

/// <summary>Ablation effects on the second copy of repeated tokens, with intervals over the sequences.</summary>
public static class SampledEffects
{
    /// <summary>The ablation effects of several sets of heads, each set by itself.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">The sequences; a mean that takes the place of a head is over all of them, unless the options name
    /// others.</param>
    /// <param name="sets">The heads to take out together, set by set.</param>
    /// <param name="options">What takes the place of the heads; by default nothing.</param>
    /// <returns>Nats per token of the second copy and its bootstrap interval, in the order of the sets; positive where the heads
    /// help.</returns>
    /// <exception cref="HeadIndexException">The model has no such head.</exception>
    public static Interval[] OnSecondCopy(LanguageModel model, RepeatedTokens input, IReadOnlyList<IReadOnlyList<HeadIndex>> sets,
        AblationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(sets);
        return [.. Ablation.EffectsOfEach(model, input, sets, input.SecondCopy, options).Select(each => Interval.OfMean(each))];
    }

    /// <summary>What each of several direct paths is worth by itself.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">The sequences.</param>
    /// <param name="paths">Paths of this model; what their last run left is freed.</param>
    /// <returns>Nats per token of the second copy and its bootstrap interval, in the order of the paths; positive where a path
    /// helps.</returns>
    public static Interval[] OfPaths(LanguageModel model, RepeatedTokens input, IReadOnlyList<DirectPath> paths)
    {
        ArgumentNullException.ThrowIfNull(input);
        return [.. DirectPath.EffectsOfEach(model, input, paths, input.SecondCopy).Select(each => Interval.OfMean(each))];
    }
}
