using System.Net;

namespace Classroom;

/// <summary>Rows of attention over the same tokens, to be looked at one under the other.</summary>
/// <param name="Tokens">The tokens, T of them.</param>
/// <param name="Rows">Each with its name and T weights.</param>
public sealed record DrawnRows(IReadOnlyList<string> Tokens, IReadOnlyList<(string Name, double[] Weights)> Rows)
{
    /// <summary>A table: a column a token, a row of bars each.</summary>
    internal string Html()
    {
        var head = string.Concat(Tokens.Select(token => $"<th scope=\"col\">{WebUtility.HtmlEncode(token)}</th>"));
        var rows = string.Concat(Rows.Select(row => $"<tr><th scope=\"row\">{row.Name}</th>{string.Concat(row.Weights.Select(weight =>
            Gap.Cell(weight, 1, marked: false)))}</tr>"));
        return $"<table class=\"reading\"><thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table>";
    }
}
