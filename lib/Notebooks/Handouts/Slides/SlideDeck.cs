using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Course.Files;
using Notebooks.Files;
using Notebooks.Handouts.Books;

namespace Notebooks.Handouts.Slides;

/// <summary>
/// A chapter as slides: its sections with their first sentence and their figures, and what else it says as speaker notes. One page of
/// HTML, without scripts: the space bar turns the slides, a box shows the notes, and paper has a slide and its notes on each sheet.
/// </summary>
public sealed partial class SlideDeck
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:";

    /// <summary>Sections that learners do, or read at home.</summary>
    private static readonly string[] LeftOut = ["Set-up", "Exercises", "Warm-up", "Further reading", "Three questions", "Quiz"];

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
    public void Write(string file) => WholeFile.Write(file,
        PageFrame.Document($"{title} (slides)", Policy, $"<style>{PageFrame.StyleWithFonts}{Asset.Text("slides.css")}</style>", $"""
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
        element.LocalName is "section" or "div" && !IsFigure(element) && element.Children.Length > 0
            ? element.Children.SelectMany(Blocks)
            : [element];

    private static bool IsFigure(IElement element) =>
        element.LocalName is "figure" or "table" or "img" or "svg" || element.ClassList.Contains("av");

    private void Add((IElement Heading, IReadOnlyList<IElement> Content) section, TeachingPlan plan)
    {
        var name = section.Heading.TextContent.Trim();
        var (figures, texts) = (section.Content.Where(IsFigure).Select(figure => figure.OuterHtml).ToArray(),
            section.Content.Where(element => !IsFigure(element)).ToArray());
        var bets = texts.Where(text => Bet().IsMatch(text.TextContent)).ToArray();
        if (bets.Length > 0) slides.Add(new Slide("Predict first", string.Concat(bets.Select(bet => bet.OuterHtml)), null, ""));
        if (LeftOut.Contains(name)) return;
        var notes = plan.Of(name).Select(line => $"<p class=\"plan\">{WebUtility.HtmlEncode(line)}</p>")
            .Concat(texts.Except(bets).Select(text => text.OuterHtml));
        slides.Add(new Slide(name, KeySentence.Of(texts.Except(bets).FirstOrDefault(element => element.LocalName == "p")),
            figures.FirstOrDefault(), string.Join('\n', notes)));
        foreach (var figure in figures.Skip(1)) slides.Add(new Slide(name, "", figure, ""));
    }

    [GeneratedRegex(@"^P\d\.\d ")]
    private static partial Regex Bet();
}
