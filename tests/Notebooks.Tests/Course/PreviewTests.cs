using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using Notebooks.Files;
using Notebooks.Runs;
using Notebooks.Tests.Hosts;

namespace Notebooks.Tests.Course;

/// <summary>Chapters are committed with pictures of their figures: small ones, that run nothing.</summary>
public class PreviewTests
{
    private const int LargestChapter = 1_500_000;

    [Theory, MemberData(nameof(ChapterTests.Chapters), MemberType = typeof(ChapterTests))]
    public void A_chapter_has_a_small_preview_of_all_that_its_cells_draw_and_stays_small(string name)
    {
        var drawing = Notebook.Read(CourseNotebooks.PathOf(name)).Cells.Where(cell => cell.IsCode && LastLineDraws(cell.Source)).ToArray();
        Assert.NotEmpty(drawing);
        Assert.All(drawing, cell => Assert.True(cell.Outputs.Count > 0 && cell.Outputs.All(Previews.IsPreview),
            $"{name} has no preview of {cell.Source}: course run notebooks/{name} --previews"));
        Assert.Contains(drawing, cell => cell.Outputs[0]!["data"]!["image/png"] is not null);
        Assert.InRange(new FileInfo(CourseNotebooks.PathOf(name)).Length, 1, LargestChapter);
    }

    [Fact]
    public void A_preview_is_the_picture_of_a_figure_or_a_table_and_nothing_that_runs()
    {
        var (notebook, executed) = (OfOneCell("1", "[]"), OfOneCell("1", """
            [
              { "output_type": "stream", "name": "stdout", "text": "3 seconds" },
              { "output_type": "execute_result", "execution_count": 4, "metadata": {},
                "data": { "text/html": "<script>x</script>", "image/svg+xml": ["<svg>", "</svg>"] } },
              { "output_type": "display_data", "metadata": {},
                "data": { "text/html": "<figure><svg/><svg></svg><figcaption>x</figcaption></figure>" } },
              { "output_type": "display_data", "metadata": {}, "data": { "text/html": "<table></table>", "text/plain": "a table" } },
              { "output_type": "display_data", "metadata": {}, "data": { "text/html": "<SCRIPT>x</SCRIPT>", "text/plain": "words" } },
              { "output_type": "display_data", "metadata": {}, "data": { "text/html": "<script>x</script>" } }
            ]
            """));
        var kept = Previews.Into(notebook, executed, drawings => [.. drawings.Select(Encoding.UTF8.GetBytes)]).Cells[0].Outputs;
        Assert.Equal(
            """[{"image/png":"PHN2Zz48L3N2Zz4="},{"image/png":"PHN2Zy8+PHN2Zz48L3N2Zz4="},"""
                + """{"text/html":"<table></table>"},{"text/plain":"words"}]""",
            new JsonArray([.. kept.Select(output => output!["data"]!.DeepClone())]).ToJsonString(
                new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.All(kept, output => Assert.True(Previews.IsPreview(output)));
    }

    [Fact]
    public void A_picture_that_is_too_large_is_left_out_and_what_a_learner_is_told_is_no_preview()
    {
        const string Drawn =
            """[{ "output_type": "display_data", "metadata": {}, "data": { "image/svg+xml": "<svg/>", "text/plain": "words" } }]""";
        var large = Previews.Into(OfOneCell("1", "[]"), OfOneCell("1", Drawn), _ => [new byte[Previews.Largest + 1]]).Cells[0].Outputs;
        Assert.Equal("words", (string?)large[0]!["data"]!["text/plain"]);
        Assert.Empty(Previews.Into(OfOneCell("Check.X1_1(mine)", "[]"), OfOneCell("Check.X1_1(mine)", Drawn), _ => [[1]]).Cells[0].Outputs);
    }

    [Theory]
    [InlineData("""{"data":{"image/png":"aaaa"},"metadata":{},"output_type":"display_data"}""")]
    [InlineData("""{"data":{"text/html":"<script>x</script>"},"metadata":{"course":{"preview":true}},"output_type":"display_data"}""")]
    [InlineData("""{"data":{"image/png":"aaaa","text/html":"x"},"metadata":{"course":{"preview":true}},"output_type":"display_data"}""")]
    [InlineData("""{"data":{"application/javascript":"x"},"metadata":{"course":{"preview":true}},"output_type":"display_data"}""")]
    [InlineData("""{"name":"stdout","text":"x","output_type":"stream"}""")]
    public void What_runs_or_is_not_marked_is_no_preview(string output) => Assert.False(Previews.IsPreview(JsonNode.Parse(output)));

    [Fact]
    public void What_a_run_left_goes_and_the_committed_preview_of_the_same_code_comes_back()
    {
        const string Preview = """[{"data":{"text/plain":"small"},"metadata":{"course":{"preview":true}},"output_type":"display_data"}]""";
        const string Left = """[{"name":"stdout","text":"much","output_type":"stream"}]""";
        JsonArray Kept(Notebook notebook, Notebook? committed) => Previews.Kept(notebook, committed).Cells[0].Outputs;
        Assert.Equal("small", (string?)Kept(OfOneCell("1", Left), OfOneCell("1", Preview))[0]!["data"]!["text/plain"]);
        Assert.Empty(Kept(OfOneCell("2", Left), OfOneCell("1", Preview)));
        Assert.Empty(Kept(OfOneCell("1", Left), OfOneCell("1", Left)));
        Assert.Empty(Kept(OfOneCell("1", Left), null));
        Assert.Single(Kept(OfOneCell("1", Preview), null));
    }

    private static Notebook OfOneCell(string code, string outputs) => Notebook.Read("a.ipynb", Encoding.UTF8.GetBytes(
        """{"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[{"cell_type":"code","id":"a","metadata":{},"execution_count":3"""
            + $$""","source":"{{code}}","outputs":{{outputs}}}]}"""));

    private static bool LastLineDraws(string source) =>
        source.TrimEnd() is var text && !text.EndsWith(';')
            && (text.Contains("Figures.", StringComparison.Ordinal) || text.Contains("Reading.", StringComparison.Ordinal));
}
