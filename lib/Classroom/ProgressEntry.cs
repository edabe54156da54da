namespace Classroom;

/// <summary>How one exercise stands.</summary>
/// <param name="Passed">Whether it has ever passed.</param>
/// <param name="Tries">How often an answer was checked.</param>
/// <param name="Bet">What became of the first bet; null for what is no prediction.</param>
internal sealed record ProgressEntry(bool Passed, int Tries, Bet? Bet);
