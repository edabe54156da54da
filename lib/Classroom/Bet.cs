namespace Classroom;

/// <summary>What became of a prediction.</summary>
/// <param name="Brier">Its Brier score: 0 is best, 2 worst.</param>
/// <param name="Given">The chance that was given to what came.</param>
/// <param name="Came">What came.</param>
public sealed record Bet(double Brier, double Given, string Came);
