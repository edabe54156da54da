using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Mathematics;
using Markdig.Extensions.TaskLists;
using Markdig.Parsers;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Notebooks.Handouts.Markup;
using Notebooks.Handouts.Words;

namespace Notebooks.Handouts;

/// <summary>The Markdown of one page as HTML, with formulas set and code coloured; keeps the headings that it meets.</summary>
/// <param name="formulas">Sets the formulas.</param>
/// <param name="folder">The notebook's folder, from which its pictures are taken; null leaves them out.</param>
/// <param name="words">What the page explains; null for nothing.</param>
public sealed partial class MarkdownText(Formulas formulas, string? folder = null, CourseWords? words = null)
{
    private static readonly MarkdownPipeline Pipeline = GitHubsAndJupyters();
    private readonly List<Heading> headings = [];
    private readonly List<string> warnings = [];
    private readonly HashSet<string> ids = [];
    private readonly Dictionary<string, int> next = [];    // to put behind a heading's name that has been used
    private readonly Dictionary<string, string> jupyters = [];    // a heading's id to the name by which Jupyter's users link to it
    private readonly WordLinks links = new(words ?? CourseWords.None);
    private int footnotes, references, passages;

    /// <summary>The headings so far, in order.</summary>
    public IReadOnlyList<Heading> Headings => headings;

    /// <summary>What could not be shown as it was meant, so far.</summary>
    internal IReadOnlyList<string> Warnings => warnings;

    /// <summary>The words of the first paragraph that is more than a heading; null before there is one.</summary>
    public string? Introduction { get; private set; }

    /// <summary>Turns the Markdown of a cell into HTML. HTML in it stays, since notebooks fold hints away with it.</summary>
    /// <param name="markdown">The cell's text.</param>
    /// <param name="attachments">Pictures that belong to the cell: names, and data: addresses that hold them. Null for none.</param>
    /// <returns>HTML.</returns>
    /// <exception cref="HandoutException">Quotes, lists or brackets nest too deeply.</exception>
    public string ToHtml(string markdown, IReadOnlyDictionary<string, string>? attachments = null)
    {
        try
        {
            return Addressed(Render(Markdown.Parse(FoldedLines.Opened(markdown), Pipeline)), attachments);
        }
        catch (ArgumentException e) when (e.TargetSite?.Module.Assembly == typeof(Markdown).Assembly)
        {
            throw new HandoutException("quotes, lists, brackets or emphasis nest more than a hundred times. Take some levels out.");
        }
    }

    /// <summary>HTML with the pictures of the notebook's folder in it, and links to pages where it links to notebooks.</summary>
    /// <param name="html">HTML of a text, or of an output.</param>
    /// <param name="attachments">Pictures that belong to the cell.</param>
    internal string Addressed(string html, IReadOnlyDictionary<string, string>? attachments = null) =>
        new PageAddresses(folder, Warn).Set(html, attachments);

    /// <summary>Notes that something is not shown as it was meant.</summary>
    /// <param name="problem">A sentence.</param>
    internal void Warn(string problem) => warnings.Add(problem);

    /// <summary>Sets a formula; one that cannot be set stands there as its author wrote it, and is warned of.</summary>
    /// <param name="tex">The formula, without dollar signs.</param>
    /// <param name="display">Whether it stands by itself.</param>
    /// <returns>HTML.</returns>
    internal string Formula(string tex, bool display)
    {
        try
        {
            return formulas.ToMathML(tex, display);
        }
        catch (HandoutException e)
        {
            Warn($"{e.Message} It stands there as text.");
            return $"<code class=\"unset\">{WebUtility.HtmlEncode(tex.Trim())}</code>";
        }
    }

    private string Render(MarkdownDocument document)
    {
        foreach (var heading in document.Descendants<HeadingBlock>()) Name(heading);
        NumberFootnotes(document);
        Introduction ??= document.OfType<ParagraphBlock>().Select(Words).FirstOrDefault();
        foreach (var paragraph in document.OfType<ParagraphBlock>()) paragraph.GetAttributes().Id = $"p{++passages}";    // for who searches
        links.Link(document, Explained);

        var html = Written(document);
        return HeadingEnd().Replace(FootnoteList()
            .Replace(EmptyHead().Replace(html, "<td$1></td>"), $"<ol start=\"{footnotes - Footnotes(document).Count() + 1}\">"), Linked);
    }

    /// <summary>What the page explains, for its end.</summary>
    internal string Explanations() => links.AtTheEnd(Explained);

    /// <summary>A piece of Markdown within a line as HTML, with nothing in it linked to explanations.</summary>
    internal string Explained(string markdown)
    {
        var html = Written(Markdown.Parse(markdown, Pipeline)).Trim();
        return html.StartsWith("<p>", StringComparison.Ordinal) && html.EndsWith("</p>", StringComparison.Ordinal)
            ? html["<p>".Length..^"</p>".Length]
            : html;
    }

