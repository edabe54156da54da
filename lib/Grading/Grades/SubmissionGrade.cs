namespace Grading.Grades;

/// <summary>What one submission got.</summary>
public sealed record SubmissionGrade
{
    /// <summary>Whose it is.</summary>
    public required string Learner { get; init; }

    /// <summary>The file, from the folder of submissions.</summary>
    public required string File { get; init; }

    /// <summary>SHA-256 of the file; empty where it could not be read.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The assignment; null where it could not be told.</summary>
    public string? Assignment { get; init; }

    /// <summary>Each exercise.</summary>
    public IReadOnlyList<ExerciseGrade> Exercises { get; init; } = [];

    /// <summary>What the teacher should know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Points in all.</summary>
    public int Points => Exercises.Sum(exercise => exercise.Points);

    /// <summary>Points there were.</summary>
    public int OutOf => Exercises.Sum(exercise => exercise.OutOf);
}
