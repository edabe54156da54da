using Attention.Models;
using Classroom;
using Grading.Assignments;
using Grading.Containment;
using Grading.Inside;

namespace Grading.Grades;

/// <summary>Gives points for evidence, in this process, where no code of a learner has ever run.</summary>
/// <param name="plan">The seed and the key.</param>
public sealed class Judge(GradingPlan plan) : IDisposable
{
    private const int LongestNote = 300;
    private readonly Lazy<LanguageModel> main = new(() => LanguageModel.Load(Catalogue.MainModel)),
        common = new(() => LanguageModel.Load(PersonalModel.Base));
    private readonly Lock gate = new();      // exercises keep what they measured

    /// <summary>The seed of an assignment's cases for one submission.</summary>
    public int Seed => plan.Seed;

    /// <summary>Judges what a contained process left.</summary>
    /// <param name="submission">What was handed in.</param>
    /// <param name="file">The file, for the record.</param>
    /// <param name="result">How the process ended.</param>
    /// <returns>The grade.</returns>
    public SubmissionGrade Grade(Submission submission, string file, ContainedResult result)
    {
        ArgumentNullException.ThrowIfNull(submission);
        ArgumentNullException.ThrowIfNull(result);
        var lines = result.Evidence.Split('\n').Select(line => line.Split('\t', 2)).Where(line => line.Length == 2).ToArray();
        var notes = submission.Notes.Concat(Notes(result, lines));
        lock (gate)
        {
            using var personal = plan.Learners.TryGetValue(submission.Learner, out var own) ? PersonalModel.Of(common.Value, own) : null;
            if (submission.Assignment is { Personal: true } && personal is null)
                notes = notes.Append("The key names no model for this learner.");
            return new SubmissionGrade
            {
                Learner = submission.Learner,
                File = file,
                Sha256 = submission.Sha256,
                Assignment = submission.Assignment?.Name,
                Exercises = [.. (submission.Assignment?.Exercises ?? []).Select(exercise => Grade(exercise, lines, personal))],
                Notes = [.. notes],
            };
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (main.IsValueCreated) main.Value.Dispose();
        if (common.IsValueCreated) common.Value.Dispose();
    }

    /// <summary>The first line of an exercise counts: what comes later was not written by its check alone.</summary>
    private ExerciseGrade Grade(Exercise exercise, string[][] lines, LanguageModel? personal)
    {
        var line = lines.FirstOrDefault(line => line[0] == exercise.Id);
        if (line is null) return new(exercise.Id, 0, exercise.Points, Outcome.NotDone, "There is no answer.", null);
        if (Evidence.FromJson(line[1]) is not { } evidence)
            return new(exercise.Id, 0, exercise.Points, Outcome.NotYet, "What the check wrote was changed.", null);
        if (exercise.IsPersonal && personal is null) return new(exercise.Id, 0, exercise.Points, Outcome.NotDone, null, null);
        var verdict = exercise.Judge(evidence,
            new Setting(Handover.SeedOf(plan.Seed, exercise.Id), () => main.Value) { Personal = personal });
        return new(exercise.Id, verdict.Passed ? exercise.Points : 0, exercise.Points, verdict.Outcome,
            verdict.Passed ? verdict.Next : verdict.LooksLike ?? verdict.Summary, verdict.Bet);
    }

    private static IEnumerable<string> Notes(ContainedResult result, string[][] lines)
    {
        if (result.Reached is not ReachedLimit.None)
            yield return $"The submission {What(result.Reached)} and was ended, with all that it had started.";
        else if (result.ExitCode is null) yield return $"The submission could not be run: {result.Problem}";
        else if (result.ExitCode is not 0)
            yield return $"The process ended early ({Reason(result.ExitCode.Value)}); cells after that did not run.";
        foreach (var line in lines.Where(line => line[0].StartsWith(CellRunner.CellMark, StringComparison.Ordinal)).Take(20))
            yield return $"Cell {Short(line[0][CellRunner.CellMark.Length..])}: {Short(line[1])}.";
    }

    private static string What(ReachedLimit limit) => limit switch
    {
        ReachedLimit.Memory => "used too much memory",
        ReachedLimit.Processes => "started too many processes",
        _ => "was not done in time",
    };

    private static string Reason(int code) => code switch
    {
        137 => "it was killed",
        152 => "its processor time was used up",
        153 => "a file grew too large",
        134 or 139 => "it crashed",
        _ => $"exit code {code}",
    };

    private static string Short(string text) => string.Concat(text.Take(LongestNote).Select(c => char.IsControl(c) ? ' ' : c));
}
