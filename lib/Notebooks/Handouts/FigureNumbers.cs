using System.Net;
using System.Text.RegularExpressions;

namespace Notebooks.Handouts;

/// <summary>Numbers the figures of a page: 2.3 is the third of chapter 2.</summary>
/// <param name="page">The notebook's name; the number that it begins with is the chapter's.</param>
internal sealed partial class FigureNumbers(string page)
{
    private readonly string chapter = Chapter().Match(page) is { Success: true } match
        ? $"{int.Parse(match.Groups[1].Value)}{match.Groups[2].Value}."
        : "";
    private int count;

    /// <summary>The number of the next figure.</summary>
    public string Next() => $"{chapter}{++count}";

    /// <summary>What links to a figure name.</summary>
    public static string Id(string number) => $"figure-{number.Replace('.', '-')}";

    /// <summary>The words in front of a title, which link to the figure.</summary>
    public static string Label(string number) => $"<a class=\"figure-number\" href=\"#{Id(number)}\">Figure {number}</a> ";

    /// <summary>Gives the figures of an output, as the course's views write them, their numbers.</summary>
    /// <param name="html">The output.</param>
    /// <returns>The same, each figure in an element that links can name.</returns>
    public string Number(string html) => Title().Replace(html, match =>
    {
        var number = Next();
        return $"<div class=\"numbered\" id=\"{Id(number)}\">{match.Groups[1].Value}{Label(number)}";
    }) is var numbered && numbered.Length == html.Length ? html : End().Replace(numbered, "</figure></div>");

    /// <summary>Gives what a text says of a figure, <c>figure *Its title*</c>, the figure's number and a link to it. A notebook has no
    /// numbers, so there the title alone says which is meant, or one of the parts between its middle dots.</summary>
    /// <param name="page">The cells of a page.</param>
    /// <returns>The same; what names no figure of the page stays as it is.</returns>
    public static string Refer(string page)
    {
        Dictionary<string, string> numbers = [];
        foreach (Match figure in Titled().Matches(page))
        {
            var title = WebUtility.HtmlDecode(figure.Groups[2].Value).Trim();
            foreach (var name in title.Split(" · ").Append(title)) numbers.TryAdd(name, figure.Groups[1].Value);
        }
        return numbers.Count == 0 ? page : Named().Replace(page, match =>
        {
            var title = Tags().Replace(Note().Replace(match.Groups[1].Value, ""), "");
            return numbers.GetValueOrDefault(WebUtility.HtmlDecode(title)) is { } number
                ? $"<a href=\"#{Id(number)}\">Figure {number}</a>, <em>{title}</em>"
                : match.Value;
        });
    }

    /// <summary>The number of the first figure in a part of a page; null if it has none, or one that asks before it shows.</summary>
    public static string? FirstIn(string html) =>
        First().Match(html) is { Success: true } match && !html.Contains("\"ask\":true", StringComparison.Ordinal)
            ? match.Groups[1].Value
            : null;

    [GeneratedRegex("class=\"figure-number\"[^>]*>Figure ([^<]+)<")]
    private static partial Regex First();

    [GeneratedRegex("class=\"figure-number\"[^>]*>Figure ([^<]+)</a>([^<]+)<")]
    private static partial Regex Titled();

    /// <summary>"The figure" becomes "Figure 6.6": a number takes no article.</summary>
    [GeneratedRegex("\\b(?:[Tt]he )?[Ff]igure <em>((?:(?!</?em>).){3,600}?)</em>", RegexOptions.Singleline)]
    private static partial Regex Named();

    /// <summary>What explains a word of the course where it is used.</summary>
    [GeneratedRegex("<span class=\"note\".*?</span>", RegexOptions.Singleline)]
    private static partial Regex Note();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex("^([0-9]{1,3})([a-z]?)(?=-)")]
    private static partial Regex Chapter();

    /// <summary>What stands before the words of a figure: its title over it, or under a scheme its caption.</summary>
    [GeneratedRegex("(<figure class=\"av[^>]*>\\s*<p class=\"av-title\"[^>]*>|<figure class=\"scheme\">(?:(?!</figure>).)*<figcaption>)",
        RegexOptions.Singleline)]
    private static partial Regex Title();

    [GeneratedRegex("</figure>")]
    private static partial Regex End();
}
