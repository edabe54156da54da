using System.Net;
using System.Text;
using AngleSharp.Dom;
using Course.Files;
using Notebooks.Files;
using Notebooks.Handouts.Books;

namespace Notebooks.Handouts.Slides;

/// <summary>
/// A chapter as slides: its sections with their first sentence and their figures, and what else it says as speaker notes. One page of
/// HTML, without scripts: the space bar turns the slides, a box shows the notes, and paper has a slide and its notes on each sheet.
/// </summary>
public sealed class SlideDeck
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:";

    /// <summary>Sections that learners do, or read at home.</summary>
    private static readonly string[] LeftOut = ["Exercises", "Warm-up", "Further reading", "Three questions", "Quiz"];

    private readonly string title;
    private readonly List<Slide> slides = [];

    /// <summary>Makes the deck.</summary>
    /// <param name="notebook">A chapter, executed.</param>
    /// <param name="plan">What the teacher asks in each section.</param>
    /// <exception cref="HandoutException">Something in it cannot be shown.</exception>
    public SlideDeck(Notebook notebook, TeachingPlan plan)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        ArgumentNullException.ThrowIfNull(plan);
        var page = new HandoutPage(notebook, new Formulas());
        var chapter = StillPage.Of(page, _ => null, out _);
        title = chapter.Title;
        foreach (var word in chapter.Content.QuerySelectorAll("a").ToArray()) word.OuterHtml = word.InnerHtml;    // a slide leads nowhere
        foreach (var section in Sections(chapter.Content)) Add(section, plan);
    }

    /// <summary>How many slides there are.</summary>
    public int Count => 1 + slides.Count;

    /// <summary>Writes the deck, whole or not at all.</summary>
    /// <param name="file">The .html file.</param>
    /// <exception cref="FileNotWrittenException">It cannot be written.</exception>
    public void Write(string file) => WholeFile.Write(file, PageFrame.Document($"{title} (slides)", Policy, $"<style>{PageFrame.StyleWithFonts}{Asset.Text("slides.css")}</style>", $"""
        <input type="checkbox" id="notes"><label for="notes">Notes</label>
        <main id="main" class="slides">
        <section class="slide first"><h1>{WebUtility.HtmlEncode(title)}</h1><p>{PageFrame.Course}</p></section>
        {string.Concat(slides.Select((slide, i) => slide.Html(i + 2, Count)))}</main>
        """));

    /// <summary>A heading and what stands under it, up to the next.</summary>
    private static IEnumerable<(IElement Heading, IReadOnlyList<IElement> Content)> Sections(IElement body)
    {
        IElement? heading = null;
        List<IElement> content = [];
        foreach (var element in body.Children.SelectMany(Blocks))
        {
            if (element.LocalName != "h2") content.Add(element);
            else
            {
                if (heading is not null) yield return (heading, content);
                (heading, content) = (element, []);
            }
        }
        if (heading is not null) yield return (heading, content);
    }

    /// <summary>The blocks of a cell: texts and outputs stand in containers of their own.</summary>
    private static IEnumerable<IElement> Blocks(IElement element) =>
        element.LocalName is "section" or "div" && !IsFigure(element) && element.Children.Length > 0 ? element.Children.SelectMany(Blocks) : [element];

    private static bool IsFigure(IElement element) => element.LocalName is "figure" or "table" or "img" or "svg" || element.ClassList.Contains("av");

    private void Add((IElement Heading, IReadOnlyList<IElement> Content) section, TeachingPlan plan)
    {
        var name = section.Heading.TextContent.Trim();
        if (LeftOut.Contains(name)) return;
        var figures = section.Content.Where(IsFigure).Select(figure => figure.OuterHtml).ToArray();
        var texts = section.Content.Where(element => !IsFigure(element)).ToArray();
        var said = FirstSentence(texts.FirstOrDefault(element => element.LocalName == "p"));
        var notes = new StringBuilder();
        foreach (var line in plan.Of(name)) notes.Append($"<p class=\"plan\">{WebUtility.HtmlEncode(line)}</p>\n");
        foreach (var text in texts) notes.Append(text.OuterHtml).Append('\n');
        slides.Add(new Slide(name, said, figures.FirstOrDefault(), notes.ToString()));
        foreach (var figure in figures.Skip(1)) slides.Add(new Slide(name, "", figure, ""));
    }

    /// <summary>Formulas and numbers may hold a point; a sentence ends where one is followed by a blank and a capital.</summary>
    private static string FirstSentence(IElement? paragraph)
    {
        if (paragraph is null) return "";
        var text = string.Join(' ', paragraph.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var end = Enumerable.Range(0, Math.Max(0, text.Length - 2)).FirstOrDefault(i => text[i] is '.' or '?' or ':' && text[i + 1] == ' ' && char.IsUpper(text[i + 2]), text.Length - 1);
        return text[..(end + 1)];
    }
}
