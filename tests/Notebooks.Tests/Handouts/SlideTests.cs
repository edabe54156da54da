using System.Text.Json.Nodes;
using Notebooks.Files;
using Notebooks.Handouts.Slides;

namespace Notebooks.Tests.Handouts;

/// <summary>A chapter as slides.</summary>
public sealed class SlideTests : IDisposable
{
    private const string Plans =
        "## Chapter 2\n\n| min | what | ask | stuck |\n|---|---|---|---|\n| 0-10 | Run *Looking back*, slowly | Who looks? | rows |\n\n## "
            + "Chapter 2b\n\n| 0-10 | *Looking back* | Another chapter? | |\n";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Each_section_is_a_slide_with_its_first_sentence_and_each_figure_has_one_of_its_own()
    {
        var page = Deck(out var count);
        Assert.Equal(5, count);
        Assert.Equal(["Chapter two", "Predict first", "Looking back", "Looking back", "Last words"], Headings(page));
        Assert.Contains("<div class=\"said\"><p>Heads look <em>back</em>, all of them, by .5 on average.</p></div>", page,
            StringComparison.Ordinal);
        Assert.Contains("<p class=\"number\">5 / 5</p>", page, StringComparison.Ordinal);
        Assert.Single(page.Split("first-figure\"")[1..]);
        Assert.Contains("Which?", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Seen before", page, StringComparison.Ordinal);
        Assert.DoesNotContain("A task", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Notes_hold_the_rest_of_the_text_and_what_the_plan_of_this_chapter_asks()
    {
        var page = Deck(out _);
        Assert.Contains("The rest is told.", page.Split("<aside class=\"notes\">")[1], StringComparison.Ordinal);
        Assert.Contains("Minutes 0-10: Run Looking back, slowly. Ask: Who looks? They get stuck: rows", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Another chapter?", page, StringComparison.Ordinal);
    }

    [Fact]
    public void It_runs_nothing_and_fetches_nothing()
    {
        var page = Deck(out _);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<button", page, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'; style-src 'unsafe-inline'", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("(src|href)=\"(?!data:|#)", page);
        Assert.Contains("break-after: page", page, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Headings(string page) =>
        System.Text.RegularExpressions.Regex.Matches(page, "<h[12][^>]*>(.*?)</h[12]>").Select(match => match.Groups[1].Value);

    private string Deck(out int count)
    {
        var path = folder["02-two.ipynb"];
        NotebookText.Write(path, "md:# Chapter two\n\nIt begins.", "md:## Set-up\n\nSeen before.\n\n**P2.1** Predict first. Which?",
            "md:## Looking back\n\nHeads look *back*, all of them, by .5 on average. The rest is told. See [there](01-one.ipynb).",
            "Figures.One()", "Figures.Two()", "md:## Exercises\n\nA task.", "md:## Last words\n\nThat is all.");
        var json = JsonNode.Parse(File.ReadAllText(path))!;
        string[] figures = ["<figure class=\"av\"><svg id=\"first-figure\"></svg><button>turn</button><script>1</script></figure>",
            "<figure class=\"av\"><svg></svg></figure>"];
        foreach (var (cell, figure) in json["cells"]!.AsArray().Where(cell => (string)cell!["cell_type"]! == "code").Zip(figures))
            cell!["outputs"] = new JsonArray(new JsonObject
            {
                ["output_type"] = "display_data",
                ["data"] = new JsonObject { ["text/html"] = figure },
                ["metadata"] = new JsonObject()
            });
        File.WriteAllText(path, json.ToJsonString());
        File.WriteAllText(folder["plans.md"], Plans);
        var deck = new SlideDeck(Notebook.Read(path), TeachingPlan.Of(folder["plans.md"], "02-two"));
        deck.Write(folder["deck.html"]);
        count = deck.Count;
        return File.ReadAllText(folder["deck.html"]);
    }
}
