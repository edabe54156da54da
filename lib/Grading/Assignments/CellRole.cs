namespace Grading.Assignments;

/// <summary>What a cell is for in an assignment.</summary>
public enum CellRole
{
    /// <summary>It is read, or prepares what follows; nobody changes it.</summary>
    Locked,

    /// <summary>The learner's own.</summary>
    Answer,

    /// <summary>It checks an answer and carries the points.</summary>
    Check,
}