    private string Written(MarkdownDocument document)
    {
        using var html = new StringWriter();
        var renderer = new HtmlRenderer(html);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.RemoveAll(part =>
            part is HtmlMathInlineRenderer or HtmlMathBlockRenderer or CodeBlockRenderer or HtmlTaskListRenderer);
        renderer.ObjectRenderers.AddRange([new InlineFormula(this), new DisplayFormula(this), new ColouredCode(), new TaskMarks()]);
        renderer.Render(document);
        return html.ToString();
    }

    /// <summary>A heading that can be linked to, also by the name that Jupyter gives it.</summary>
    private string Linked(Match heading)
    {
        var (level, id, text) = (heading.Groups[1].Value, heading.Groups[2].Value, heading.Groups[3].Value);
        var other = jupyters.GetValueOrDefault(id) is { } name ? $"<span id=\"{WebUtility.HtmlEncode(name)}\"></span>" : "";
        if (level == "h1") return $"<h1 id=\"{id}\">{other}{text}</h1>";
        return $"<{level} id=\"{id}\">{other}{text} <a class=\"anchor\" href=\"#{id}\" aria-label=\"Link to this section\">#</a></{level}>";
    }

    /// <summary>Footnotes are counted through the page; Markdig counts in each text, and two cells of a page would have the same.</summary>
    private void NumberFootnotes(MarkdownDocument document)
    {
        var before = footnotes;
        foreach (var footnote in Footnotes(document))
        {
            footnote.Order += before;
            footnotes++;
            foreach (var link in footnote.Links) link.Index = ++references;
        }
    }

    private static IEnumerable<Footnote> Footnotes(MarkdownDocument document) =>
        document.OfType<FootnoteGroup>().SelectMany(group => group.OfType<Footnote>()).Where(footnote => footnote.Order > 0);

    private void Name(HeadingBlock block)
    {
        var text = Words(block);
        var name = NotInName().Replace(text.ToLowerInvariant(), "").Trim().Replace(' ', '-');
        var id = name;
        while (!ids.Add(id)) id = $"{name}-{next[name] = next.GetValueOrDefault(name) + 1}";
        if (text.Trim().Replace(' ', '-') is var jupyters && ids.Add(jupyters)) this.jupyters[id] = jupyters;
        block.GetAttributes().Id = id;
        headings.Add(new Heading(block.Level, id, text));
    }

    private static string Words(LeafBlock block)
    {
        var words = new StringBuilder();
        foreach (var inline in block.Inline?.Descendants() ?? [])
        {
            words.Append(inline switch
            {
                LiteralInline literal => literal.Content.ToString(),
                CodeInline code => code.Content,
                MathInline formula => formula.Content.ToString(),
                LineBreakInline => " ",
                _ => "",
            });
        }
        return words.ToString();
    }

    private static MarkdownPipeline GitHubsAndJupyters()
    {
        var markdown = new MarkdownPipelineBuilder().UsePipeTables().UseMathematics().UseTaskLists().UseAutoLinks().UseFootnotes()
            .UseAlertBlocks()
            .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough);
        markdown.BlockParsers.InsertBefore<ParagraphBlockParser>(new BareEnvironments());
        markdown.InlineParsers.Add(new DollarOverLines());
        return markdown.Build();
    }

    [GeneratedRegex("<(h[1-4]) id=\"([^\"]*)\">(.*?)</\\1>", RegexOptions.Singleline)]
    private static partial Regex HeadingEnd();

    /// <summary>The corner of a table over its row names heads nothing.</summary>
    [GeneratedRegex("<th( style=\"[^\"]*\")?>\\s*</th>")]
    private static partial Regex EmptyHead();

    [GeneratedRegex("(?<=<div class=\"footnotes\">\\s*<hr />\\s*)<ol>")]
    private static partial Regex FootnoteList();

    [GeneratedRegex(@"[^\p{L}\p{N}\- _]")]
    private static partial Regex NotInName();

    private sealed class InlineFormula(MarkdownText text) : HtmlObjectRenderer<MathInline>
    {
        protected override void Write(HtmlRenderer renderer, MathInline formula) =>
            renderer.Write(text.Formula(formula.Content.ToString(), formula.DelimiterCount == 2));
    }

    private sealed class DisplayFormula(MarkdownText text) : HtmlObjectRenderer<MathBlock>
    {
        protected override void Write(HtmlRenderer renderer, MathBlock formula) =>
            renderer.Write("<p>").Write(text.Formula(formula.Lines.ToString(), display: true)).WriteLine("</p>");
    }

    private sealed class ColouredCode : HtmlObjectRenderer<CodeBlock>
    {
        protected override void Write(HtmlRenderer renderer, CodeBlock code)
        {
            var language = code is FencedCodeBlock { Info: "csharp" or "cs" or "c#" or "C#" } ? "csharp" : "text";
            renderer.Write("<pre class=\"code\">").Write(CSharpColours.Colour(code.Lines.ToString(), language)).WriteLine("</pre>");
        }
    }
}
