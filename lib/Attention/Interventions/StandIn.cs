using Attention.Models;
using Attention.Tokens;
using Course.Files;
using static TorchSharp.torch;

namespace Attention.Interventions;

/// <summary>What takes the place of the heads that are taken out.</summary>
internal abstract class StandIn
{
    /// <summary>What the options ask for; null for nothing, zero ablation.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">What will run.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="WrongUseException">They contradict each other, or the reference is too short or has nothing to draw.</exception>
    public static StandIn? Of(LanguageModel model, TokenBatch input, AblationOptions options)
    {
        if (options.Mean && options.Resample)
            throw new WrongUseException("Mean and Resample are both asked for: one thing can take the place of a head.");
        if (options.ByPosition && !options.Mean)
            throw new WrongUseException("ByPosition is asked for without Mean: it says how the mean is taken.");
        var reference = options.Reference ?? input;
        if ((options.ByPosition || options.Resample) && reference.Length < input.Length)
            throw new WrongUseException($"The reference has {reference.Length} tokens, the input {input.Length}: position by position "
                + "there must be as many.");
        if (options.Mean) return new OfMeans(HeadMeans.Of(model, reference, options.ByPosition));
        return options.Resample ? OfRun.Drawn(model, input, options) : null;
    }

    /// <summary>What stands in for the heads of a layer, [1, B or 1, H, T or 1, hd].</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="z">What they gave, [variants B, H, T, hd].</param>
    public abstract Tensor For(int layer, Tensor z);

    /// <summary>Frees what was kept for it alone.</summary>
    public virtual void Free() { }

    /// <summary>Means, over all positions or at each.</summary>
    internal sealed class OfMeans(HeadMeans means) : StandIn
    {
        public override Tensor For(int layer, Tensor z)
        {
            var (H, T, hd) = (z.shape[1], z.shape[2], z.shape[3]);
            var mean = tensor(means.Values[layer]).to(z.dtype, z.device).view(1, 1, H, -1, hd);
            if (!means.ByPosition) return mean;
            return mean.shape[3] >= T ? mean.narrow(3, 0, T)
                : throw new HookException(HookPoint.Z, layer, $"has means of {mean.shape[3]} positions for a text of {T} tokens.");
        }
    }

    /// <summary>What the heads gave in another run.</summary>
    /// <param name="run">What the run left.</param>
    /// <param name="owned">Whether it was kept for this alone.</param>
    internal sealed class OfRun(ActivationCache run, bool owned = false) : StandIn
    {
        /// <summary>A run on as many sequences, each another than the one it stands in for.</summary>
        public static OfRun Drawn(LanguageModel model, TokenBatch input, AblationOptions options)
        {
            var random = new Random(options.Seed);
            if (options.Reference is null && input.Sequences < 2)
                throw new WrongUseException("Resampling draws from other sequences, and the input has one: give a Reference.");
            var each = Enumerable.Range(0, input.Sequences);
            var shift = options.Reference is null ? random.Next(1, input.Sequences) : 0;
            int[] drawn = options.Reference is { } others ? [.. each.Select(_ => random.Next(others.Sequences))]
                : [.. each.Select(b => (b + shift) % input.Sequences)];
            var cache = new ActivationCache(HookPoint.Z);
            using var use = model.Use();
            use.Forward((options.Reference ?? input).Chosen(drawn, input.Length), cache.Hook);
            return new(cache, owned: true);
        }

        public override void Free()
        {
            if (owned) run.Dispose();
        }

        public override Tensor For(int layer, Tensor z)
        {
            var other = run[HookPoint.Z, layer];
            var fits = other.shape[2] == z.shape[2] && z.shape[0] % other.shape[0] == 0;
            return fits ? other.to(z.dtype, z.device).unsqueeze(0) : throw new HookException(HookPoint.Z, layer,
                $"has [{string.Join(", ", other.shape)}] from the other run for [{string.Join(", ", z.shape)}].");
        }
    }
}
