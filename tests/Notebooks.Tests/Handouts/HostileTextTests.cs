using Notebooks.Handouts;

namespace Notebooks.Tests.Handouts;

/// <summary>Text that asks a parser for hours, or for more stack than there is.</summary>
public sealed class HostileTextTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string, string> TooDeep => new()
    {
        { "> ", "nest more than a hundred times" },
        { "- ", "nest more than a hundred times" },
        { "[", "nest more than a hundred times" },
        { "![", "nest more than a hundred times" },
    };

    [Theory, MemberData(nameof(TooDeep))]
    public void Markdown_that_nests_too_deeply_is_one_sentence_with_the_cell(string piece, string reason)
    {
        var error = Assert.Throws<HandoutException>(() => Page("md:fine", "md:" + Many(piece, 5000) + "x"));
        Assert.StartsWith("in.ipynb, cell 2: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(")]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("$\"\"\"{")]
    public void Code_that_nests_too_deeply_for_the_compiler_is_shown_without_colours(string piece) =>
        Assert.Equal(Many(piece, 100_000), System.Net.WebUtility.HtmlDecode(CSharpColours.Colour(Many(piece, 100_000))));

    [Fact]
    public void A_formula_that_nests_too_deeply_or_is_unknown_is_shown_as_text_with_a_warning()
    {
        var page = Page("md:before $\\notamacro{x}$ after", $"md:${Many("{", 20_000)}x{Many("}", 20_000)}$", "md:$$\\alpha$$");

        Assert.Contains("before <code class=\"unset\">\\notamacro{x}</code> after", page.Body, StringComparison.Ordinal);
        Assert.Contains("<math", page.Body, StringComparison.Ordinal);
        Assert.Equal(["in.ipynb, cell 1: ", "in.ipynb, cell 2: "], page.Warnings.Select(warning => warning[..18]));
        Assert.All(page.Warnings, warning => Assert.InRange(warning.Length, 40, 400));
    }

    [Fact]
    public void A_formula_that_takes_too_long_is_given_up()
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var error = Assert.Throws<HandoutException>(() => new Formulas().ToMathML(Many("x+", 150_000) + "x", display: false));
        Assert.Contains("it takes longer than 5 s", error.Message, StringComparison.Ordinal);
        Assert.InRange(clock.Elapsed.TotalSeconds, 4, 60);
    }

    [Fact]
    public void Work_that_takes_too_long_is_left_behind()
    {
        using var never = new ManualResetEvent(false);
        var error = Assert.Throws<HandoutException>(() => TimeLimit.Run(TimeSpan.FromMilliseconds(100), () => never.WaitOne(), () => 3));
        Assert.Contains("longer than 0.1 s", error.Message, StringComparison.Ordinal);
        never.Set();
        Assert.Throws<FormatException>(() => TimeLimit.Run<int>(TimeSpan.FromSeconds(10), () => throw new FormatException(), () => 0));
    }

    [Fact]
    public void Ten_thousand_headings_of_one_name_take_no_time_of_their_own()
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var headings = new MarkdownText(new Formulas());
        headings.ToHtml(Many("# a\n\n", 30_000));
        Assert.Equal(["a", "a-1", "a-2"], headings.Headings.Take(3).Select(heading => heading.Id));
        Assert.Equal(30_000, headings.Headings.DistinctBy(heading => heading.Id).Count());
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 20);    // one by one they would take minutes
    }

    [Theory]
    [InlineData("02-heads.ipynb", "02-heads.html")]
    [InlineData("02-heads.ipynb#part", "02-heads.html#part")]
    [InlineData("https://example.org/02-heads.ipynb", "https://example.org/02-heads.ipynb")]
    [InlineData("a.ipynb.zip", "a.ipynb.zip")]
    [InlineData("../docs/glossary.md", "words.html")]
    [InlineData("../docs/article.md", "article.html")]
    [InlineData("../docs/glossary.md#residual-stream", "words.html#word-residual-stream")]
    public void Links_to_notebooks_beside_this_one_lead_to_their_pages(string written, string url) =>
        Assert.Contains($"href=\"{url}\"", new MarkdownText(new Formulas()).ToHtml($"[a]({written})"), StringComparison.Ordinal);

    private HandoutPage Page(params string[] cells) => new(NotebookText.Write(folder["in.ipynb"], cells), new Formulas());

    private static string Many(string piece, int times) => string.Concat(Enumerable.Repeat(piece, times));
}
