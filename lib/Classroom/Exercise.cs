using Course.Files;

namespace Classroom;

/// <summary>One exercise: what a learner reads, the stub to fill, and the judgement of what was handed in.</summary>
public abstract class Exercise
{
    private protected const string DrawsCases = "The grader draws cases that you have not seen.";

    /// <summary>Its name, such as <c>X2.2</c>: chapter and number.</summary>
    public abstract string Id { get; }

    /// <summary>1 easy, 2 takes thought, 3 takes a plan.</summary>
    public abstract int Difficulty { get; }

    /// <summary>How long it takes, by our estimate.</summary>
    public abstract int Minutes { get; }

    /// <summary>What it is worth.</summary>
    public virtual int Points => Difficulty;

    /// <summary>The task, in Markdown.</summary>
    public abstract string Task { get; }

    /// <summary>What a right answer gives, in one or two sentences.</summary>
    public abstract string Expected { get; }

    /// <summary>Three steps, each telling more than the one before; the last leaves only typing.</summary>
    public abstract IReadOnlyList<string> Hints { get; }

    /// <summary>The code that a learner begins with; it runs and counts as not done.</summary>
    public abstract string Stub { get; }

    /// <summary>A worked solution in place of the stub.</summary>
    public abstract string Solution { get; }

    /// <summary>What is handed to the check: names that the stub defines.</summary>
    public abstract string Answer { get; }

    /// <summary>What to think about once it has passed; null for nothing.</summary>
    public virtual string? Next => null;

    /// <summary>What a check that passes leaves open; null for nothing.</summary>
    private protected virtual string? StillOpen => null;

    /// <summary>The mistakes that the check knows by name, each with what it says.</summary>
    public abstract IReadOnlyList<(string Name, string Says)> KnownMistakes { get; }

    /// <summary>Whether it is about the learner's own model, and so only in assignments that come with one.</summary>
    public virtual bool IsPersonal => false;

    /// <summary>The chapter that it closes.</summary>
    public int Chapter => Id[1] - '0';

    /// <summary>How the name of the notebook begins that it closes.</summary>
    public virtual string Notebook => $"0{Chapter}-";

    /// <summary>The name of its check, <c>X2_2</c>.</summary>
    public string Method => Id.Replace('.', '_');

    /// <summary>The line that checks an answer.</summary>
    public string CheckLine => Id[0] is 'P' or 'D'
        ? $"Check.{(Id[0] == 'P' ? "Bet" : "Plan")}(\"{Id}\", {Answer})"
        : $"Check.{Method}({Answer})";

    /// <summary>Judges what was collected from an answer.</summary>
    /// <param name="evidence">What the answer did.</param>
    /// <param name="setting">The setting that it was collected in.</param>
    /// <returns>The verdict.</returns>
    public Verdict Judge(Evidence evidence, Setting setting)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(setting);
        if (evidence.IsEmpty) return Say(Outcome.NotDone);
        if (evidence.Failure is { } failure) return Say(Outcome.NotYet, looksLike: failure);
        try
        {
            return Weigh(evidence, setting);
        }
        catch (CourseException e)      // what the answer names is not there
        {
            return Say(Outcome.NotYet, looksLike: e.Message);
        }
    }

    /// <summary>Judges evidence that is there.</summary>
    /// <param name="evidence">What the answer did; from a stranger, so of any shape.</param>
    /// <param name="setting">The setting.</param>
    /// <returns>The verdict.</returns>
    private protected abstract Verdict Weigh(Evidence evidence, Setting setting);

    private protected Verdict Say(Outcome outcome, Gap? gap = null, string? looksLike = null) => new()
    {
        Exercise = Id,
        Outcome = outcome,
        Expected = Expected,
        Gap = gap,
        LooksLike = looksLike,
        StillOpen = outcome == Outcome.Passed ? StillOpen : null,
        Next = outcome == Outcome.Passed ? Next : null,
    };
}
