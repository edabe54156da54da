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

    /// <summary>The headings so far, in order.</summary>
    public IReadOnlyList<Heading> Headings => headings;

    /// <summary>The words of the first paragraph that is more than a heading; null before there is one.</summary>
    public string? Introduction { get; private set; }

    /// <summary>Turns the Markdown of a cell into HTML. HTML in it stays, since notebooks fold hints away with it.</summary>
    /// <param name="markdown">The cell's text.</param>
    /// <returns>HTML.</returns>
    /// <exception cref="HandoutException">A formula cannot be set.</exception>
    public string ToHtml(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var heading in document.Descendants<HeadingBlock>()) Name(heading);
        foreach (var link in document.Descendants<LinkInline>()) link.Url = Address(link);
        Introduction ??= document.OfType<ParagraphBlock>().Select(Words).FirstOrDefault();

        using var html = new StringWriter();
        var renderer = new HtmlRenderer(html);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.RemoveAll(part => part is HtmlMathInlineRenderer or HtmlMathBlockRenderer or CodeBlockRenderer);
        renderer.ObjectRenderers.AddRange([new InlineFormula(formulas), new DisplayFormula(formulas), new ColouredCode()]);
        renderer.Render(document);
        return html.ToString();
    }

    private string Address(LinkInline link) => link.IsImage && folder is not null && link.Url is { Length: > 0 } picture
        ? EmbeddedPicture.Of(folder, picture) : NotebookLink().Replace(link.Url ?? "", ".html");

    private void Name(HeadingBlock block)
    {
        var text = Words(block);
        var name = NotInName().Replace(text.ToLowerInvariant(), "").Trim().Replace(' ', '-');
        var id = name;
        for (var i = 1; headings.Exists(heading => heading.Id == id); i++) id = $"{name}-{i}";
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

    [GeneratedRegex(@"(?<!:.*)\.ipynb(?=$|#)")]
    private static partial Regex NotebookLink();

    [GeneratedRegex(@"[^\p{L}\p{N}\- _]")]
    private static partial Regex NotInName();

    private sealed class InlineFormula(Formulas formulas) : HtmlObjectRenderer<MathInline>
    {
        protected override void Write(HtmlRenderer renderer, MathInline formula) =>
            renderer.Write(formulas.ToMathML(formula.Content.ToString(), formula.DelimiterCount == 2));
    }

    private sealed class DisplayFormula(Formulas formulas) : HtmlObjectRenderer<MathBlock>
    {
        protected override void Write(HtmlRenderer renderer, MathBlock formula) =>
            renderer.Write("<p>").Write(formulas.ToMathML(formula.Lines.ToString(), display: true)).WriteLine("</p>");
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
