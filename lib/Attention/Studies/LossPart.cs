using Attention.Measures;

namespace Attention.Studies;

/// <summary>How well a model predicts, beside its twin and beside guessing evenly.</summary>
internal static class LossPart
{
    private const int Passages = 4;

    public static ReportPart Of(ModelReport report) =>
        ReportPart.Of("How well it predicts", ["text", "loss, nats", "untrained", "guessing evenly"], () =>
        {
            var english = CourseText.English(report.Model, "dev", Passages, length: 64);
            var (model, control) = report.TokenLosses;
            string[] Row(string text, double[] losses, double[] untrained) =>
                [text, Text($"{Interval.OfMean(losses):0.0}"), Text(untrained.Average()), Text(Math.Log(report.Model.Config.VocabSize))];
            string[] Copy(string text, Range rows) => Row(text, TokenLoss.BySequence(model, rows), TokenLoss.BySequence(control, rows));
            return
            [
                Row("English, the course's own sentences", TokenLoss.MeanBySequence(report.Model, english),
                    TokenLoss.MeanBySequence(report.Control, english)),
                Copy("random tokens, first copy", report.Repeated.FirstCopy),
                Copy("the same tokens, second copy", report.Repeated.SecondCopy),
            ];
        });

    private static string Text(double nats) => Text($"{nats:0.0}");

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
