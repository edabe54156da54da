namespace Attention.Training;

/// <summary>How weights follow gradients: AdamW for all (Loshchilov and Hutter 2019), or Muon for the matrices of the layers (Jordan et al.
/// 2024).</summary>
public sealed record OptimizerRecipe
{
    /// <summary>AdamW's highest rate.</summary>
    public required double Rate { get; init; }

    /// <summary>Muon's highest rate; null leaves the matrices to AdamW.</summary>
    public double? MuonRate { get; init; }

    /// <summary>How long AdamW remembers gradients.</summary>
    public double Beta1 { get; init; } = .9;

    /// <summary>How long AdamW remembers their squares.</summary>
    public double Beta2 { get; init; } = .95;

    /// <summary>How fast unused weights fade, as a share of the rate.</summary>
    public double WeightDecay { get; init; } = .01;

    /// <summary>Steps in which the rate rises to its highest.</summary>
    public int WarmupSteps { get; init; } = 100;

    /// <summary>The rate at the end, as a share of the highest; between them it falls like half a cosine. 1 keeps it.</summary>
    public double FinalShare { get; init; } = 1;

    /// <summary>Longer gradients are shortened to this norm (all parameters together).</summary>
    public double GradientNorm { get; init; } = 1;

    /// <summary>The share of the highest rate in a step.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="steps">Steps in all.</param>
    /// <returns>0 to 1.</returns>
    public double Share(int step, int steps)
    {
        var warmup = Math.Min(1, (step + 1.0) / Math.Max(1, WarmupSteps));
        var cosine = .5 * (1 + Math.Cos(Math.PI * Math.Min(1, step / (double)steps)));
        return warmup * (FinalShare + (1 - FinalShare) * cosine);
    }

    internal void Validate()
    {
        Recipe.Positive(Rate, "optimizer.rate");
        Recipe.Positive(MuonRate ?? 1, "optimizer.muon_rate");
        Recipe.Positive(GradientNorm, "optimizer.gradient_norm");
        if (Beta1 is not (>= 0 and < 1) || Beta2 is not (>= 0 and < 1))
            throw new ArgumentException($"optimizer.beta1 is {Beta1} and beta2 {Beta2}; they must be from 0 to below 1.");
        if (!(WeightDecay >= 0 && double.IsFinite(WeightDecay)) || WarmupSteps < 0)
            throw new ArgumentException(
                $"optimizer.weight_decay is {WeightDecay} and warmup_steps {WarmupSteps}; they must be finite and 0 or more.");
        if (FinalShare is not (>= 0 and <= 1))
            throw new ArgumentException($"optimizer.final_share is {FinalShare}; it must be from 0 to 1.");
    }
}
