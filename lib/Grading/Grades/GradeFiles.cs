using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Course.Files;

namespace Grading.Grades;

/// <summary>What a grading leaves for people and programs: tables, JSON, and a page for each learner.</summary>
public static class GradeFiles
{
    /// <summary>Writes them.</summary>
    /// <param name="folder">The folder of the grades.</param>
    /// <param name="grades">All grades.</param>
    /// <exception cref="FileNotWrittenException">One could not be written.</exception>
    public static void Write(string folder, IReadOnlyList<SubmissionGrade> grades)
    {
        ArgumentNullException.ThrowIfNull(grades);
        WholeFile.Write(Path.Combine(folder, "grades.csv"), Csv(Rows(grades)));
        WholeFile.Write(Path.Combine(folder, "items.csv"), Csv(Items(grades)));
        WholeFile.Write(Path.Combine(folder, "grades.json"), JsonSerializer.Serialize(grades, GradingPlan.Json));
        var bets = new BetSummary(grades);
        if (bets.Brier is not null)
        {
            WholeFile.Write(Path.Combine(folder, "bets.csv"), Csv(bets.Rows()));
            WholeFile.Write(Path.Combine(folder, "bets.html"), GradePages.Of(bets));
        }
        foreach (var grade in grades) WholeFile.Write(Path.Combine(folder, "feedback", PageName(grade)), GradePages.Of(grade));
    }

    /// <summary>The name of a learner's page: what of their name suits a file, and enough of a hash to keep two apart.</summary>
    /// <param name="grade">The grade.</param>
    /// <returns>A file name.</returns>
    public static string PageName(SubmissionGrade grade)
    {
        ArgumentNullException.ThrowIfNull(grade);
        var plain = string.Concat(grade.Learner.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_').Take(40));
        return $"{plain}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(grade.File)))[..8]}.html";
    }

    private static IEnumerable<string[]> Rows(IReadOnlyList<SubmissionGrade> grades)
    {
        string[] exercises = [.. grades.SelectMany(grade => grade.Exercises).Select(exercise => exercise.Exercise).Distinct()
            .Order(StringComparer.Ordinal)];
        yield return ["learner", "file", "assignment", "points", "out_of", "brier", .. exercises, "notes"];
        foreach (var grade in grades)
            yield return
            [
                grade.Learner, grade.File, grade.Assignment ?? "", $"{grade.Points}", $"{grade.OutOf}",
                Brier(grade) is { } brier ? brier.ToString("0.000", CultureInfo.InvariantCulture) : "",
                .. exercises.Select(name =>
                    grade.Exercises.FirstOrDefault(exercise => exercise.Exercise == name)?.Points.ToString(CultureInfo.InvariantCulture)
                        ?? ""),
                string.Join(" ", grade.Notes),
            ];
    }

    private static double? Brier(SubmissionGrade grade) =>
        grade.Exercises.Select(exercise => exercise.Bet?.Brier).Where(brier => brier is not null).DefaultIfEmpty().Average();

    /// <summary>For each exercise how many tried and passed, how well it parts the strong from the weak (the correlation with the other
    /// points), and the mistake seen most.</summary>
    private static IEnumerable<string[]> Items(IReadOnlyList<SubmissionGrade> grades)
    {
        yield return ["exercise", "submissions", "answered", "passed", "share_passed", "correlation_with_rest",
            "most_frequent_mistake", "times"];
        foreach (var item in grades.SelectMany(grade => grade.Exercises.Select(exercise => (Grade: grade, Exercise: exercise)))
            .GroupBy(pair => pair.Exercise.Exercise).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var answered = item.Where(pair => pair.Exercise.Outcome != Classroom.Outcome.NotDone).ToArray();
            var passed = answered.Count(pair => pair.Exercise.Outcome == Classroom.Outcome.Passed);
            var mistake = answered.Where(pair => pair.Exercise.Outcome == Classroom.Outcome.NotYet)
                .CountBy(pair => pair.Exercise.Says ?? "").OrderByDescending(count => count.Value)
                .ThenBy(count => count.Key, StringComparer.Ordinal).FirstOrDefault();
            var with = Correlation(
                [.. item.Select(pair => ((double)pair.Exercise.Points, (double)(pair.Grade.Points - pair.Exercise.Points)))]);
            yield return [item.Key, $"{item.Count()}", $"{answered.Length}", $"{passed}",
                answered.Length == 0 ? "" : Number((double)passed / answered.Length), double.IsFinite(with) ? Number(with) : "",
                mistake.Key ?? "", $"{mistake.Value}"];
        }
    }

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static double Correlation((double X, double Y)[] pairs)
    {
        var (x, y) = (pairs.Average(pair => pair.X), pairs.Average(pair => pair.Y));
        return pairs.Sum(p => (p.X - x) * (p.Y - y))
            / Math.Sqrt(pairs.Sum(p => (p.X - x) * (p.X - x)) * pairs.Sum(p => (p.Y - y) * (p.Y - y)));
    }

    private static string Csv(IEnumerable<string[]> rows) => string.Concat(rows.Select(row => string.Join(',', row.Select(Cell)) + "\r\n"));

    /// <summary>RFC 4180; what a table program would take for a formula is made text by an apostrophe. Numbers of our own stay
    /// numbers.</summary>
    internal static string Cell(string value)
    {
        var plain = string.Concat(value.Select(c => char.IsControl(c) ? ' ' : c));
        if (plain.Length > 0 && "=+-@\t\r|%".Contains(plain.TrimStart()[..Math.Min(1, plain.TrimStart().Length)], StringComparison.Ordinal)
            && plain.TrimStart().Length > 0 && !double.TryParse(plain, CultureInfo.InvariantCulture, out _)) plain = "'" + plain;
        return plain.AsSpan().IndexOfAny(",\"") >= 0 ? $"\"{plain.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : plain;
    }
}
