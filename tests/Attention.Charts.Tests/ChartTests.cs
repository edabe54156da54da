using System.Text.Json.Nodes;
using Attention.Measures;

namespace Attention.Charts.Tests;

public class ChartTests
{
    [Fact]
    public void A_head_map_has_a_row_a_layer_and_leaves_unmeasured_heads_empty()
    {
        var scores = new HeadScoreTable("previous_token", "m", new[,] { { .1f, float.NaN }, { .9f, .3f }, { 0f, 1f } });

        var figure = Figures.Figures.HeadMap(scores, "Scores");
        var z = JsonNode.Parse(figure.Json)!["data"]![0]!["z"]!.AsArray();

        Assert.Equal(3, z.Count);
        Assert.Null(z[0]![1]);
        Assert.Equal(.9, (double)z[1]![0]!, 4);
        Assert.StartsWith("Largest: 2.1 1.00, 1.0 .90", figure.AltText, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_differ_in_dash_as_well_as_in_colour()
    {
        var data = JsonNode.Parse(Figures.Figures.Lines("t", "x", "y", ("a", [1, 2]), ("b", [2, double.NaN])).Json)!["data"]!;

        Assert.NotEqual((string)data[0]!["line"]!["dash"]!, (string)data[1]!["line"]!["dash"]!);
        Assert.NotEqual((string)data[0]!["line"]!["color"]!, (string)data[1]!["line"]!["color"]!);
        Assert.Null(data[1]!["y"]![1]);
    }

    [Fact]
    public void A_control_is_hatched_and_summed_up_in_words()
    {
        var figure = Figures.Figures.Bars("t", "nats", [("head", 6.06)], [("r1", -.2), ("r2", .4)]);

        Assert.NotNull(JsonNode.Parse(figure.Json)!["data"]![1]!["marker"]!["pattern"]);
        Assert.Equal("head: 6.06. Control: 2 values from -0.20 to 0.40. In nats.", figure.AltText);
    }
}
