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
            var (model, control) = report.LossByPosition;
            string[] Row(string text, double loss, double untrained) =>
                [text, Text(loss), Text(untrained), Text(Math.Log(report.Model.Config.VocabSize))];
            string[] Copy(string text, Range rows) => Row(text, model[rows].Average(), control[rows].Average());
            return
            [
                Row("English, the course's own sentences", TokenLoss.Mean(report.Model, english), TokenLoss.Mean(report.Control, english)),
                Copy("random tokens, first copy", report.Repeated.FirstCopy),
                Copy("the same tokens, second copy", report.Repeated.SecondCopy),
            ];
        });

    private static string Text(double nats) => FormattableString.Invariant($"{nats:0.0}");
}
