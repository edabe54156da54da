using Attention.Measures;

namespace Attention.Studies;

/// <summary>The best head for each relation of grammar and its three rivals.</summary>
internal static class GrammarPart
{
    public static ReportPart Of(ModelReport report) =>
        ReportPart.Of("Grammar", ["relation", "cases", "head", "right", "95 %", "by distance", "untrained", "by word class",
            "verdict"], () =>
        {
            var study = SyntaxStudy.Of(report.Model);
            var relations = study.Against(SyntaxStudy.Of(report.Control));
            if (relations.Count == 0)
                throw new Course.Files.WrongUseException(
                    $"Of {study.DevSentences + study.TestSentences} sentences {study.LeftOut} are longer than the model's context.");
            return relations.Select(relation => (IReadOnlyList<string>)[.. relation.Row(), Verdict(relation)]);
        });

    private static string Verdict(SyntacticEvidence relation) =>
        relation.BeatsRivals ? "beyond all rivals" : relation.BeatsDistance ? "beyond distance and luck" : "not beyond its rivals";
}
