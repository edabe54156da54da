using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Notebooks.Engine.Stopping;

/// <summary>
/// Loops that end by themselves soon enough to go without a check, which would cost as much as they do: they count an int of
/// their own up to a bound, or go through an array or a list, and do nothing but arithmetic, as the innermost loop of a matrix product
/// does.
/// </summary>
internal static class ShortLoop
{
    /// <summary>A bound that is written down and larger than this keeps the reader waiting.</summary>
    private const int Many = 100_000_000;

    /// <summary>Whether a loop is one of them.</summary>
    public static bool IsShort(ForStatementSyntax loop) =>
        Counter(loop) is { } counter
        && loop.Condition is BinaryExpressionSyntax
        {
            RawKind: (int)SyntaxKind.LessThanExpression, Left: IdentifierNameSyntax left,
            Right: var bound
        }
        && bound is not LiteralExpressionSyntax { Token.Value: not int or > Many }
        && left.Identifier.Text == counter
        && loop.Incrementors is [PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression }
            or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression }]
        && loop.Statement.DescendantNodesAndSelf().All(node => IsArithmetic(node) && !Changes(node, counter));

    /// <summary>Whether a loop is one of them.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="collection">The type of what it goes through.</param>
    public static bool IsShort(ForEachStatementSyntax loop, ITypeSymbol? collection) =>
        collection is IArrayTypeSymbol or INamedTypeSymbol
        {
            Name: "List",
            ContainingNamespace: { Name: "Generic", ContainingNamespace.Name: "Collections" }
        }
        && loop.Statement.DescendantNodesAndSelf().All(IsArithmetic);

    private static string? Counter(ForStatementSyntax loop) =>
        loop.Declaration is
        {
            Type: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.IntKeyword }
            or IdentifierNameSyntax { IsVar: true }, Variables: [var variable]
        }
        && variable.Initializer?.Value is LiteralExpressionSyntax { Token.Value: int }
            ? variable.Identifier.Text
            : null;

    private static bool IsArithmetic(SyntaxNode node) => node is
        BlockSyntax or ExpressionStatementSyntax or IfStatementSyntax or ElseClauseSyntax
        or BinaryExpressionSyntax or AssignmentExpressionSyntax or PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax
        or ParenthesizedExpressionSyntax or CastExpressionSyntax or PredefinedTypeSyntax or ConditionalExpressionSyntax
        or IdentifierNameSyntax or LiteralExpressionSyntax or ElementAccessExpressionSyntax or BracketedArgumentListSyntax or ArgumentSyntax
        or LocalDeclarationStatementSyntax or VariableDeclarationSyntax or VariableDeclaratorSyntax or EqualsValueClauseSyntax;

    private static bool Changes(SyntaxNode node, string counter) => node switch
    {
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } => name.Identifier.Text == counter,
        PrefixUnaryExpressionSyntax { Operand: IdentifierNameSyntax name } => name.Identifier.Text == counter,
        PostfixUnaryExpressionSyntax { Operand: IdentifierNameSyntax name } => name.Identifier.Text == counter,
        _ => false,
    };
}
