using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.Mathematics;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Notebooks.Handouts;

/// <summary>The Markdown of one page as HTML, with formulas set and code coloured; keeps the headings that it meets.</summary>
/// <param name="formulas">Sets the formulas.</param>
/// <param name="folder">The notebook's folder, from which its pictures are taken; null leaves them out.</param>
public sealed partial class MarkdownText(Formulas formulas, string? folder = null)
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseMathematics().Build();
    private readonly List<Heading> headings = [];
    private readonly List<string> warnings = [];
    private readonly HashSet<string> ids = [];
    private readonly Dictionary<string, int> next = [];    // to put behind a heading's name that has been used

    /// <summary>The headings so far, in order.</summary>
    public IReadOnlyList<Heading> Headings => headings;

    /// <summary>What could not be shown as it was meant, so far.</summary>
    internal IReadOnlyList<string> Warnings => warnings;

    /// <summary>The words of the first paragraph that is more than a heading; null before there is one.</summary>
    public string? Introduction { get; private set; }

    /// <summary>Turns the Markdown of a cell into HTML. HTML in it stays, since notebooks fold hints away with it.</summary>
    /// <param name="markdown">The cell's text.</param>
    /// <returns>HTML.</returns>
    /// <exception cref="HandoutException">Quotes, lists or brackets nest too deeply.</exception>
    public string ToHtml(string markdown)
    {
        try
        {
            return Render(Markdown.Parse(markdown, Pipeline));
        }
        catch (ArgumentException e) when (e.TargetSite?.Module.Assembly == typeof(Markdown).Assembly)
        {
            throw new HandoutException("quotes, lists, brackets or emphasis nest more than a hundred times. Take some levels out.");
        }
    }

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
            warnings.Add(e.Message);
            return $"<code class=\"unset\">{WebUtility.HtmlEncode(tex.Trim())}</code>";
        }
    }

    private string Render(MarkdownDocument document)
    {
        foreach (var heading in document.Descendants<HeadingBlock>()) Name(heading);
        foreach (var link in document.Descendants<LinkInline>()) link.Url = Address(link);
        Introduction ??= document.OfType<ParagraphBlock>().Select(Words).FirstOrDefault();

        using var html = new StringWriter();
        var renderer = new HtmlRenderer(html);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.RemoveAll(part => part is HtmlMathInlineRenderer or HtmlMathBlockRenderer or CodeBlockRenderer);
        renderer.ObjectRenderers.AddRange([new InlineFormula(this), new DisplayFormula(this), new ColouredCode()]);
        renderer.Render(document);
        return HeadingEnd().Replace(html.ToString(), "<$1 id=\"$2\">$3 <a class=\"anchor\" href=\"#$2\" aria-label=\"Link to this section\">#</a></$1>");
    }

    private string Address(LinkInline link) => link.IsImage && folder is not null && link.Url is { Length: > 0 } picture
        ? EmbeddedPicture.Of(folder, picture) : PageOf(link.Url ?? "");

    private void Name(HeadingBlock block)
    {
        var text = Words(block);
        var name = NotInName().Replace(text.ToLowerInvariant(), "").Trim().Replace(' ', '-');
        var id = name;
        while (!ids.Add(id)) id = $"{name}-{next[name] = next.GetValueOrDefault(name) + 1}";
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

    /// <summary>A notebook beside this one is a page beside this one; what has a scheme lies elsewhere.</summary>
    private static string PageOf(string url)
    {
        var end = url.IndexOf('#', StringComparison.Ordinal) is var hash and >= 0 ? hash : url.Length;
        return url[..end].EndsWith(".ipynb", StringComparison.Ordinal) && !url.AsSpan(0, end).Contains(':')
            ? string.Concat(url.AsSpan(0, end - ".ipynb".Length), ".html", url.AsSpan(end)) : url;
    }

    [GeneratedRegex("<(h[2-4]) id=\"([^\"]*)\">(.*?)</\\1>", RegexOptions.Singleline)]
    private static partial Regex HeadingEnd();

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
