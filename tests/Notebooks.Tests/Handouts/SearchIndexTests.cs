using Notebooks.Handouts;
using Notebooks.Handouts.Search;

namespace Notebooks.Tests.Handouts;

public sealed class SearchIndexTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("The best head is **18.6**, then 17.3.", "18.6 17.3")]
    [InlineData("It costs 8.5 nats, 1.3 % of 14.2 tokens, +2.1 or -3.4, 0.87 and version 10.0.1.", "")]
    [InlineData("See Figure 2.3, exercise X2.1 and 6.3<!--= loss:0.0 --> to 16.0<!--= best -->.", "16.0")]
    [InlineData("(16.0, 11.2)", "16.0 11.2")]
    public void A_passage_is_found_by_the_heads_that_it_names(string text, string heads)
    {
        // What computed a value is known only after a run, and pages mark only those.
        var notebook = NotebookText.Write(folder["02-in.ipynb"], "md:# T\n\n" + text);
        notebook.Cells[0].ComputedBy = [1, 1];
        Assert.Equal(heads,
            Assert.Single(SearchIndex.Of(new HandoutPage(notebook, new Formulas()).Body),
                entry => !entry.IsFigure && entry.Id == "p1").Heads);
    }

    [Fact]
    public void Every_passage_has_a_place_that_links_can_name_and_stands_there_once()
    {
        var entries =
            SearchIndex.Of(Page("md:# Title\n\nFirst.\n\n## Part\n\n- one\n- two\n  - three\n\n> quoted\n\n| a | b |\n|---|---|\n| c | d |",
                "md:Second.").Body);
        Assert.Equal(["First.", "one", "three", "quoted", "a b", "c d", "Second."],
            entries.Select(entry => entry.Text.Replace("two three", "three", StringComparison.Ordinal)));
        Assert.Equal(["p1", "part", "part", "part", "part", "part", "p2"], entries.Select(entry => entry.Id));
        Assert.Equal(["Title", "Part"], entries.Select(entry => entry.Heading).Distinct());
    }

    [Fact]
    public void A_figure_is_found_by_its_title_its_caption_and_its_description()
    {
        var notebook = NotebookText.Write(folder["02-in.ipynb"], "x");
        notebook.Cells[0].Outputs = [new System.Text.Json.Nodes.JsonObject
        {
            ["output_type"] = "display_data",
            ["data"] = new System.Text.Json.Nodes.JsonObject { ["text/html"] =
                "<figure class=\"av\" id=\"v\"><p class=\"av-title\">Head 18.6</p><div aria-label=\"cat to "
                    + "sat\"></div><script>11.1</script><figcaption>Beside 17.3.</figcaption></figure>" },
        }];
        var figure = Assert.Single(SearchIndex.Of(new HandoutPage(notebook, new Formulas()).Body));
        Assert.Equal(new SearchEntry("figure-2-1", true, "Figure 2.1 Head 18.6", "Beside 17.3. cat to sat", "18.6 17.3"), figure);
    }

    [Fact]
    public void The_script_holds_nothing_that_ends_a_script()
    {
        var script = SearchIndex.Script("a.html", "</script><!--", Page("md:a `</script>` <!-- b").Body);
        Assert.DoesNotContain("</script", script, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<!--", script, StringComparison.Ordinal);
    }

    private HandoutPage Page(params string[] cells) => new(NotebookText.Write(folder["02-in.ipynb"], cells), new Formulas());
}
