using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Notebooks.Engine.Assistance;

namespace Notebooks.Engine;

/// <summary>
/// A cell that has run, as nothing but what it declares, with full names: later cells ask what something is called and of which type it is,
/// not how its value was found. Such an outline needs neither the cell's text nor what the cell has imported.
/// </summary>
internal static class CellOutline
{
    private static readonly SymbolDisplayFormat Whole = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGenericsOptions(SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints)
        .WithMemberOptions(
            SymbolDisplayMemberOptions.IncludeAccessibility | SymbolDisplayMemberOptions.IncludeModifiers
            | SymbolDisplayMemberOptions.IncludeRef | SymbolDisplayMemberOptions.IncludeType
            | SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeConstantValue)
        .WithParameterOptions(
            SymbolDisplayParameterOptions.IncludeExtensionThis | SymbolDisplayParameterOptions.IncludeModifiers
            | SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName
            | SymbolDisplayParameterOptions.IncludeDefaultValue)
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>
    /// The outline of a cell; null of a cell that says more than variables and methods do, or whose outline would say something else.
    /// </summary>
    /// <param name="cell">The cell, all of whose declarations are understood.</param>
    public static CSharpCompilation? Of(CSharpCompilation cell)
    {
        if (cell.SyntaxTrees is not [CSharpSyntaxTree tree] || !IsPlain(tree.GetCompilationUnitRoot())) return null;
        var declared = Declared(cell);
        if (declared.Exists(member => member is not (IFieldSymbol or IMethodSymbol) || HasAttributes(member))) return null;
        var text = CSharpSyntaxTree.ParseText(string.Join('\n', declared.Select(Declaration)), tree.Options, tree.FilePath);
        var outline = cell.ReplaceSyntaxTree(tree, text);
        Imported.Nothing(outline);
        var hasErrors = outline.GetDeclarationDiagnostics().Any(found => found.Severity == DiagnosticSeverity.Error);
        if (hasErrors || !AllSaid(declared).SequenceEqual(AllSaid(Declared(outline)))) return null;
        return outline.Clone();    // which knows nothing of what was found out to compare
    }

    private static bool IsPlain(CompilationUnitSyntax cell) =>
        !cell.ContainsDirectives && cell is { Externs.Count: 0, Usings.Count: 0, AttributeLists.Count: 0 }
        && cell.Members.All(member => member is GlobalStatementSyntax or FieldDeclarationSyntax or MethodDeclarationSyntax);

    private static List<ISymbol> Declared(CSharpCompilation cell) =>
        [.. cell.ScriptClass?.GetMembers().Where(member => !member.IsImplicitlyDeclared) ?? []];

    private static bool HasAttributes(ISymbol member) => !member.GetAttributes().IsEmpty || member is IMethodSymbol method
        && (!method.GetReturnTypeAttributes().IsEmpty || method.Parameters.Any(parameter => !parameter.GetAttributes().IsEmpty));

    private static IEnumerable<string> AllSaid(List<ISymbol> members) => members.Select(Said).Order(StringComparer.Ordinal);

    private static string Said(ISymbol member) => member.ToDisplayString(Whole);

    private static string Declaration(ISymbol member) =>
        EarlierCells.WithoutCells(Said(member)) + (member is IMethodSymbol ? " => throw null;" : ";");
}
