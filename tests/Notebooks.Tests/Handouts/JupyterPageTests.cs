using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Notebooks.Files;
using Notebooks.Handouts;

namespace Notebooks.Tests.Handouts;

/// <summary>What people write in Jupyter and on GitHub, as it stands on a page.</summary>
public sealed class JupyterPageTests : IDisposable
{
    private const string Red = "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR4nGM4ISeHFTEMLQkAkL9BAbKfPiIAAAAASUVORK5CYII=";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Pictures_pasted_into_a_cell_are_in_the_page()
    {
        var page = Attached("![red](attachment:red.png)\n\n<img src=\"attachment:red.png\" width=\"20\">");
        Assert.Equal(2, page.Body.Split($"src=\"data:image/png;base64,{Red}\"").Length - 1);
        Assert.Empty(page.Warnings);
    }

    [Fact]
    public void A_picture_that_is_not_attached_is_warned_of() =>
        Assert.Equal(["in.ipynb, cell 1: no picture blue.png is attached to it. Paste it again."],
            Attached("![blue](attachment:blue.png)").Warnings);

    [Theory]
    [InlineData("png", "png")]
    [InlineData("jpg", "jpeg")]
    [InlineData("gif", "gif")]
    [InlineData("webp", "webp")]
    public void Pictures_beside_the_notebook_are_in_the_page_however_they_are_written(string ending, string type)
    {
        File.WriteAllBytes(folder[$"a red.{ending}"], Convert.FromBase64String(Red));
        var page = Page($"md:![red](a%20red.{ending})\n\n<img width=20 src='a red.{ending}'>");
        Assert.Equal(2, Regex.Count(page.Body, $"src=[\"']data:image/{type};base64,iVBORw0KGgo"));
        Assert.Empty(page.Warnings);
    }

