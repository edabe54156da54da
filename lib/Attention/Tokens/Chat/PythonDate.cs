using System.Globalization;
using System.Text;

namespace Attention.Tokens.Chat;

/// <summary>Dates as Python's <c>strftime</c> writes them in English, which some chat templates put into the system's message.</summary>
internal static class PythonDate
{
    /// <summary>Writes a date.</summary>
    /// <param name="date">The date.</param>
    /// <param name="format">Such as <c>%d %b %Y</c>.</param>
    /// <returns>Such as <c>09 Mar 2026</c>.</returns>
    /// <exception cref="JinjaException">A letter behind a <c>%</c> is another than those of dates and times of day.</exception>
    public static string Write(DateTimeOffset date, string format)
    {
        var text = new StringBuilder();
        for (var i = 0; i < format.Length; i++)
            text.Append(format[i] == '%' && i + 1 < format.Length ? Part(date, format[++i]) : format[i].ToString());
        return text.ToString();
    }

    private static string Part(DateTimeOffset date, char letter) => letter == '%' ? "%" : date.ToString(letter switch
    {
        'Y' => "yyyy",
        'y' => "yy",
        'm' => "MM",
        'd' => "dd",
        'b' => "MMM",
        'B' => "MMMM",
        'a' => "ddd",
        'A' => "dddd",
        'H' => "HH",
        'I' => "hh",
        'M' => "mm",
        'S' => "ss",
        'p' => "tt",
        _ => throw new JinjaException($"it writes a date with %{letter}, which is not read here"),
    }, CultureInfo.InvariantCulture);
}
