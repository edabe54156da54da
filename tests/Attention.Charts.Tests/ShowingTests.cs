using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Attention.Figures;

namespace Attention.Charts.Tests;

public partial class ShowingTests
{
    [Fact]
    public void A_figure_offers_plotly_json_html_and_a_picture_to_any_notebook_host()
    {
        var figure = Figures.Figures.Heatmap(HandMadeTrace.Of("<s>", "a"), (0, 0));
        var bundle = Formatted(figure);

        Assert.Equal(["application/vnd.plotly.v1+json", "text/html", "image/svg+xml"], bundle.Keys);
        var chart = JsonNode.Parse(bundle["application/vnd.plotly.v1+json"])!;
        Assert.Equal((figure.Title, figure.Caption),
            ((string)chart["layout"]!["meta"]!["title"]!, (string)chart["layout"]!["meta"]!["caption"]!));
        Assert.Equal(JsonNode.Parse(figure.Json)!["data"]!.ToJsonString(), chart["data"]!.ToJsonString());
        Assert.DoesNotMatch(@"<script[^>]+src=|<link|@import|require\(\[", bundle["text/html"]);
    }

    [Fact]
    public void Two_figures_on_one_page_have_ids_of_their_own()
    {
        var figure = Figures.Figures.Heatmap(HandMadeTrace.Of("<s>", "a"), (0, 0));
        Assert.NotEqual(Id().Match(Formatted(figure)["text/html"]).Value, Id().Match(Formatted(figure)["text/html"]).Value);
    }

    [Fact]
    public void A_reading_is_text_and_nothing_else()
    {
        Assert.Equal("<p class=\"reading\">a &lt;b&gt; &amp; c</p>", Formatted(Reading.Of("a <b> & c"))["text/html"]);
    }

    /// <summary>What .NET Interactive's formatting library does by name: attribute, source type, formatters.</summary>
    private static Dictionary<string, string> Formatted(object value)
    {
        var attribute = value.GetType().GetCustomAttributes().Single(a => a.GetType().Name == "TypeFormatterSourceAttribute");
        var source = (Type)attribute.GetType().GetProperty("FormatterSourceType")!.GetValue(attribute)!;
        var formatters = (IEnumerable<object>)source.GetMethod("CreateTypeFormatters")!.Invoke(Activator.CreateInstance(source), null)!;
        return formatters.ToDictionary(
            formatter => (string)formatter.GetType().GetProperty("MimeType")!.GetValue(formatter)!,
            formatter =>
            {
                using var writer = new StringWriter();
                Assert.True((bool)formatter.GetType().GetMethod("Format")!.Invoke(formatter, [value, writer])!);
                return writer.ToString();
            });
    }

    [GeneratedRegex("id=\"[^\"]+\"")]
    private static partial Regex Id();
}
