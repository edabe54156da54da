using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Notebooks.Handouts.Words;
using Notebooks.Tests.Hosts;

namespace Notebooks.Tests.Course;

/// <summary>
/// In a notebook nothing explains a word by itself. So where a chapter's own text (not an exercise, a quotation or its reading list) uses a
/// word of the glossary first, it links it to its heading there, with the explanation as what one sees when one points at it.
/// </summary>
public partial class GlossaryLinkTests
{
    private static readonly CourseWords Words = CourseWords.Read(Path.Combine(CourseNotebooks.Root, "docs"));

    [Theory, MemberData(nameof(ChapterTests.Chapters), MemberType = typeof(ChapterTests))]
    public void The_first_use_of_each_word_is_linked_to_the_glossary(string name)
    {
        HashSet<string> linked = [];
        List<string> missing = [];
        foreach (var markdown in Texts(name))
            foreach (var (word, text, link) in Uses(markdown).Where(use => !linked.Contains(use.Word.Id)))
            {
                linked.Add(word.Id);
                if (link?.Url != Address(word) || link.Title != Plain(word.Explanation))
                    missing.Add($"[{text}]({Address(word)} \"{Plain(word.Explanation)}\")");
            }
        Assert.True(missing.Count == 0, $"{name} should have at the first use of each: {string.Join(", ", missing)}");
    }

    [Theory, MemberData(nameof(ChapterTests.Chapters), MemberType = typeof(ChapterTests))]
    public void No_link_to_the_glossary_leads_nowhere(string name)
    {
        var known = Words.All.Select(Address).Append("../docs/glossary.md").ToHashSet();
        Assert.All(Texts(name).SelectMany(text => Markdown.Parse(text).Descendants<LinkInline>())
            .Where(link => link.Url!.Contains("glossary", StringComparison.Ordinal)), link => Assert.Contains(link.Url!, known));
    }

    [Theory]
    [InlineData("A *head* and an induction head.", 1)]
    [InlineData("A *score*, a score.", 1)]
    [InlineData("A score.", 0)]
    [InlineData("# Induction heads\n\n> An induction head\n\n`induction head`<!--= induction head -->", 0)]
    [InlineData("The [induction head](../docs/glossary.md#induction-head \"x\").", 1)]
    [InlineData("[induction head](x.ipynb)", 0)]
    public void What_is_a_use_and_what_is_none(string markdown, int uses) =>
        Assert.Equal(uses, Uses(markdown).Count(use => use.Word.Id is "word-induction-head" or "word-score"));

    private static string Address(CourseWord word) => $"../docs/glossary.md#{word.Id["word-".Length..]}";

    /// <summary>An explanation without marks: A[i,j] for a formula, single quotes within a link's double ones.</summary>
    private static string Plain(string markdown) =>
        Marks().Replace(Index().Replace(markdown, "[$1]"), "").Replace('"', '\'');

    private static IEnumerable<(CourseWord Word, string Text, LinkInline? Link)> Uses(string markdown)
    {
        foreach (var block in Markdown.Parse(markdown).Descendants<ParagraphBlock>().Where(block => block.Parent is not QuoteBlock))
            foreach (var literal in block.Inline!.Descendants<LiteralInline>())
            {
                var link = literal.FindParentOfType<LinkInline>().FirstOrDefault();
                if (link is not null && !link.Url!.StartsWith("../docs/glossary.md#", StringComparison.Ordinal)) continue;
                var content = literal.Content.ToString();
                var stressed = (link is null ? literal.Parent : link.Parent) is EmphasisInline;
                foreach (var (word, start, length) in Words.In(content, stressed))
                    if (!word.IsPaper) yield return (word, content.Substring(start, length), link);
            }
    }

    /// <summary>The texts of a chapter that are its own, without the comments that check them.</summary>
    private static IEnumerable<string> Texts(string name) =>
        from cell in JsonNode.Parse(File.ReadAllText(CourseNotebooks.PathOf(name)))!["cells"]!.AsArray()
        where (string)cell!["cell_type"]! == "markdown" && !Others().IsMatch((string)cell["id"]!)
        let text = string.Concat(cell["source"]!.AsArray().Select(line => (string)line!)).Split("## Further reading")[0]
        select Formula().Replace(Comment().Replace(text, ""), "");

    [GeneratedRegex(@"^[xpd]\d-\d+-task$|^x-quiz$|^quiz$")]
    private static partial Regex Others();

    [GeneratedRegex("<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\$\$.*?\$\$|\$[^$\n]+\$", RegexOptions.Singleline)]
    private static partial Regex Formula();

    [GeneratedRegex(@"_\{([^}]*)\}")]
    private static partial Regex Index();

    [GeneratedRegex(@"[$`*\\]")]
    private static partial Regex Marks();
}
