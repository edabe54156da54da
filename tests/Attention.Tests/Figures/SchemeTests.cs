using System.Xml.Linq;
using Drawn = Attention.Figures.Figures;

namespace Attention.Tests.Figures;

/// <summary>Drawings of ideas with measured values in them.</summary>
public class SchemeTests
{
    [Fact]
    public void The_circuit_has_at_each_arrow_what_was_measured_there()
    {
        var scheme = Drawn.InductionCircuit("16.0: +8.5 nats", "18.6: .83", "18.6: +0.37 nats", "six heads: +1.86 nats",
            "24.4: -0.31 nats");
        var texts = XDocument.Parse(scheme.Svg).Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value).ToArray();
        foreach (var number in new[] { "16.0: +8.5 nats", "18.6: .83", "18.6: +0.37 nats", "six heads: +1.86 nats", "24.4: −0.31 nats" })
        {
            Assert.Contains(number, texts);
            Assert.Contains(number, scheme.AltText, StringComparison.Ordinal);
        }
        Assert.DoesNotContain("stroke-dasharray=\"5 5\"", scheme.Svg, StringComparison.Ordinal);
    }

    [Fact]
    public void An_arrow_without_a_number_is_dashed_and_says_so()
    {
        var scheme = Drawn.InductionCircuit("16.0", "18.6");
        Assert.Contains("stroke-dasharray=\"5 5\"", scheme.Svg, StringComparison.Ordinal);
        Assert.Contains("not measured yet", scheme.AltText, StringComparison.Ordinal);
        Assert.DoesNotContain("holds back", scheme.Svg, StringComparison.Ordinal);
    }

    [Fact]
    public void What_looks_like_markup_is_text()
    {
        var scheme = Drawn.Pipeline(("<b>raw</b> & \"text\"", "</svg><script>", "1"));
        Assert.Contains("<b>raw</b> & \"text\"", XDocument.Parse(scheme.Svg).Descendants().Select(e => e.Value));
        Assert.DoesNotContain("<script>", scheme.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_pipeline_has_its_stations_in_order_with_an_arrow_between_each_two()
    {
        var svg = XDocument.Parse(Drawn.Pipeline(("raw", "a", "1"), ("local", "b", "2"), ("output", "c", "3")).Svg);
        Assert.Equal(["raw", "a", "1", "local", "b", "2", "output", "c", "3"],
            svg.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value));
        Assert.Equal(2, svg.Descendants().Count(e => e.Name.LocalName == "circle"));
    }
}
