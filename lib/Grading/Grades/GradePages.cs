using System.Globalization;
using System.Net;
using Classroom;

namespace Grading.Grades;

/// <summary>Pages for people: one for each learner, and one on how the class bet. They need no script and print.</summary>
internal static class GradePages
{
    private const string Style = """
        :root{color-scheme:light dark}
        body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}
        h1{font-size:1.6rem;line-height:1.2}h2{font-size:1.15rem;margin:2rem 0 .3rem}p{margin:.2rem 0}
        table{border-collapse:collapse;width:100%;margin-top:1rem}
        td,th{text-align:left;vertical-align:top;padding:.5rem .8rem .5rem 0;border-top:1px solid #8886;font-weight:normal}
        tr{break-inside:avoid}th[scope=row]{font-weight:600}.few,th[scope=row]{white-space:nowrap}
        .quiet{color:color-mix(in srgb,currentColor 68%,transparent)}
        .bar{display:inline-block;height:.7em;background:#4682b4;vertical-align:baseline;margin-right:.5em;print-color-adjust:exact}
        """;

    /// <summary>What a learner gets back.</summary>
    public static string Of(SubmissionGrade grade)
    {
        var rows = string.Concat(grade.Exercises.Select(Row));
        var notes = string.Concat(grade.Notes.Select(note => $"<li>{Text(note)}</li>\n"));
        return Framed($"Feedback for {grade.Learner}",
            $"<p>{Text(grade.Assignment ?? grade.File)}: {grade.Points} of {grade.OutOf} points.</p>\n"
            + (rows.Length > 0 ? $"<table><tbody>\n{rows}</tbody></table>\n" : "")
            + (notes.Length > 0 ? $"<h2>Notes</h2>\n<ul>{notes}</ul>\n" : ""));
    }

    /// <summary>Each bet with what came, and how much chance the class gave it.</summary>
    public static string Of(BetSummary bets)
    {
        var parts = bets.Predictions.Select(prediction =>
        {
            var worst = prediction.MinBy(bet => bet.Bet.Given);
            var mean = prediction.Average(bet => bet.Bet.Given);
            var task = ExerciseList.Find(prediction.Key)?.Task ?? "";
            return $"<h2>{Text(prediction.Key)}</h2>\n<p class=\"quiet\">{PlainProse.Html(task)}</p>\n"
                + $"<p>What came: <strong>{Text(worst.Bet.Came)}</strong>.</p>\n"
                + $"<p><span class=\"bar\" style=\"width:{Of20(mean)}rem\"></span>chance it was given: {Number(mean)} on average "
                + $"over {(prediction.Count() == 1 ? "one bet" : $"{prediction.Count()} bets")}.</p>\n"
                + $"<p>Mean Brier score {Number(prediction.Average(bet => bet.Bet.Brier))}. Most surprised: {Text(worst.Learner)}, who "
                + $"gave it {Number(worst.Bet.Given)}.</p>\n";
        });
        return Framed("The bets of the class", $"<p>{Text(bets.ToString())}</p>\n{string.Concat(parts)}");
    }

    private static string Row(ExerciseGrade exercise) =>
        $"<tr><th scope=\"row\">{Text(exercise.Exercise)}</th><td class=\"few\">{Said(exercise.Outcome)}<br>{exercise.Points} of "
            + $"{exercise.OutOf}</td><td><p class=\"quiet\">{PlainProse.Html(Asked(exercise.Exercise))}</p>"
            + $"<p>{PlainProse.Html(exercise.Says ?? "")}</p></td></tr>\n";

    private static string Said(Outcome outcome) => outcome switch
    {
        Outcome.Passed => "passed",
        Outcome.NotYet => "not yet",
        _ => "not done",
    };

    /// <summary>What is asked, in short; predictions and designs say first that they are one.</summary>
    private static string Asked(string exercise)
    {
        if (ExerciseList.Find(exercise)?.Task is not { } task) return "";
        var begin = exercise[0] == 'X' ? 0 : task.IndexOf(". ", StringComparison.Ordinal) + 2;
        return task.IndexOfAny(['.', '?', ':'], begin) is >= 0 and var end ? task[begin..(end + 1)] : "";
    }

    private static string Framed(string title, string content) =>
        $"<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
            + $"<title>{Text(title)}</title><style>{Style}</style></head>\n<body><h1>{Text(title)}</h1>\n{content}</body></html>\n";

    private static string Of20(double share) => (20 * share).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Text(string? text) => WebUtility.HtmlEncode(text ?? "");
}
