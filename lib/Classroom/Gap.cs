using System.Globalization;
using System.Net;

namespace Classroom;

/// <summary>Expected against found, from the place where they first part.</summary>
/// <param name="Given">The case, in words.</param>
/// <param name="Expected">What is due.</param>
/// <param name="Found">What the answer gave; as many numbers.</param>
/// <param name="At">The first place where they differ.</param>
public sealed record Gap(string Given, IReadOnlyList<double> Expected, IReadOnlyList<double> Found, int At)
{
    private const int MostShown = 12;

    /// <summary>The gap as a sentence.</summary>
    /// <returns>Plain text.</returns>
    public override string ToString() =>
        $"{Given}: {(Expected.Count > 1 ? $"at place {At} " : "")}{Number(Expected[At])} is due, you have {Number(Found[At])}.";

    /// <summary>Two rows of cells, the first that differs framed.</summary>
    internal string Html()
    {
        var first = Math.Max(0, Math.Min(At - MostShown / 2, Expected.Count - MostShown));
        var places = Enumerable.Range(first, Math.Min(MostShown, Expected.Count - first)).ToArray();
        var most = places.Max(i => Math.Max(Size(Expected[i]), Size(Found[i])));
        string Row(string name, IReadOnlyList<double> values) =>
            $"<tr><th scope=\"row\">{name}</th>{string.Concat(places.Select(i => Cell(values[i], most, i == At)))}</tr>";
        return $"<p>{WebUtility.HtmlEncode(ToString())}</p><table class=\"reading\">{Row("due", Expected)}{Row("yours", Found)}</table>";
    }

    /// <summary>A number over a bar as high as its share of the most.</summary>
    internal static string Cell(double value, double most, bool marked)
    {
        var share = most > 0 ? (100 * Size(value) / most).ToString("0", CultureInfo.InvariantCulture) : "0";
        var frame = marked ? ";outline:2px solid currentColor;font-weight:bold" : "";
        return $"<td style=\"background:linear-gradient(to top,rgba(70,130,180,.35) {share}%,transparent {share}%){frame}\">"
            + $"{Number(value)}</td>";
    }

    private static double Size(double value) => double.IsFinite(value) ? Math.Abs(value) : 0;

    private static string Number(double value) => value switch
    {
        double.NaN => "no number",
        _ when value == Math.Round(value) && Math.Abs(value) < 1e6 => value.ToString("0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.000", CultureInfo.InvariantCulture),
    };
}
