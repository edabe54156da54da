using System.Globalization;
using Classroom;

namespace Grading.Grades;

/// <summary>How a class bet: for each prediction what came, how much chance it was given, and who was surprised most.</summary>
public sealed class BetSummary
{
    private readonly IReadOnlyList<(string Learner, string Exercise, Bet Bet)> bets;

    /// <summary>Gathers the bets.</summary>
    /// <param name="grades">All grades.</param>
    public BetSummary(IReadOnlyList<SubmissionGrade> grades)
    {
        ArgumentNullException.ThrowIfNull(grades);
        bets = [.. grades.SelectMany(grade => grade.Exercises.Where(exercise => exercise.Bet is not null)
            .Select(exercise => (grade.Learner, exercise.Exercise, exercise.Bet!)))];
    }

    /// <summary>The mean Brier score over all bets of the class; null where nobody bet. 0 is best, 2 worst.</summary>
    public double? Brier => bets.Count > 0 ? bets.Average(bet => bet.Bet.Brier) : null;

    /// <summary>The prediction whose result the class gave least chance on average; null where nobody bet.</summary>
    public string? WorstSurprise => Predictions.MinBy(prediction => prediction.Average(bet => bet.Bet.Given)) is { } worst
        ? $"{worst.Key}: {worst.First().Bet.Came} came, and had {Number(worst.Average(bet => bet.Bet.Given))} on average" : null;

    /// <summary>The bets of each prediction, by its name.</summary>
    internal IEnumerable<IGrouping<string, (string Learner, string Exercise, Bet Bet)>> Predictions =>
        bets.GroupBy(bet => bet.Exercise).OrderBy(group => group.Key, StringComparer.Ordinal);

    /// <summary>A row for each prediction, under a row of names.</summary>
    /// <returns>Rows of cells.</returns>
    internal IEnumerable<string[]> Rows()
    {
        yield return ["prediction", "came", "bets", "mean_chance_given", "mean_brier", "most_surprised", "chance_they_gave"];
        foreach (var prediction in Predictions)
        {
            var worst = prediction.MinBy(bet => bet.Bet.Given);
            yield return
            [
                prediction.Key, worst.Bet.Came, $"{prediction.Count()}", Number(prediction.Average(bet => bet.Bet.Given)),
                Number(prediction.Average(bet => bet.Bet.Brier)),
                worst.Learner, Number(worst.Bet.Given),
            ];
        }
    }

    /// <summary>The summary in two sentences.</summary>
    /// <returns>Plain text; empty where nobody bet.</returns>
    public override string ToString() => Brier is { } brier
        ? $"The bets of the class have a mean Brier score of {Number(brier)}; 0 is best, 2 worst. The worst surprise: {WorstSurprise}."
        : "";

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
