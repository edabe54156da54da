using Attention.Figures;
using Attention.Measures;
using Attention.Models;
using Attention.Studies;
using Attention.Tests.Interventions;
using Course.Files;

namespace Attention.Tests.Studies;

/// <summary>A report on any model: what is there, what is not, and what cannot be asked.</summary>
public class ModelReportTests
{
    [Fact]
    public void A_model_with_a_known_circuit_is_reported_to_have_it()
    {
        using var model = HandBuiltModel.Build();
        var report = ModelReport.Of(model);
        using var control = report.Control;
        Assert.Equal(("0.0", "found"), (report.Heads()["previous token", "head"], report.Heads()["previous token", "verdict"]));
        Assert.Equal(("1.0", "found"), (report.Heads()["induction", "head"], report.Heads()["induction", "verdict"]));
        Assert.NotEqual("found", report.Heads()["two back", "verdict"]);
        var circuit = report.Circuit();
        Assert.Contains(circuit.Rows, row => row[0] == "K-composition of 0.0 with 1.0");
        double Cut(string way) =>
            double.Parse(circuit.Rows.Single(row => row[0].StartsWith($"cut into the {way}", StringComparison.Ordinal))[1].Split(' ')[0]);
        // the key holds the token before: without it nothing is found
        Assert.True(Cut("keys") > 1, $"keys {Cut("keys")}");
        Assert.Equal(0, Cut("queries"));                                           // no query reads that part of the stream
        Assert.StartsWith("0.1: 0.00", circuit.Rows[2][2], StringComparison.Ordinal);    // 0.1 writes nothing
    }

    [Fact]
    public void What_a_model_cannot_be_asked_is_a_sentence_and_no_number()
    {
        using var model = LanguageModel.Load("induction-1l");
        var report = ModelReport.Of(model);
        using var control = report.Control;
        foreach (var part in new[] { report.Layers(), report.Circuit() })
        {
            Assert.False(part.Applies);
            Assert.Contains("layers", part.Reason, StringComparison.Ordinal);
            Assert.Contains(part.Reason!, Reading.Part(part).Text, StringComparison.Ordinal);
            Assert.Throws<WrongUseException>(() => part["x", "y"]);
        }
        Assert.True(report.Heads().Applies);
        Assert.Equal(3, report.Parts.Count);
        Assert.Same(report.Heads().Name, report.Parts[^1].Name);
    }

    [Theory]
    [InlineData("induction-2l-learned")]
    [InlineData("stories-1l-random")]
    [InlineData("stories-4l")]
    public void Every_part_of_a_shipped_model_has_rows_or_a_reason(string name)
    {
        using var model = LanguageModel.Load(name);
        var report = ModelReport.Of(model);
        using var control = report.Control;
        Assert.NotEqual(model.RandomSeed, control.RandomSeed);
        ReportPart[] parts =
        [
            report.Shape(), report.Losses(), report.Heads(), report.AnyText(), report.Effects(), report.Circuit(), report.Copying(),
            report.Grammar(),
            report.Layers(), report.Sinks(),
        ];
        Assert.All(parts, part => Assert.NotEqual(part.Applies, part.Rows.Count == 0));
        Assert.All(parts, part => Assert.All(part.Rows, row => Assert.Equal(part.Columns.Count, row.Count)));
        Assert.All(parts,
            part => Assert.DoesNotContain("NaN", string.Join(" ", part.Rows.SelectMany(row => row)), StringComparison.Ordinal));
        Assert.True(parts.Count(part => part.Applies) >= 8);
        Assert.Equal(model.Title, report.WithCensus().Rows[0].Title);
    }

    [Fact]
    public void A_model_whose_tokenizer_knows_no_English_gets_a_report_all_the_same()
    {
        using var model = HandBuiltModel.Build();
        var report = ModelReport.Of(model);
        using var control = report.Control;
        ReportPart[] parts = [report.Losses(), report.AnyText(), report.Effects(), report.Grammar(), report.Sinks(), report.Copying()];
        Assert.All(parts, part => Assert.NotEqual(part.Applies, part.Rows.Count == 0));
    }

    [Theory]
    [InlineData(.6, .55, .65, .1, "found")]
    [InlineData(.6, .45, .75, .1, "weak")]              // the interval reaches below half
    [InlineData(.9, .85, .95, .9, "no more than chance")]    // the best untrained head does as well
    [InlineData(.15, .14, .16, .1, "no more than chance")]   // less than twice the best untrained head
    public void A_type_is_found_only_where_its_whole_interval_is_a_majority_and_beyond_luck(double mean, double low, double high,
        double luck, string verdict) =>
        Assert.Equal(verdict, HeadTypePart.Verdict(new Interval(mean, low, high), luck));

    [Fact]
    public void A_figure_that_a_model_cannot_have_is_a_sentence_and_a_mistake_is_none()
    {
        Assert.Contains("no such head", $"{Reading.OrWhyNot(() => throw new WrongUseException("no such head"))}", StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => Reading.OrWhyNot(() => throw new InvalidOperationException("a mistake")));
    }
}
