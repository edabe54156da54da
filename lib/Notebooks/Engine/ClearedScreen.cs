using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Notebooks.Engine;

/// <summary>
/// <c>Console.Clear()</c> clears what a cell has put out. .NET does nothing there where no terminal listens, so a cell writes what a
/// terminal would be sent.
/// </summary>
internal static class ClearedScreen
{
    private const string Written = """global::System.Console.Write("\u001b[2J\u001b[H")""";
    private static readonly CSharpParseOptions Script = new(kind: SourceCodeKind.Script);

    /// <summary>The code, with that in place of each such call; what a cell itself declares as Console is its own.</summary>
    /// <param name="code">A cell.</param>
    public static string In(string code)
    {
        if (!code.Contains("Clear", StringComparison.Ordinal)) return code;
        var root = CSharpSyntaxTree.ParseText(code, Script).GetRoot();
        if (root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>().Any(type => type.Identifier.Text == nameof(Console))) return code;
        foreach (var call in root.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(IsClear).Reverse())
            code = string.Concat(code.AsSpan(0, call.Span.Start), Written, code.AsSpan(call.Span.End));
        return code;
    }

    private static bool IsClear(InvocationExpressionSyntax call) => call.ArgumentList.Arguments.Count == 0
        && call.Expression.ToString() is "Console.Clear" or "System.Console.Clear" or "global::System.Console.Clear";
}
