using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using Notebooks.Engine;

namespace Notebooks.Prose;

/// <summary>Evaluates the claims of a text in the kernel that has run the cells above it; defines nothing there.</summary>
/// <param name="run">Runs a cell, and gives the error that ended it or null.</param>
internal sealed class ClaimEvaluation(Func<CellCode, Action<CellOutput>, Task<CellError?>> run)
{
    private const char Separator = '\u001f';
    private const char ProblemMark = '\u001a';

    /// <summary>The value of each claim; all are computed in one go, and one by one only if an expression among them does not
    /// compile.</summary>
    /// <param name="claims">The claims of one text.</param>
    /// <param name="place">What errors call the text.</param>
    public async Task<IReadOnlyList<ClaimValue>> OfAsync(IReadOnlyList<Claim> claims, string place)
    {
        if (claims.Count == 0) return [];
        var (values, error) = await RunAsync(claims, place);
        if (error is null) return values;
        if (claims.Count == 1) return [new ClaimValue("", $"{error.Name}: {error.Message}")];
        List<ClaimValue> one = [];
        foreach (var claim in claims) one.AddRange(await OfAsync([claim], place));
        return one;
    }

    private async Task<(IReadOnlyList<ClaimValue> Values, CellError? Error)> RunAsync(IReadOnlyList<Claim> claims, string place)
    {
        var text = "";
        var error = await run(new CellCode(Code(claims), place), output =>
        {
            if (output.Kind == CellOutputKind.Value) text = output.Data["text/plain"];
        });
        if (error is not null) return ([], error);
        return ([.. text.Split(Separator).Select(Read)], null);
    }

    private static ClaimValue Read(string text) =>
        text.StartsWith(ProblemMark) ? new ClaimValue("", text[1..]) : new ClaimValue(text.Trim(), null);

    /// <summary>One expression, so that nothing is left behind in the kernel. A value that throws is a problem of its own claim
    /// only.</summary>
    private static string Code(IReadOnlyList<Claim> claims)
    {
        var code = new StringBuilder("""
            ((System.Func<string>)(() =>
            {
                string Shown(System.Func<object> value, string format)
                {
                    try
                    {
                        var result = value();
                        var text = result is System.IFormattable number
                            ? number.ToString(format, System.Globalization.CultureInfo.InvariantCulture) : result?.ToString() ?? "null";
                        return text.Replace("\u001f", " ").Replace("\u001a", " ");
                    }
                    catch (System.Exception e)
                    {
                        var foreseen = e.GetType();
                        while (foreseen != null && foreseen.FullName != "Course.Files.CourseException") foreseen = foreseen.BaseType;
                        return "\u001a" + (foreseen == null ? e.GetType().Name + ": " : "") + e.Message;
                    }
                }
                return string.Join("\u001f", new string[] {

            """);
        foreach (var claim in claims)
        {
            var format = claim.Format is null ? "null" : SymbolDisplay.FormatLiteral(claim.Format, quote: true);
            var type = claim.IsVerdict ? "bool" : "object";
            code.AppendLine($"        Shown(() => ({type})({claim.Expression}\n), {format}),");
        }
        return code.Append("    });\n}))()").ToString();
    }
}
