using System.Net;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Notebooks.Handouts;

/// <summary>C# as HTML, coloured by the compiler's own tokens. The classes are k keyword, t type, s text, n number, c comment, d
/// directive.</summary>
public static class CSharpColours
{
    private const int DeepestNesting = 300;
    private static readonly CSharpParseOptions Script = new(LanguageVersion.Latest, kind: SourceCodeKind.Script);

    /// <summary>Colours a cell. Parts in other languages (after <c>#!html</c>, say) stay as they are.</summary>
    /// <param name="code">The cell's text.</param>
    /// <param name="language">The language that it begins in.</param>
    /// <returns>HTML for a pre element; without tags it is the code, letter by letter.</returns>
    public static string Colour(string code, string language = "csharp")
    {
        ArgumentNullException.ThrowIfNull(code);
        var html = new StringBuilder();
        var part = new StringBuilder();
        foreach (var line in code.SplitAfterEach('\n'))
        {
            if (!line.StartsWith("#!", StringComparison.Ordinal))
            {
                part.Append(line);
                continue;
            }
            AppendPart(html, part, language);
            Append(html, "d", line);
            language = LanguageAfter(line.Trim(), language);
        }
        AppendPart(html, part, language);
        return html.ToString();
    }

    private static string LanguageAfter(string directive, string language) => directive switch
    {
        "#!csharp" or "#!c#" or "#!C#" => "csharp",
        "#!html" or "#!markdown" or "#!javascript" => directive[2..],
        _ => language,
    };

    private static void AppendPart(StringBuilder html, StringBuilder part, string language)
    {
        if (language == "csharp" && !NestsTooDeeply(part)) AppendTokens(html, part.ToString());
        else Append(html, "", part.ToString());
        part.Clear();
    }

    /// <summary>The compiler calls itself at every open bracket, some kilobytes of stack each time.</summary>
    private static bool NestsTooDeeply(StringBuilder code)
    {
        var depth = 0;
        foreach (var chunk in code.GetChunks())
            foreach (var c in chunk.Span)
            {
                depth += c switch { '(' or '[' or '{' => 1, ')' or ']' or '}' => -1, _ => 0 };
                if (depth > DeepestNesting) return true;
            }
        return false;
    }

    private static void AppendTokens(StringBuilder html, string code)
    {
        foreach (var token in CSharpSyntaxTree.ParseText(code, Script).GetRoot().DescendantTokens())
        {
            AppendTrivia(html, token.LeadingTrivia);
            Append(html, ClassOf(token), token.Text);
            AppendTrivia(html, token.TrailingTrivia);
        }
    }

    private static void AppendTrivia(StringBuilder html, SyntaxTriviaList trivia)
    {
        foreach (var piece in trivia)
            Append(html, piece.IsDirective ? "d" : piece.Kind().ToString().Contains("Comment", StringComparison.Ordinal) ? "c" : "",
                piece.ToFullString());
    }

    private static string ClassOf(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.IdentifierToken => ClassOfName(token),
        SyntaxKind.NumericLiteralToken => "n",
        SyntaxKind.CharacterLiteralToken => "s",
        var kind when SyntaxFacts.IsKeywordKind(kind) => "k",
        var kind when kind.ToString().Contains("String", StringComparison.Ordinal) => "s",    // plain, raw, UTF-8 and interpolated
        _ => "",
    };

    private static string ClassOfName(SyntaxToken name) => name.Parent switch
    {
        IdentifierNameSyntax { IsVar: true } => "k",
        BaseTypeDeclarationSyntax or TypeParameterSyntax => "t",
        SimpleNameSyntax type when SyntaxFacts.IsInTypeOnlyContext(type) => "t",
        _ => "",
    };

    private static void Append(StringBuilder html, string cssClass, string text)
    {
        if (text.Length == 0) return;
        if (cssClass.Length > 0) html.Append($"<i class={cssClass}>{WebUtility.HtmlEncode(text)}</i>");
        else html.Append(WebUtility.HtmlEncode(text));
    }

    private static IEnumerable<string> SplitAfterEach(this string text, char end)
    {
        for (int start = 0, next; start < text.Length; start = next)
        {
            next = text.IndexOf(end, start) + 1;
            if (next == 0) next = text.Length;
            yield return text[start..next];
        }
    }
}