    [Theory]
    [InlineData("missing.png", "is missing.")]
    [InlineData("../outside.png", "lies outside the notebook's folder")]
    [InlineData("text.txt", "is none of the kinds that pages show: .svg, .png")]
    [InlineData("https://example.org/a.png", "lies elsewhere, and pages fetch nothing. Save it beside the notebook.")]
    public void A_picture_that_a_page_cannot_show_is_warned_of(string address, string reason)
    {
        var page = Page("md:fine", $"md:<img src=\"{address}\">");
        Assert.StartsWith($"in.ipynb, cell 2: the picture {address} {reason}", Assert.Single(page.Warnings), StringComparison.Ordinal);
        Assert.Contains($"src=\"{address}\"", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_heading_is_found_by_the_names_that_Jupyter_and_GitHub_give_it()
    {
        var page = Page("md:[a](#A-Later-Part) [b](#a-later-part) <a href=\"other.ipynb#x\">c</a>",
            "md:## A Later Part\n\n## plain\n\n## A Later Part");
        foreach (var id in new[] { "A-Later-Part", "a-later-part", "plain", "a-later-part-1" })
            Assert.Single(Regex.Matches(page.Body, $" id=\"{id}\""));
        Assert.Contains("<a href=\"other.html#x\">", page.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("~~gone~~", "<del>gone</del>")]
    [InlineData("- [x] done\n- [ ] to do",
        "<li class=\"task-list-item\"><span class=\"task\" role=\"img\" aria-label=\"done\">☑</span> done</li>")]
    [InlineData("- [x] done\n- [ ] to do", "aria-label=\"to do\">☐</span> to do")]
    [InlineData("see https://example.org, so", "<a href=\"https://example.org\">https://example.org</a>, so")]
    [InlineData("> [!NOTE]\n> mind", "class=\"markdown-alert markdown-alert-note\"")]
    public void GitHubs_Markdown_is_shown(string markdown, string html) =>
        Assert.Contains(html, Page("md:" + markdown).Body, StringComparison.Ordinal);

    [Fact]
    public void Footnotes_of_two_cells_have_numbers_of_their_own()
    {
        var body = Page("md:One[^a].\n\n[^a]: first", "md:Two[^a] and[^b].\n\n[^a]: second\n[^b]: third").Body;
        foreach (var number in new[] { 1, 2, 3 })
        {
            Assert.Single(Regex.Matches(body, $" id=\"fn:{number}\""));
            Assert.Contains($"href=\"#fn:{number}\" class=\"footnote-ref\"><sup>{number}</sup>", body, StringComparison.Ordinal);
        }
        Assert.Contains("<ol start=\"1\">", body, StringComparison.Ordinal);
        Assert.Contains("<ol start=\"2\">", body, StringComparison.Ordinal);
        Assert.Equal(3, Regex.Matches(body, " id=\"fnref:[0-9]+\"").DistinctBy(match => match.Value).Count());
    }

    [Theory]
    [InlineData("\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}", 1)]
    [InlineData("text\n\\begin{equation}x\\end{equation}\nmore", 1)]
    [InlineData("$x = y_{1}\n$ over two lines", 1)]
    [InlineData("$x\n= y$ and $z\n$", 2)]
    [InlineData("It costs $5 or\n$6.", 0)]
    [InlineData("```\n\\begin{align}\n```", 0)]
    public void Formulas_are_set_as_Jupyter_sets_them(string markdown, int formulas)
    {
        var page = Page("md:" + markdown);
        Assert.Equal(formulas, Regex.Count(page.Body, "<math"));
        Assert.DoesNotContain("unset", page.Body, StringComparison.Ordinal);
        Assert.Empty(page.Warnings);
    }

    [Theory]
    [InlineData("image/jpeg")]
    [InlineData("image/gif")]
    [InlineData("image/webp")]
    public void Pictures_that_cells_put_out_are_shown(string type)
    {
        var page = Page(new JsonObject { [type] = Red, ["text/plain"] = "a red square" });
        Assert.Contains($"<img src=\"data:{type};base64,{Red}\" alt=\"a red square\">",
            page.Body.Replace("&#43;", "+", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_in_HTML_that_a_cell_puts_out_is_in_the_page_and_scripts_are_left_alone()
    {
        File.WriteAllBytes(folder["red.png"], Convert.FromBase64String(Red));
        var page = Page(new JsonObject { ["text/html"] = "<script>x = '<img src=\"red.png\">'</script><img src=\"red.png\">" });
        Assert.Contains("<script>x = '<img src=\"red.png\">'</script><img src=\"data:image/png", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void An_output_that_no_page_can_show_is_named()
    {
        var page = Page(new JsonObject { ["application/x-thing"] = "…", ["application/vnd.other+json"] = new JsonObject() });
        Assert.Contains("An output of the type application/x-thing, application/vnd.other&#43;json stands here",
            page.Body.Replace("+json", "&#43;json", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal("in.ipynb, cell 1: it puts out application/x-thing, application/vnd.other+json, which a page cannot show.",
            Assert.Single(page.Warnings));
    }

    private HandoutPage Page(params string[] cells) => new(NotebookText.Write(folder["in.ipynb"], cells), new Formulas());

    private HandoutPage Page(JsonObject data)
    {
        var notebook = NotebookText.Write(folder["in.ipynb"], "x");
        notebook.Cells[0].Outputs = [new JsonObject { ["output_type"] = "display_data", ["data"] = data }];
        return new HandoutPage(notebook, new Formulas());
    }

    private HandoutPage Attached(string markdown)
    {
        var json = JsonNode.Parse(File.ReadAllText(NotebookText.Write(folder["in.ipynb"], "md:" + markdown).Path))!;
        json["cells"]![0]!["attachments"] = new JsonObject { ["red.png"] = new JsonObject { ["image/png"] = Red } };
        File.WriteAllText(folder["in.ipynb"], json.ToJsonString());
        return new HandoutPage(Notebook.Read(folder["in.ipynb"]), new Formulas());
    }
}
