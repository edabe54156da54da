using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Notebooks.Tests.Hosts;

namespace Notebooks.Tests.Course;

/// <summary>
/// A notebook has no numbers of figures. So a text means the figure beside it, or names the figure by its title (figure *Its title*), to
/// which pages add the number.
/// </summary>
public partial class FigureReferenceTests
{
    [Theory, MemberData(nameof(ChapterTests.Chapters), MemberType = typeof(ChapterTests))]
    public void A_figure_that_a_text_speaks_of_stands_beside_it_or_is_named_by_its_title(string name)
    {
        var cells = JsonNode.Parse(File.ReadAllText(CourseNotebooks.PathOf(name)))!["cells"]!.AsArray();
        var drawing = string.Concat(cells.Where(cell => !IsText(cell)).Select(Source)) + OfTheLibrary;
        foreach (var (i, cell) in cells.Index().Where(cell => IsText(cell.Item)))
        {
            var text = Comment().Replace(Source(cell), "");
            Assert.All(Named().Matches(text), match => Assert.Contains(match.Groups[1].Value, drawing, StringComparison.Ordinal));
            if (Beside().IsMatch(text))
                Assert.True(Draws(cells.Take(i).Reverse()) || Draws(cells.Skip(i + 1)), $"{name}, cell {cell!["id"]}: which figure?");
        }
    }

    [Theory]
    [InlineData("The figure shows it.", true)]
    [InlineData("(In the last figure)", true)]
    [InlineData("The figure *Every head* shows it.", false)]
    [InlineData("If a figure leaves the token out, as most figures do. The article's figure.", false)]
    public void What_means_the_figure_beside_a_text(string text, bool does) => Assert.Equal(does, Beside().IsMatch(text));

    // Titles that figures of the library make themselves.
    private const string OfTheLibrary =
        "The induction circuit, with what was measured; loss on English while heads are taken out, together; Simulated and real";

    /// <summary>Whether the next code cell that shows anything shows a figure; a text in between, or a bet, is passed over.</summary>
    private static bool Draws(IEnumerable<JsonNode?> cells) =>
        cells.Where(cell => !IsText(cell) && cell!["outputs"]!.AsArray().Count > 0).Take(1)
            .Any(cell => cell!["outputs"]!.AsArray().Any(output => output!["data"]?["image/png"] is not null));

    private static bool IsText(JsonNode? cell) => (string)cell!["cell_type"]! == "markdown";

    private static string Source(JsonNode? cell) => string.Concat(cell!["source"]!.AsArray().Select(line => (string)line!));

    [GeneratedRegex("<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\b[Ff]igure \*([^*]+)\*")]
    private static partial Regex Named();

    [GeneratedRegex(@"\b[Tt]he (?:\w+ )?figure\b(?! \*)")]
    private static partial Regex Beside();
}
