using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Notebooks.Files;
using Notebooks.Handouts;

namespace Notebooks.Tests.Handouts;

public sealed class HandoutFolderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("course-handout-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_page_and_an_index_are_written_and_ask_no_network()
    {
        var page = Write("md:# A chapter\n\nWith $A_{i,j}$ in it.", "1 + 1");
        Assert.Contains("<math", page, StringComparison.Ordinal);
        Assert.Contains("A chapter", File.ReadAllText(Path.Combine(folder, "pages", "index.html")), StringComparison.Ordinal);
        Assert.DoesNotMatch("(src|href)=\"(https?:)?//", page);
    }

    [Fact]
    public void What_others_made_lies_beside_the_pages_with_its_licence()
    {
        Write("md:# A chapter");
        foreach (var (file, words) in new[] { ("plotly-LICENSE.txt", "The MIT License"),
            ("stix-two-math-LICENSE.txt", "SIL OPEN FONT LICENSE"), ("literata-LICENSE.txt", "SIL OPEN FONT LICENSE") })
            Assert.Contains(words, File.ReadAllText(Path.Combine(folder, "pages", file)), StringComparison.Ordinal);
    }

    [Fact]
    public void Pages_that_come_one_by_one_and_are_kept_end_as_those_written_at_once()
    {
        Notebook[] notebooks = [.. new[] { "a", "b", "c" }.Select(name => NotebookText.Write(Path.Combine(folder, $"{name}.ipynb"),
            $"md:# Chapter {name}\n\nIts beginning, $x_{name}$.", "1 + 1"))];
        string[] Pages(string place, KnownPages? known = null)
        {
            HandoutFolder.Write(Path.Combine(folder, place), notebooks, [], singleFile: false, known: known);
            return [.. new[] { "a", "b", "c", "index" }.Select(name => File.ReadAllText(Path.Combine(folder, place, $"{name}.html")))];
        }
        var kept = new KnownPages();
        foreach (var come in new[] { 1, 0, 2 })
            HandoutFolder.Write(Path.Combine(folder, "by and by"), [notebooks[come]], [.. notebooks.Except([notebooks[come]])],
                singleFile: false, known: kept);
        Assert.DoesNotContain("c.html", File.ReadAllText(Path.Combine(folder, "by and by", "b.html")), StringComparison.Ordinal);
        Assert.Equal(Pages("at once"), Pages("by and by", kept));
    }

    [Fact]
    public void Code_and_plain_output_show_markup_as_text()
    {
        var page = Write(outputs: [Output("text/plain", "</pre><script>alert(1)</script>")],
            "var x = \"</pre><script>alert(2)</script>\";");
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chart_cannot_end_the_script_element_that_holds_it()
    {
        var figure = new JsonObject
        {
            ["data"] = new JsonArray(),
            ["layout"] = new JsonObject { ["title"] = "</script><script>alert(3)</script>" }
        };
        var page = Write(outputs: [new JsonObject { ["output_type"] = "display_data",
            ["data"] = new JsonObject { ["application/vnd.plotly.v1+json"] = figure } }], "x");
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.Contains("\\u003C/script", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cell_tagged_hide_input_is_folded_and_its_output_is_not()
    {
        var page = Write(outputs: [Output("text/html", "<p>what it says</p>")], "tag:hide-input:Reading.Of(1)");
        var fold = page.IndexOf("<details class=\"input\">", StringComparison.Ordinal);
        Assert.InRange(fold, 0, page.IndexOf("Reading", StringComparison.Ordinal));
        Assert.InRange(page.IndexOf("what it says", StringComparison.Ordinal), page.IndexOf("</details>", fold, StringComparison.Ordinal),
            page.Length);
    }

    [Fact]
    public void A_picture_beside_the_notebook_goes_into_the_page_and_one_elsewhere_does_not()
    {
        File.WriteAllText(Path.Combine(folder, "beside.svg"), "<svg/>");
        var outside = Path.Combine(folder, "..", "course-outside.svg");
        File.WriteAllText(outside, "<svg/>");
        var page = Write("md:![a drawing](beside.svg) ![another](../course-outside.svg) ![none](missing.svg)");
        File.Delete(outside);
        Assert.Contains("<img src=\"data:image/svg+xml;base64,PHN2Zy8+\" alt=\"a drawing\"", page, StringComparison.Ordinal);
        Assert.Contains("<img src=\"../course-outside.svg\"", page, StringComparison.Ordinal);
        Assert.Contains("<img src=\"missing.svg\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_file_brings_its_style_along_and_links_to_none()
    {
        var notebook = NotebookText.Write(Path.Combine(folder, "one.ipynb"), "md:# One");
        var page = File.ReadAllText(HandoutFolder.Write(Path.Combine(folder, "single"), [notebook], [], singleFile: true)[0]);
        Assert.DoesNotContain("handout.css\"", page, StringComparison.Ordinal);
        Assert.Contains("<style>", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "seen 1")]
    [InlineData(1, "</footer>")]
    public void The_pages_script_stands_where_the_first_screen_ends(int cells, string before)
    {
        var page = Write([.. Enumerable.Range(1, cells).Select(i => $"md:seen {i}"), "tag:remove-cell:1"]);
        var script = page.IndexOf("<script src=\"handout.js\">", StringComparison.Ordinal);
        var after = page.IndexOf($"seen {cells}", StringComparison.Ordinal);
        Assert.InRange(page.IndexOf(before, StringComparison.Ordinal), 1, script);
        Assert.Equal(cells > 1, after > script);
        Assert.DoesNotContain(HandoutPage.FirstScreenEnd, page, StringComparison.Ordinal);
    }

    [Fact]
    public void Figures_are_numbered_by_chapter_and_bear_their_captions()
    {
        JsonObject Chart(string title) => new()
        {
            ["output_type"] = "display_data",
            ["data"] = new JsonObject
            {
                ["application/vnd.plotly.v1+json"] = new JsonObject
                {
                    ["data"] = new JsonArray(),
                    ["layout"] = new JsonObject
                    {
                        ["meta"] = new JsonObject
                        {
                            ["title"] = title,
                            ["caption"] = "See <b>.",
                            ["alt"] = "In words."
                        }
                    }
                }
            },
        };
        var notebook = NotebookText.Write(Path.Combine(folder, "02-two.ipynb"), "x");
        notebook.Cells[0].Outputs = [Chart("First"),
            Output("text/html", "<figure class=\"av\" id=\"v\">\n<p class=\"av-title\" id=\"t\">A view</p></figure>"), Chart("Third")];
        var page = File.ReadAllText(HandoutFolder.Write(Path.Combine(folder, "pages"), [notebook], [], singleFile: false)[0]);
        Assert.Contains("href=\"#figure-2-1\">Figure 2.1</a> First", page, StringComparison.Ordinal);
        Assert.Contains("href=\"#figure-2-2\">Figure 2.2</a> A view", page, StringComparison.Ordinal);
        Assert.Contains("id=\"figure-2-3\"", page, StringComparison.Ordinal);
        Assert.Contains("<figcaption>See &lt;b&gt;.</figcaption>", page, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"In words.\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("as figure *A view & more* shows", "as <a href=\"#figure-2-1\">Figure 2.1</a>, <em>A view &amp; more</em> shows")]
    [InlineData("(figure *A view & more · some model*)",
        "(<a href=\"#figure-2-1\">Figure 2.1</a>, <em>A view &amp; more · some model</em>)")]
    [InlineData("as figure *Another* shows", "as figure <em>Another</em> shows")]
    [InlineData("as *A view & more* shows", "as <em>A view &amp; more</em> shows")]
    public void A_figure_that_a_text_names_gets_its_number_there(string text, string html)
    {
        var notebook = NotebookText.Write(Path.Combine(folder, "02-two.ipynb"), $"md:So it is, {text}.", "x");
        notebook.Cells[1].Outputs =
            [Output("text/html", "<figure class=\"av\" id=\"v\">\n<p class=\"av-title\">A view &amp; more &#183; some model</p></figure>")];
        Assert.Contains(html, new HandoutPage(notebook, new Formulas()).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("05b-one.ipynb", "5b.1")]
    [InlineData("12-one.ipynb", "12.1")]
    [InlineData("one.ipynb", "1")]
    public void A_figures_number_begins_with_its_chapters(string file, string number)
    {
        var notebook = NotebookText.Write(Path.Combine(folder, file), "x");
        notebook.Cells[0].Outputs = [Output("text/html", "<figure class=\"av\" id=\"v\">\n<p class=\"av-title\">A view</p></figure>")];
        Assert.Contains($"\">Figure {number}</a> A view", new HandoutPage(notebook, new Formulas()).Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hint_stands_once_more_at_the_end_for_paper()
    {
        var page = Write("md:Ask.\n\n<details><summary>Hint</summary>\n\nThink *twice*.\n\n</details>");
        Assert.Contains("(Hint 1: at the end.)", page, StringComparison.Ordinal);
        Assert.Equal(3, page.Split("<em>twice</em>").Length);
        Assert.InRange(page.IndexOf("Hints and answers", StringComparison.Ordinal), page.IndexOf("</details>", StringComparison.Ordinal),
            page.Length);
    }

    [Fact]
    public void A_hint_in_one_line_is_Markdown_too_and_generics_in_its_code_are_no_elements()
    {
        var page = Write(
            "md:Ask.\n\n<details><summary>Hint</summary>Try `IEnumerable<double> row`.</details>\n<details><summary>Second "
                + "hint</summary>Think *twice*.</details>\n\n```\n<details><summary>Code</summary>`stays`</details>\n```");
        Assert.Equal(3, page.Split("<code>IEnumerable&lt;double&gt; row</code>").Length);    // where it stands, and for paper
        Assert.Equal(3, page.Split("<em>twice</em>").Length);
        Assert.DoesNotContain("<double>", page, StringComparison.Ordinal);
        Assert.Contains("`stays`", page, StringComparison.Ordinal);
        Assert.Equal(Regex.Count(page, " id=\"p[0-9]+\""),
            Regex.Matches(page, " id=\"p[0-9]+\"").Select(match => match.Value).Distinct().Count());
    }

    [Fact]
    public void A_corner_of_a_table_without_words_is_no_heading()
    {
        var page = Write("md:| | b |\n|---|--:|\n| 1 | 2 |");
        Assert.DoesNotMatch("<th[^>]*></th>", page);
        Assert.Matches("<td></td>\\s*<th style=\"text-align: right;\">b</th>", page);
    }

    [Fact]
    public void The_index_asks_a_chapters_question_and_says_what_it_needs()
    {
        var notebook = NotebookText.Write(Path.Combine(folder, "one.ipynb"), "md:# One\n\nText.");
        var file = Path.Combine(folder, "asking.ipynb");
        File.WriteAllText(file, File.ReadAllText(notebook.Path).Replace("\"metadata\":{},\"nbformat\"",
            "\"metadata\":{\"course\":{\"question\":\"Why <i>?\",\"needs\":\"chapter 1\"}},\"nbformat\"", StringComparison.Ordinal));
        HandoutFolder.Write(Path.Combine(folder, "pages"), [Notebooks.Files.Notebook.Read(file)], [], singleFile: false);
        var index = File.ReadAllText(Path.Combine(folder, "pages", "index.html"));
        Assert.Contains("<p class=\"question\">Why &lt;i&gt;?</p>", index, StringComparison.Ordinal);
        Assert.Contains("needs chapter 1", index, StringComparison.Ordinal);
    }

    private static JsonObject Output(string mimeType, string text) =>
        new() { ["output_type"] = "display_data", ["data"] = new JsonObject { [mimeType] = text } };

    [Theory]
    [InlineData("images/cover.svg", true)]
    [InlineData("images/none.svg", false)]
    [InlineData("../elsewhere.svg", false)]
    public void A_picture_made_for_a_chapter_stands_for_it_and_leads_to_none_of_its_figures(string cover, bool taken)
    {
        Directory.CreateDirectory(Path.Combine(folder, "images"));
        File.WriteAllText(Path.Combine(folder, "images", "cover.svg"),
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>made</title></svg>");
        var file = Path.Combine(folder, "one.ipynb");
        var json = JsonNode.Parse(File.ReadAllText(NotebookText.Write(file, "md:# One\n\nText.").Path))!;
        json["metadata"]!["course"] = new JsonObject { ["cover"] = cover };
        File.WriteAllText(file, json.ToJsonString());
        var warnings = new List<string>();

        var page = File.ReadAllText(HandoutFolder.Write(Path.Combine(folder, "pages"), [Notebooks.Files.Notebook.Read(file)], [],
            singleFile: false, warn: warnings.Add)[0]);

        Assert.Equal(taken, File.Exists(Path.Combine(folder, "pages", "covers", "one.svg")));
        Assert.Equal(taken, page.Contains("<span class=\"opening\"><img class=\"cover\" src=\"covers/one.svg\"", StringComparison.Ordinal));
        Assert.Equal(taken,
            File.ReadAllText(Path.Combine(folder, "pages", "index.html")).Contains("src=\"covers/one.svg\"", StringComparison.Ordinal));
        Assert.Equal(taken ? 0 : 1, warnings.Count(warning => warning.Contains(cover, StringComparison.Ordinal)));
    }

    private string Write(params string[] cells) => Write([], cells);

    private string Write(JsonArray outputs, params string[] cells)
    {
        var notebook = NotebookText.Write(Path.Combine(folder, "one.ipynb"), cells);
        if (outputs.Count > 0) notebook.Cells[0].Outputs = outputs;
        return File.ReadAllText(HandoutFolder.Write(Path.Combine(folder, "pages"), [notebook], [], singleFile: false)[0]);
    }
}
