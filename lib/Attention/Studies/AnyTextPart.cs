using Attention.Measures;

namespace Attention.Studies;

/// <summary>The measures that need no ideal pattern, over all heads, on English.</summary>
internal static class AnyTextPart
{
    public static ReportPart Of(ModelReport report) =>
        ReportPart.Of("Measures of any text, on English", ["measure", "mean of all heads", "untrained", "highest", "its head"], () =>
        {
            var english = CourseText.English(report.Model, "dev", sequences: 4, length: 64);
            var measures = HeadScores.OfAnyText;
            return report.Model.Score(english, measures).Zip(report.Control.Score(english, measures), (table, untrained) =>
            {
                string Number(double value) =>
                    FormattableString.Invariant(
                        $"{value:0.00}{(table.Unit == MeasureUnit.Share ? "" : $" {table.Unit.ToString().ToLowerInvariant()}")}");
                return new[]
                {
                    HeadTypePart.Words(table.Measure), Number(table.All().Average(score => score.Score)),
                    Number(untrained.All().Average(score => score.Score)),
                    Number(table.Best.Score), $"{table.Best.Head}",
                };
            });
        });
}
