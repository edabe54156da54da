using System.Net;
using System.Text.RegularExpressions;
using Microsoft.DotNet.Interactive.Formatting;

namespace Notebooks.Programs;

/// <summary>A value as a terminal shows it: tables in columns, all else in words.</summary>
internal static partial class ConsoleText
{
    private const int Widest = 60;

    /// <summary>The text of a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="html">How a page shows it; null if in words.</param>
    public static string Of(object? value, string? html)
    {
        if (html is not null && Table().IsMatch(html))
            return string.Join("\n\n", Table().Matches(html).Select(table => Columns(table.Value)));
        var speaks = value?.GetType().GetMethod(nameof(ToString), [])!.DeclaringType != typeof(object);
        return value is not null && speaks && !IsList(value)
            ? value.ToString()!
            : value.ToDisplayString(PlainTextFormatter.MimeType).TrimEnd();
    }

    private static bool IsList(object value) => value is System.Collections.IEnumerable and not string || value is ValueType;

    private static string Columns(string table)
    {
        var rows = Row().Matches(table).Select(row => Cell().Matches(row.Value).Select(cell => Words(cell.Groups["text"].Value)).ToArray())
            .Where(row => row.Length > 0).ToArray();
        var widths = Enumerable.Range(0, rows.Max(row => row.Length))
            .Select(column => rows.Max(row => column < row.Length ? row[column].Length : 0)).ToArray();
        var lines =
            rows.Select(row =>
                string.Join("  ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column])))
                    .TrimEnd());
        var caption = Caption().Match(table) is { Success: true } said ? Words(said.Groups["text"].Value) + "\n" : "";
        return caption + string.Join('\n', lines);
    }

    private static string Words(string html)
    {
        var words = Blanks().Replace(WebUtility.HtmlDecode(Tag().Replace(html, " ")), " ").Trim();
        return words.Length <= Widest ? words : words[..(Widest - 1)] + "…";
    }

    [GeneratedRegex("<table.*?</table>", RegexOptions.Singleline)]
    private static partial Regex Table();

    [GeneratedRegex("<tr.*?</tr>", RegexOptions.Singleline)]
    private static partial Regex Row();

    [GeneratedRegex("<t[hd][^>]*>(?<text>.*?)</t[hd]>", RegexOptions.Singleline)]
    private static partial Regex Cell();

    [GeneratedRegex("<caption[^>]*>(?<text>.*?)</caption>", RegexOptions.Singleline)]
    private static partial Regex Caption();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
