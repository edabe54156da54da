using System.Net;
using System.Text.RegularExpressions;

namespace Classroom;

/// <summary>What checks say is plain text with code between backticks; here it becomes HTML.</summary>
internal static partial class PlainProse
{
    /// <summary>The text, encoded, its code set as code.</summary>
    public static string Html(string text) => Code().Replace(WebUtility.HtmlEncode(text), "<code>$1</code>");

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
