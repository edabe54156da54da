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
    public void A_chapter_with_previews_has_one_of_each_figure_and_stays_small(string name)
    {
        var drawing = Notebook.Read(CourseNotebooks.PathOf(name)).Cells.Where(cell => cell.IsCode && LastLineDraws(cell.Source)).ToArray();
        Assert.NotEmpty(drawing);
        if (drawing.Any(cell => cell.Outputs.Count > 0))
            Assert.All(drawing, cell => Assert.True(cell.Outputs.Count > 0, $"{name} has no preview of {cell.Source}: course run notebooks/{name} --previews"));
        Assert.InRange(new FileInfo(CourseNotebooks.PathOf(name)).Length, 1, LargestChapter);
    }

    [Fact]
    public void A_preview_is_the_picture_of_a_figure_or_a_table_and_nothing_that_runs()
    {
        var outputs = (JsonArray)JsonNode.Parse("""
            [
              { "output_type": "stream", "name": "stdout", "text": "3 seconds" },
              { "output_type": "execute_result", "execution_count": 4, "metadata": {}, "data": { "text/html": "<script>x</script>", "image/svg+xml": ["<svg>", "</svg>"] } },
              { "output_type": "display_data", "metadata": {}, "data": { "text/html": "<table></table>", "text/plain": "a table" } },
              { "output_type": "display_data", "metadata": {}, "data": { "text/html": "<SCRIPT>x</SCRIPT>", "text/plain": "words" } },
              { "output_type": "display_data", "metadata": {}, "data": { "text/html": "<script>x</script>" } }
            ]
            """)!;
        Assert.Equal(
            """[{"image/svg+xml":["<svg>","</svg>"]},{"text/html":"<table></table>"},{"text/plain":"words"}]""",
            new JsonArray([.. Previews.Of(outputs).Select(output => output!["data"]!.DeepClone())]).ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Fact]
    public void A_picture_that_is_too_large_is_left_out()
    {
        var data = new JsonObject { ["image/svg+xml"] = new string('x', Previews.Largest + 1), ["text/plain"] = "words" };
        Assert.Equal("words", (string?)Previews.Of([new JsonObject { ["output_type"] = "display_data", ["data"] = data }])[0]!["data"]!["text/plain"]);
    }

    private static bool LastLineDraws(string source) =>
        source.TrimEnd() is var text && !text.EndsWith(';') && (text.Contains("Figures.", StringComparison.Ordinal) || text.Contains("Reading.", StringComparison.Ordinal));
}
