using Classroom;

namespace Grading.Grades;

/// <summary>What one exercise got.</summary>
/// <param name="Exercise">Its name.</param>
/// <param name="Points">What it got.</param>
/// <param name="OutOf">What there was.</param>
/// <param name="Outcome">How the answer stands.</param>
/// <param name="Says">What the learner is told; nothing of the cases that were drawn.</param>
/// <param name="Bet">What became of a prediction.</param>
public sealed record ExerciseGrade(string Exercise, int Points, int OutOf, Outcome Outcome, string? Says, Bet? Bet);
