using System.Text.Json.Nodes;
using Attention.Figures;
using Attention.Traces;

namespace Attention.Charts.Tests;

/// <summary>Cells that grammar says are the right ones.</summary>
public class GoldTests
{
    [Fact]
    public void Gold_cells_are_framed_in_the_chart_and_the_picture_says_it()
    {
        var trace = HandMadeTrace.Of("<s>", "dog", "gate", "chased");
        var figure = Figures.Figures.Heatmap(new HeadView(trace, (0, 0), Gold: trace.Arcs(("chased", "dog"))));
        var frame = JsonNode.Parse(figure.Json)!["layout"]!["shapes"]![0]!;
        Assert.Equal((.5, 1.5, 2.5, 3.5), ((double)frame["x0"]!, (double)frame["x1"]!, (double)frame["y0"]!, (double)frame["y1"]!));
        Assert.Contains("class=\"gold\"", figure.StaticPicture().Svg, StringComparison.Ordinal);
        Assert.Contains("Framed", figure.Caption, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"gold\"", Figures.Figures.Heatmap(trace, (0, 0)).StaticPicture().Svg, StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_that_the_model_cuts_has_no_frame() =>
        Assert.Equal([(2, 1)], HandMadeTrace.Of("<s>", " dog", " ran").Arcs(("ran", "dog"), ("ran", "cat")));
}
