using Attention.Measures;
using Attention.Models;
using Attention.Tokens;

namespace Attention.Interventions;

/// <summary>Ablation effects on the second copy of repeated tokens, with intervals over the sequences.</summary>
public static class SampledEffects
{
    /// <summary>The ablation effects of several sets of heads, each set by itself.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">The sequences; each is run by itself.</param>
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
        double[][] each = [.. input.Each().Select(one => Ablation.Effects(model, one, sets, one.SecondCopy, options))];
        return [.. sets.Select((_, s) => Interval.OfMean([.. each.Select(effects => effects[s])]))];
    }
}
