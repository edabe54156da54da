using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Notebooks.Engine;
using Notebooks.Prose;

namespace Notebooks.Runs;

/// <summary>
/// The names of a notebook that have no value, since the cell that was to give them one had nothing to show. The kernel knows them all the
/// same, as null or 0: what uses them would fail for a reason that says nothing, or show a number that nobody computed.
/// </summary>
internal sealed partial class MissingNames
{
    private static readonly CSharpParseOptions Script = CSharpParseOptions.Default.WithKind(SourceCodeKind.Script);
    private readonly HashSet<string> names = [];

    /// <summary>The first missing name that a code uses; null if it uses none.</summary>
    /// <param name="code">A cell, or an expression.</param>
    public string? UsedBy(string code) => names.Count == 0 ? null : UsedBy(CSharpSyntaxTree.ParseText(code, Script).GetRoot());

    /// <summary>A cell has run: what it declares has a value.</summary>
    public void Given(string code)
    {
        if (names.Count > 0) names.ExceptWith(ComputingCell.Defined(code));
    }

    /// <summary>A cell was not run: what it declares is missing.</summary>
    public void NotRun(string code) => names.UnionWith(ComputingCell.Defined(code));

    /// <summary>A cell ended with an error: what it declares from that statement on is missing, and so are methods that use it.</summary>
    public void Failed(CellCode cell, CellError error)
    {
        Given(cell.Text);
        var root = CSharpSyntaxTree.ParseText(cell.Text, Script).GetCompilationUnitRoot();
        var line = LineOf(cell.Name, error);
        foreach (var member in root.Members.Where(member => !IsMethod(member) && EndOf(member) >= line))
            names.UnionWith(ComputingCell.Defined(member.ToString()));
        foreach (var method in root.Members.Where(IsMethod))
            if (UsedBy(method) is not null) names.UnionWith(ComputingCell.Defined(method.ToString()).Take(1));
    }

    /// <summary>The line of the statement at which the cell ended, from 1: that of its outermost frame; 0 where none is known.</summary>
    private static int LineOf(string cell, CellError error)
    {
        var last = error.Trace.Select(frame => Frame().Match(frame)).LastOrDefault(frame => frame.Success && frame.Groups[1].Value == cell);
        return last is null ? 0 : int.Parse(last.Groups[2].Value, CultureInfo.InvariantCulture);
    }

    private static int EndOf(SyntaxNode node) => node.GetLocation().GetLineSpan().EndLinePosition.Line + 1;

    private static bool IsMethod(MemberDeclarationSyntax member) =>
        member is MethodDeclarationSyntax or GlobalStatementSyntax { Statement: LocalFunctionStatementSyntax };

    private string? UsedBy(SyntaxNode node)
    {
        var parts = node.DescendantNodesAndSelf().ToArray();
        var own = parts.OfType<ParameterSyntax>().Select(parameter => parameter.Identifier.Text).ToHashSet();
        return parts.OfType<IdentifierNameSyntax>().Where(name => !IsMember(name)).Select(name => name.Identifier.Text)
            .FirstOrDefault(name => names.Contains(name) && !own.Contains(name));
    }

    /// <summary>Whether a name belongs to what stands before its dot, or names an argument or property.</summary>
    private static bool IsMember(IdentifierNameSyntax name) =>
        name.Parent is MemberAccessExpressionSyntax access && access.Name == name
        || name.Parent is MemberBindingExpressionSyntax or NameColonSyntax or NameEqualsSyntax
        || name.Parent is AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } property && property.Left == name;

    [GeneratedRegex(@"^\s*at (.+), line (\d+)$")]
    private static partial Regex Frame();
}
