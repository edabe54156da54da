using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Notebooks.Files;

namespace Notebooks.Prose;

/// <summary>Finds the cell that a value in a text comes from.</summary>
internal static class ComputingCell
{
    private static readonly CSharpParseOptions Script = CSharpParseOptions.Default.WithKind(SourceCodeKind.Script);

    /// <summary>The number of the last code cell above that defines a name in the expression; of the last one of all if none does; 0 if
    /// none is there.</summary>
    public static int Of(string expression, IReadOnlyList<NotebookCell> cellsAbove)
    {
        var names = SyntaxFactory.ParseExpression(expression).DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()
            .Select(name => name.Identifier.Text).ToHashSet();
        var last = cellsAbove.Select((cell, i) => (Number: i + 1, Defines: Defined(cell.Source).Any(names.Contains)))
            .LastOrDefault(c => c.Defines);
        return last.Number > 0 ? last.Number : cellsAbove.Count;
    }

    /// <summary>The names that the code of a cell defines.</summary>
    internal static IEnumerable<string> Defined(string code) =>
        CSharpSyntaxTree.ParseText(code, Script).GetRoot().DescendantNodes().Select(node => node switch
        {
            VariableDeclaratorSyntax variable => variable.Identifier.Text,
            SingleVariableDesignationSyntax part => part.Identifier.Text,
            MethodDeclarationSyntax method => method.Identifier.Text,
            LocalFunctionStatementSyntax function => function.Identifier.Text,
            _ => "",
        }).Where(name => name.Length > 0);
}
