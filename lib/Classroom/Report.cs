using System.Net;
using System.Text;

namespace Classroom;

/// <summary>A report card: what is done in each chapter, what to do next, and how good the predictions were.</summary>
[TypeFormatterSource(typeof(VerdictFormatters), PreferredMimeTypes = [VerdictFormatters.HtmlMimeType])]
public sealed class Report
{
    private readonly IReadOnlyList<(Exercise Exercise, ProgressEntry? Entry)> all;

    private Report(IReadOnlyList<(Exercise, ProgressEntry?)> all) => this.all = all;

    /// <summary>Points of the exercises that have passed.</summary>
    public int Points => all.Where(item => item.Entry?.Passed == true).Sum(item => item.Exercise.Points);

    /// <summary>Points there are.</summary>
    public int OutOf => all.Sum(item => item.Exercise.Points);

    /// <summary>The exercise to do next: the first in the order of the chapters that has not passed; null when none is left.</summary>
    public string? Next => all.FirstOrDefault(item => item.Entry?.Passed != true).Exercise?.Id;

    /// <summary>The mean Brier score of the first bets; null before the first. 0 is best, 2 worst.</summary>
    public double? Brier => Bets.Any() ? Bets.Average(bet => bet.Bet.Brier) : null;

    /// <summary>The prediction whose result got the least chance; null before the first bet.</summary>
    public string? WorstSurprise => Bets.Any()
        ? Bets.MinBy(bet => bet.Bet.Given) is var worst ? $"{worst.Id}: {worst.Bet.Came} came, and had {worst.Bet.Given:.00}" : null
        : null;

    private IEnumerable<(string Id, Bet Bet)> Bets =>
        all.Where(item => item.Entry?.Bet is not null).Select(item => (item.Exercise.Id, item.Entry!.Bet!));

    /// <summary>Reads what is stored in a folder.</summary>
    /// <param name="folder">The folder of the notebooks.</param>
    /// <returns>The report.</returns>
    public static Report Of(string folder)
    {
        var files = ExerciseList.All.Select(exercise => exercise.Chapter).Distinct()
            .ToDictionary(chapter => chapter, chapter => ProgressFile.Read(folder, chapter));
        return new([.. ExerciseList.All.Select(exercise => (exercise, files[exercise.Chapter].Done.GetValueOrDefault(exercise.Id)))]);
    }

    /// <summary>The report in lines.</summary>
    /// <returns>Plain text.</returns>
    public override string ToString() => string.Join('\n', Lines());

    internal string Html()
    {
        var rows = new StringBuilder();
        foreach (var chapter in all.GroupBy(item => item.Exercise.Chapter))
            rows.Append($"<tr><th scope=\"row\">{chapter.Key}</th><td>{string.Join(' ', chapter.Select(Mark))}</td>"
                + $"<td>{BrierOf(chapter)}</td></tr>");
        var lines = string.Concat(Lines().Select(line => $"<p>{WebUtility.HtmlEncode(line)}</p>"));
        return $"<div class=\"reading\">{lines}<table class=\"reading\"><thead><tr><th scope=\"col\">chapter</th><th "
            + $"scope=\"col\">exercises</th>"
            + $"<th scope=\"col\">Brier score</th></tr></thead><tbody>{rows}</tbody></table></div>";
    }

    private IEnumerable<string> Lines()
    {
        yield return $"{Points} of {OutOf} points. "
            + (Next is { } next ? $"Next: {next}." : "Nothing is left to do here. The grader draws cases of its own.");
        if (Brier is { } brier)
            yield return $"Your predictions have a Brier score of {brier:.00}; 0 is best, 2 worst. The worst surprise: {WorstSurprise}.";
    }

    private static string Mark((Exercise Exercise, ProgressEntry? Entry) item) =>
        item.Entry switch
        {
            null => item.Exercise.Id, { Passed: true } => $"<b>{item.Exercise.Id} done</b>",
            { Tries: var tries } => $"{item.Exercise.Id} ({(tries == 1 ? "one try" : $"{tries} tries")})"
        };

    private static string BrierOf(IEnumerable<(Exercise Exercise, ProgressEntry? Entry)> chapter) =>
        chapter.Select(item => item.Entry?.Bet?.Brier).Where(brier => brier is not null).DefaultIfEmpty().Average() is { } mean
            ? $"{mean:.00}"
            : "";
}
