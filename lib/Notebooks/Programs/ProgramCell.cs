using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Notebooks.Programs;

/// <summary>The code of a cell as statements of a program: what the cell shows is handed to the page, types stand below all
/// statements.</summary>
internal static class ProgramCell
{
    /// <summary>What the program calls its page.</summary>
    public const string Page = "page";

    private const string Show = Page + ".Show(";
    private const string Printed = Page + ".Printed();";
    private const string Below = " stands below the last cell";
    private static readonly SyntaxKind[] OfMembersOnly = [SyntaxKind.PublicKeyword, SyntaxKind.PrivateKeyword, SyntaxKind.InternalKeyword,
        SyntaxKind.ProtectedKeyword, SyntaxKind.ReadOnlyKeyword];

    /// <summary>Makes statements of a cell.</summary>
    /// <param name="model">The cell.</param>
    /// <param name="renames">Changes that other cells ask for.</param>
    /// <param name="types">Takes the types that the cell defines.</param>
    public static string Of(SemanticModel model, IEnumerable<TextChange> renames, Action<string> types)
    {
        var root = (CompilationUnitSyntax)model.SyntaxTree.GetRoot();
        var defined = root.Members.Where(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax).ToArray();
        foreach (var type in defined) types(type.ToString());
        TextChange[] moved = [.. defined.Select(type => new TextChange(type.Span, $"// {NameOf(type)}{Below}"))];
        var shown = Shown(model, root).ToArray();
        TextChange[] inPlace = [.. renames.Where(change => !defined.Any(type => type.Span.Contains(change.Span))), .. Usings(root),
            .. Modifiers(root), .. shown];
        var text = root.GetText()
            .WithChanges(moved.Concat(inPlace).OrderBy(change => change.Span.Start).ThenBy(change => change.Span.Length)).ToString();
        var prints = root.DescendantTokens().Any(token => token.ValueText == nameof(Console));
        return prints && !shown.Any(change => change.NewText == Show) ? $"{text}\n{Printed}" : text;
    }

    /// <summary>The cell that statements were made of; what the program names otherwise than the notebook did keeps its new name.</summary>
    /// <param name="text">The statements.</param>
    /// <param name="types">The types below the last cell.</param>
    public static string Read(string text, IReadOnlyDictionary<string, string> types)
    {
        foreach (var (name, type) in types) text = text.Replace($"// {name}{Below}", type, StringComparison.Ordinal);
        if (text.EndsWith("\n" + Printed, StringComparison.Ordinal)) text = text[..^(Printed.Length + 1)];
        return CellDirectives.Restore(WithoutShow(text));
    }

    /// <summary>The name of a type.</summary>
    public static string NameOf(MemberDeclarationSyntax type) => type switch
    {
        BaseTypeDeclarationSyntax named => named.Identifier.ValueText,
        DelegateDeclarationSyntax function => function.Identifier.ValueText,
        _ => "",
    };

    /// <summary>A cell shows its last expression if no semicolon follows it.</summary>
    private static IEnumerable<TextChange> Shown(SemanticModel model, CompilationUnitSyntax root)
    {
        if (root.Members
            .LastOrDefault() is not GlobalStatementSyntax
            {
                Statement: ExpressionStatementSyntax
                {
                    SemicolonToken.IsMissing: true,
                    Expression: var last
                }
            }) yield break;
        var isVoid = model.GetTypeInfo(last).Type?.SpecialType == SpecialType.System_Void;
        if (!isVoid) yield return new TextChange(new TextSpan(last.SpanStart, 0), Show);
        yield return new TextChange(new TextSpan(last.Span.End, 0), isVoid ? ";" : ");");
    }

    /// <summary>All usings stand at the top of a program; here they are comments.</summary>
    private static IEnumerable<TextChange> Usings(CompilationUnitSyntax root) =>
        root.Usings.Select(directive => new TextChange(directive.Span, CommentLines.Of(directive.ToString())));

    /// <summary>Variables and functions of a program have no modifiers that members have.</summary>
    private static IEnumerable<TextChange> Modifiers(CompilationUnitSyntax root)
    {
        foreach (var member in root.Members)
        {
            if (member is not (FieldDeclarationSyntax or MethodDeclarationSyntax)) continue;
            foreach (var modifier in member.Modifiers
                .Where(modifier => OfMembersOnly.Contains(modifier.Kind())
                    || member is FieldDeclarationSyntax && modifier.IsKind(SyntaxKind.StaticKeyword)))
                yield return new TextChange(modifier.FullSpan, "");
        }
    }

    private static string WithoutShow(string text)
    {
        var root = CSharpSyntaxTree.ParseText(text).GetCompilationUnitRoot();
        if (root.Members.LastOrDefault(member => member is GlobalStatementSyntax)
            is not GlobalStatementSyntax { Statement: ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call } statement })
            return text;
        if (call.Expression.ToString() + "(" != Show || call.ArgumentList.Arguments is not [{ NameColon: null } argument]) return text;
        return text[..call.SpanStart] + argument + text[statement.Span.End..];
    }
}
