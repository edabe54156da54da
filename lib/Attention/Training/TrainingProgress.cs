namespace Attention.Training;

/// <summary>Where a training stands; reported after every step.</summary>
/// <param name="Tokens">Tokens trained on.</param>
/// <param name="TotalTokens">Tokens the recipe asks for.</param>
/// <param name="Loss">The loss of the last step, in nats per token.</param>
/// <param name="TokensPerSecond">Speed since this process began to train.</param>
/// <param name="TimeLeft">How long the rest will take at this speed.</param>
/// <param name="Point">The measurement just made; null between measurements.</param>
public sealed record TrainingProgress(long Tokens, long TotalTokens, double Loss, double TokensPerSecond, TimeSpan TimeLeft,
    TrainingPoint? Point);
