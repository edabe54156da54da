using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Notebooks.Programs;

/// <summary>
/// Cells may name a thing that an earlier cell has named; in a program all of them are one scope. Names that are given a second time get a
/// number, and so do those inside loops and blocks that a name of the whole program would clash with.
/// </summary>
internal sealed class OneScope
{
    /// <summary>What a program names itself.</summary>
    private static readonly string[] Reserved = [ProgramCell.Page, "args"];

    /// <summary>Read once: what the compiler has made of them serves every notebook.</summary>
    private static readonly Lazy<MetadataReference[]> References = new(() => [.. ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")
        ?? typeof(object).Assembly.Location).Split(Path.PathSeparator).Where(File.Exists)
        .Select(file => MetadataReference.CreateFromFile(file))]);

    private readonly SemanticModel[] cells;
    private readonly Dictionary<ISymbol, string> renamed = new(SymbolEqualityComparer.Default);
    private readonly HashSet<string> taken = [.. Reserved];
    private readonly HashSet<string> words;

    /// <summary>Reads the cells.</summary>
    /// <param name="trees">The code of each cell, as a script.</param>
    /// <param name="usings">The names of the namespaces that all of them use.</param>
    public OneScope(IReadOnlyList<SyntaxTree> trees, IEnumerable<string> usings)
    {
        cells = [.. Chain(trees, usings)];
        words = [.. trees.SelectMany(tree => tree.GetRoot().DescendantTokens()).Where(token => token.IsKind(SyntaxKind.IdentifierToken))
            .Select(token => token.ValueText)];
        var named = cells.SelectMany(Declared).ToArray();
        foreach (var symbol in named.Where(IsOfTheProgram))
            if (!taken.Add(symbol.Name)) Rename(symbol);
        foreach (var symbol in named.Where(IsInABlock))
            if (taken.Contains(symbol.Name)) Rename(symbol);
    }

    /// <summary>What a cell is to be read with.</summary>
    public SemanticModel Model(int cell) => cells[cell];

    /// <summary>The changes that give a cell the new names.</summary>
    public IEnumerable<TextChange> Changes(int cell)
    {
        if (renamed.Count == 0) yield break;
        foreach (var token in cells[cell].SyntaxTree.GetRoot().DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)))
            if (SymbolOf(cells[cell], token) is { } symbol && renamed.TryGetValue(symbol.OriginalDefinition, out var name))
                yield return new TextChange(token.Span, InferredName(token) + name);
    }

    /// <summary>A submission a cell, each after the one before; whatever the running process can load is known to them.</summary>
    private static IEnumerable<SemanticModel> Chain(IReadOnlyList<SyntaxTree> trees, IEnumerable<string> usings)
    {
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, usings: usings);
        CSharpCompilation? previous = null;
        foreach (var (i, tree) in trees.Index())
        {
            // Not by way of CreateScriptCompilation, which refuses to go on after a cell with an error: names are all that is wanted here.
            var cell = CSharpCompilation.CreateScriptCompilation($"cell{i}", tree, References.Value, options);
            previous = cell.WithScriptCompilationInfo(cell.ScriptCompilationInfo!.WithPreviousScriptCompilation(previous));
            yield return previous.GetSemanticModel(tree);
        }
    }

    private static IEnumerable<ISymbol> Declared(SemanticModel cell) =>
        cell.SyntaxTree.GetRoot().DescendantNodes(node => node is not BaseTypeDeclarationSyntax).Where(IsDeclaration)
            .Select(node => cell.GetDeclaredSymbol(node)).OfType<ISymbol>();

    private static bool IsDeclaration(SyntaxNode node) =>
        node is VariableDeclaratorSyntax or SingleVariableDesignationSyntax or MethodDeclarationSyntax
            or LocalFunctionStatementSyntax or ForEachStatementSyntax or CatchDeclarationSyntax or FromClauseSyntax or LetClauseSyntax
            or JoinClauseSyntax
            or JoinIntoClauseSyntax or QueryContinuationSyntax;

    private static bool IsOfTheProgram(ISymbol symbol) => symbol.ContainingSymbol is INamedTypeSymbol { IsScriptClass: true };

    /// <summary>Inside a lambda or a function a name may hide one outside.</summary>
    private static bool IsInABlock(ISymbol symbol) =>
        symbol is IRangeVariableSymbol || symbol is ILocalSymbol
            && symbol.ContainingSymbol is IMethodSymbol
            {
                ContainingType.IsScriptClass: true, MethodKind: MethodKind.Ordinary,
                IsImplicitlyDeclared: true
            };

    private void Rename(ISymbol symbol)
    {
        var number = 2;
        string Name() => $"{symbol.Name}{(char.IsDigit(symbol.Name[^1]) ? "_" : "")}{number.ToString(CultureInfo.InvariantCulture)}";
        while (words.Contains(Name()) || taken.Contains(Name())) number++;
        taken.Add(Name());
        renamed[symbol] = Name();
    }

    private static ISymbol? SymbolOf(SemanticModel cell, SyntaxToken token) => token.Parent switch
    {
        SimpleNameSyntax name => cell.GetSymbolInfo(name).Symbol,
        { } node when IsDeclaration(node) => cell.GetDeclaredSymbol(node),
        _ => null,
    };

    /// <summary>The member of an anonymous type or tuple that has its name from the variable keeps it.</summary>
    private static string InferredName(SyntaxToken token) => token.Parent?.Parent switch
    {
        AnonymousObjectMemberDeclaratorSyntax { NameEquals: null } => $"{token.Text} = ",
        ArgumentSyntax { NameColon: null, Parent: TupleExpressionSyntax } => $"{token.Text}: ",
        _ => "",
    };
}
