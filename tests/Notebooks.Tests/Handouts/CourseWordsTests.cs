using System.Text.RegularExpressions;
using Notebooks.Handouts;
using Notebooks.Handouts.Words;

namespace Notebooks.Tests.Handouts;

public sealed class CourseWordsTests : IDisposable
{
    private const string Olsson = "[arXiv:2209.11895](https://arxiv.org/abs/2209.11895)";

    private readonly TemporaryFolder folder = new();
    private readonly CourseWords words;

    public CourseWordsTests()
    {
        File.WriteAllText(folder["glossary.md"], """
            # Glossary

            ## induction head

            after "A B … A" looks at B, in `<|x|>`

            ## logit

            a number

            ## logit lens

            the prediction
            after a layer

            ## *dev*, *test*

            the halves on which they are chosen and scored

            ## OV circuit, QK circuit

            what a head passes on
            """);
        File.WriteAllText(folder["papers.md"], $"""
            | Paper | What it claims | Here |
            |---|---|---|
            | C. Olsson et al., *In-context Learning*, 2022, {Olsson} | They appear suddenly. | So they do. |
            | J. Vig, Y. Belinkov, *Analyzing*, 2019, [arXiv:1](https://arxiv.org/abs/1) | Deeper is farther. | No. |
            | nostalgebraist, *The lens*, 2020, [x](https://x.example) | It gets better. | Late. |
            """);
        words = CourseWords.Read(folder.Path);
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("An induction head, and induction heads.", "word-induction-head")]
    [InlineData("The QK circuit of it.", "word-ov-circuit-qk-circuit")]
    [InlineData("The logit lens of it.", "word-logit-lens")]
    [InlineData("As [an induction head](../docs/glossary.md#induction-head \"after A\") does, an induction head.", "word-induction-head")]
    [InlineData("> An induction head.\n\nAn [induction head](../docs/glossary.md#induction-head) it is.", "word-induction-head")]
    [InlineData("As a test. A *test* on", "word-dev-test")]
    [InlineData("(Olsson et al. 2022)", "paper-olsson-2022")]
    [InlineData("Olsson et al. (2022) have it", "paper-olsson-2022")]
    [InlineData("as Vig and Belinkov 2019 say", "paper-vig-belinkov-2019")]
    [InlineData("nostalgebraist 2020", "paper-nostalgebraist-2020")]
    public void The_first_use_in_a_section_leads_to_the_explanation(string text, string id)
    {
        var body = Page("md:# T\n\n" + text).Body;
        Assert.Single(Regex.Matches(body, $"href=\"#{id}\""));
        Assert.Single(Regex.Matches(body, $"<div id=\"{id}\">"));
    }

    [Theory]
    [InlineData("We test it.")]
    [InlineData("`induction head`")]
    [InlineData("[induction head](https://example.org)")]
    [InlineData("non-induction head")]
    [InlineData("## induction head")]
    [InlineData("## Further reading\n\n- Olsson et al. 2022")]
    [InlineData("In 2022 Olsson found")]
    public void What_is_no_use_of_a_word_is_left_alone(string text) =>
        Assert.DoesNotContain("href=\"#word-", Page("md:" + text).Body.Replace("#paper-", "#word-", StringComparison.Ordinal),
            StringComparison.Ordinal);

    [Fact]
    public void A_word_is_linked_once_more_in_the_next_section_and_noted_once()
    {
        var body = Page("md:## One\n\nAn *induction head* is an induction head.", "md:## Two\n\nThe *induction head*.").Body;
        Assert.Equal(2, Regex.Count(body, "href=\"#word-induction-head\""));
        Assert.Single(Regex.Matches(body, "role=\"note\"><b>induction head</b>"));
        Assert.Contains("<code>&lt;|x|&gt;</code></dd>", body, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_says_what_a_paper_claims_and_what_comes_of_it() =>
        Assert.Contains("It claims: They appear suddenly. <em>Here:</em> So they do.", Page("md:Olsson et al. say").Body,
            StringComparison.Ordinal);

    [Fact]
    public void The_articles_sentences_are_a_page_without_what_their_numbers_are_checked_by()
    {
        File.WriteAllText(folder["article.md"], "# The article\n\n| # | number |\n|---|---|\n| 1 | .98<!--= 00: a || b ? 1 : 2 --> |\n");
        HandoutFolder.Write(folder["pages"], [NotebookText.Write(folder["in.ipynb"], "md:[it](../docs/article.md)")], [], singleFile: false,
            known: new(CourseWords.Read(folder.Path)));
        var page = File.ReadAllText(Path.Combine(folder["pages"], "article.html"));
        Assert.Contains("<td>.98</td>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("00: a", page, StringComparison.Ordinal);
        Assert.Contains("href=\"article.html\"", File.ReadAllText(Path.Combine(folder["pages"], "in.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_courses_own_words_are_read_whole_and_every_paper_that_a_chapter_cites_is_in_them()
    {
        var course = Path.GetFullPath(Path.Combine(Here(), "..", "..", "..", ".."));
        var docs = Path.Combine(course, "docs");
        var own = CourseWords.Read(docs);
        var headings = File.ReadAllLines(Path.Combine(docs, "glossary.md")).Where(line => line.StartsWith("## ", StringComparison.Ordinal));
        var papers = File.ReadAllLines(Path.Combine(docs, "papers.md")).Count(line => line.StartsWith('|')) - 2;
        Assert.Equal(headings.Select(line => "word-" + GitHubs(line[3..])), own.All.Where(word => !word.IsPaper).Select(word => word.Id));
        Assert.Equal(papers, own.All.Count(word => word.IsPaper));
        Assert.Equal(own.All.Count, own.All.DistinctBy(word => word.Id).Count());
        var cited = Directory.GetFiles(Path.Combine(course, "notebooks"), "*.ipynb")
            .SelectMany(file => Regex.Matches(File.ReadAllText(file), @"https://arxiv\.org/abs/[0-9.]+")
                .Select(match => match.Value.TrimEnd('.'))).Distinct();
        var known = File.ReadAllText(Path.Combine(docs, "papers.md"));
        Assert.All(cited, address => Assert.Contains(address, known, StringComparison.Ordinal));
    }

    /// <summary>What links to a heading name on GitHub, in VS Code and in Jupyter: its letters small, no punctuation, hyphens for
    /// blanks.</summary>
    private static string GitHubs(string heading) =>
        Regex.Replace(heading.Replace("*", "", StringComparison.Ordinal).ToLowerInvariant(), @"[^\p{L}\p{N}\- ]", "").Replace(' ', '-');

    private HandoutPage Page(params string[] cells) => new(NotebookText.Write(folder["in.ipynb"], cells), new Formulas(), words);

    private static string Here([System.Runtime.CompilerServices.CallerFilePath] string path = "") => path;
}
