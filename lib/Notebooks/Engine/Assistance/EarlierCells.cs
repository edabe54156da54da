using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.DotNet.Interactive.CSharp;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Notebooks.Engine.Assistance;

/// <summary>
/// What all earlier cells have declared, as one piece of code. The compiler sees each cell as a program of its own that refers to the one
/// before: asking such a chain what could stand at the cursor takes longer with every cell, asking one piece does not.
/// </summary>
/// <param name="csharp">The kernel that has run the cells.</param>
internal sealed partial class EarlierCells(CSharpKernel csharp)
{
    private static readonly ArrowExpressionClauseSyntax NoBody = ArrowExpressionClause(ParseExpression("throw null"));
    private static readonly SymbolDisplayFormat TypeName = SymbolDisplayFormat.FullyQualifiedFormat;

    private const string Framework = "Microsoft.NETCore.App";

    private readonly HashSet<string> usings = [];
    private readonly Dictionary<string, string> declarations = [];
    private readonly HashSet<MetadataReference> references = [];
    private Script? folded;

    /// <summary>What cells have referred to, such as <c>#r "x.dll"</c>; of the framework nothing.</summary>
    public IEnumerable<MetadataReference> References => references;

    /// <summary>Takes down what the cells have declared that have run since the last time.</summary>
    public void Fold()
    {
        var cells = new Stack<Script>();
        for (var script = csharp.ScriptState?.Script; script is not null && script != folded; script = script.Previous) cells.Push(script);
        foreach (var script in cells) Fold(script.GetCompilation());
        folded = csharp.ScriptState?.Script;
    }

    /// <summary>The code; of a name that was declared twice it has what was declared last.</summary>
    public string Code()
    {
        Fold();
        return new StringBuilder().AppendJoin('\n', usings).Append('\n').AppendJoin('\n', declarations.Values).ToString();
    }

    /// <summary>Names as cells write them: what another cell has declared, they call by its simple name.</summary>
    /// <param name="code">Code in which the compiler has named types.</param>
    public static string WithoutCells(string code) => InsideOfCell().Replace(code, "");

    private void Fold(Compilation cell)
    {
        references.UnionWith(cell.References.Where(reference => reference.Display?.Contains(Framework, StringComparison.Ordinal) != true));
        foreach (var root in cell.SyntaxTrees.Select(tree => tree.GetCompilationUnitRoot()))
            usings.UnionWith(root.Usings.Select(u => u.WithoutTrivia().ToString()));
        foreach (var members in cell.ScriptClass?.GetMembers().Where(IsWritten).GroupBy(member => member.Name) ?? [])
        {
            declarations.Remove(members.Key);    // so that what is declared again comes after the types that it may name
            declarations[members.Key] = string.Join('\n', members.Select(Declaration));
        }
    }

    private static bool IsWritten(ISymbol member) =>
        !member.IsImplicitlyDeclared && member.DeclaringSyntaxReferences.Length > 0
        && member is IFieldSymbol or IPropertySymbol or INamedTypeSymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary };

    private static string Declaration(ISymbol member) => (member, member.DeclaringSyntaxReferences[0].GetSyntax()) switch
    {
        (IFieldSymbol field, var syntax) => Typed(field.Type, $"{Escaped(field)};", syntax),
        (IPropertySymbol property, var syntax) => Typed(property.Type, $"{Escaped(property)} {{ get; set; }}", syntax),
        (_, MethodDeclarationSyntax method) => method.WithBody(null).WithExpressionBody(NoBody)
            .WithSemicolonToken(Token(SyntaxKind.SemicolonToken)).ToFullString(),
        (_, var syntax) => syntax.ToFullString(),
    };

    /// <summary>A type without a name can only be had by declaring the variable in the same way again.</summary>
    private static string Typed(ITypeSymbol type, string declaration, SyntaxNode written)
    {
        var name = WithoutCells(type.ToDisplayString(TypeName));
        return name.Contains("<anonymous", StringComparison.Ordinal)
            && written.Parent is VariableDeclarationSyntax { Variables.Count: 1 } whole
            ? $"{whole.WithoutTrivia()};"
            : $"{name} {declaration}";
    }

    private static string Escaped(ISymbol member) =>
        SyntaxFacts.GetKeywordKind(member.Name) == SyntaxKind.None ? member.Name : "@" + member.Name;

    /// <summary>The class that the script compiler makes of a cell.</summary>
    [GeneratedRegex(@"(?:global::)?Submission#\d+\.")]
    private static partial Regex InsideOfCell();
}
