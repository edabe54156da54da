namespace Classroom;

/// <summary>How an answer stands.</summary>
public enum Outcome
{
    /// <summary>There is no answer yet.</summary>
    NotDone,

    /// <summary>There is one, and it is not right yet.</summary>
    NotYet,

    /// <summary>What the learner may see of the tests passes.</summary>
    Passed,
}
