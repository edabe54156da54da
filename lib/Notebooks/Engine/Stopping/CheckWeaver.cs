using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Notebooks.Engine.Stopping;

/// <summary>Writes calls of <see cref="Checkpoint"/> into a cell's code. No line moves, so that errors keep their lines.</summary>
internal sealed class CheckWeaver : CSharpSyntaxRewriter
{
    private const string Type = "global::Notebooks.Engine.Stopping.Checkpoint";
    private static readonly StatementSyntax Check = ParseStatement($"{Type}.Check();");
    private static readonly StatementSyntax Enter = ParseStatement($"{Type}.Enter();");
    private static readonly ExpressionSyntax Pass = ParseExpression($"{Type}.Pass()");
    private static readonly ExpressionSyntax StopToken = ParseExpression($"{Type}.Token");
    private static readonly ExpressionSyntax Await = ParseExpression($"{Type}.Await");

    private readonly SemanticModel model;

    private CheckWeaver(SemanticModel model) => this.model = model;

    /// <summary>Weaves a cell that compiles.</summary>
    /// <param name="cell">The only tree of the compilation.</param>
    /// <param name="compilation">The cell after all earlier ones.</param>
    /// <returns>The code with checks.</returns>
    public static string Weave(SyntaxTree cell, Compilation compilation) =>
        new CheckWeaver(compilation.GetSemanticModel(cell)).Visit(cell.GetRoot()).ToFullString();

    /// <summary>Between the statements of the cell itself.</summary>
    public override SyntaxNode? VisitCompilationUnit(CompilationUnitSyntax node)
    {
        var unit = (CompilationUnitSyntax)base.VisitCompilationUnit(node)!;
        return unit.WithMembers(List(unit.Members.SelectMany(WithCheckBefore)));
    }

    public override SyntaxNode? VisitWhileStatement(WhileStatementSyntax node)
    {
        var loop = (WhileStatementSyntax)base.VisitWhileStatement(node)!;
        return loop.WithStatement(Checked(loop.Statement));
    }

    public override SyntaxNode? VisitDoStatement(DoStatementSyntax node)
    {
        var loop = (DoStatementSyntax)base.VisitDoStatement(node)!;
        return loop.WithStatement(Checked(loop.Statement));
    }

    public override SyntaxNode? VisitForStatement(ForStatementSyntax node)
    {
        var loop = (ForStatementSyntax)base.VisitForStatement(node)!;
        return ShortLoop.IsShort(node) ? loop : loop.WithStatement(Checked(loop.Statement));
    }

    public override SyntaxNode? VisitForEachStatement(ForEachStatementSyntax node)
    {
        var loop = (ForEachStatementSyntax)base.VisitForEachStatement(node)!;
        return ShortLoop.IsShort(node, model.GetTypeInfo(node.Expression).Type) ? loop : loop.WithStatement(Checked(loop.Statement));
    }

    public override SyntaxNode? VisitForEachVariableStatement(ForEachVariableStatementSyntax node)
    {
        var loop = (ForEachVariableStatementSyntax)base.VisitForEachVariableStatement(node)!;
        return loop.WithStatement(Checked(loop.Statement));
    }

    public override SyntaxNode? VisitGotoStatement(GotoStatementSyntax node) => Checked(node);

    public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        var method = (MethodDeclarationSyntax)base.VisitMethodDeclaration(node)!;
        if (method.Body is { } body) return method.WithBody(Entered(body));
        if (method.ExpressionBody is not { Expression: not ThrowExpressionSyntax } arrow) return method;
        var block = Entered(arrow, method.SemicolonToken, HasValue(node.ReturnType, node.Modifiers));
        return method.WithExpressionBody(null).WithSemicolonToken(default).WithBody(block);
    }

    public override SyntaxNode? VisitLocalFunctionStatement(LocalFunctionStatementSyntax node)
    {
        var function = (LocalFunctionStatementSyntax)base.VisitLocalFunctionStatement(node)!;
        if (function.Body is { } body) return function.WithBody(Entered(body));
        if (function.ExpressionBody is not { Expression: not ThrowExpressionSyntax } arrow) return function;
        var block = Entered(arrow, function.SemicolonToken, HasValue(node.ReturnType, node.Modifiers));
        return function.WithExpressionBody(null).WithSemicolonToken(default).WithBody(block);
    }

    public override SyntaxNode? VisitOperatorDeclaration(OperatorDeclarationSyntax node)
    {
        var method = (OperatorDeclarationSyntax)base.VisitOperatorDeclaration(node)!;
        if (method.Body is { } body) return method.WithBody(Entered(body));
        if (method.ExpressionBody is not { Expression: not ThrowExpressionSyntax } arrow) return method;
        return method.WithExpressionBody(null).WithSemicolonToken(default).WithBody(Entered(arrow, method.SemicolonToken, hasValue: true));
    }

    public override SyntaxNode? VisitConstructorDeclaration(ConstructorDeclarationSyntax node)
    {
        var method = (ConstructorDeclarationSyntax)base.VisitConstructorDeclaration(node)!;
        return method.Body is { } body ? method.WithBody(Entered(body)) : method;
    }

    public override SyntaxNode? VisitAccessorDeclaration(AccessorDeclarationSyntax node)
    {
        var accessor = (AccessorDeclarationSyntax)base.VisitAccessorDeclaration(node)!;
        return accessor.Body is { } body ? accessor.WithBody(Entered(body)) : accessor;
    }

    public override SyntaxNode? VisitPropertyDeclaration(PropertyDeclarationSyntax node)
    {
        var property = (PropertyDeclarationSyntax)base.VisitPropertyDeclaration(node)!;
        if (property.ExpressionBody is not { Expression: not ThrowExpressionSyntax } arrow) return property;
        var getter = AccessorDeclaration(SyntaxKind.GetAccessorDeclaration, Entered(arrow, default, hasValue: true));
        return property.WithExpressionBody(null).WithSemicolonToken(default)
            .WithAccessorList(AccessorList(SingletonList(getter)).WithTrailingTrivia(property.SemicolonToken.TrailingTrivia));
    }

    public override SyntaxNode? VisitAnonymousMethodExpression(AnonymousMethodExpressionSyntax node)
    {
        var method = (AnonymousMethodExpressionSyntax)base.VisitAnonymousMethodExpression(node)!;
        return method.WithBlock(Entered(method.Block));
    }

    public override SyntaxNode? VisitSimpleLambdaExpression(SimpleLambdaExpressionSyntax node) =>
        IsExpressionTree(node) ? node : WithCheck(node, (LambdaExpressionSyntax)base.VisitSimpleLambdaExpression(node)!);

    public override SyntaxNode? VisitParenthesizedLambdaExpression(ParenthesizedLambdaExpressionSyntax node) =>
        IsExpressionTree(node) ? node : WithCheck(node, (LambdaExpressionSyntax)base.VisitParenthesizedLambdaExpression(node)!);

    public override SyntaxNode? VisitWhereClause(WhereClauseSyntax node)
    {
        var where = (WhereClauseSyntax)base.VisitWhereClause(node)!;
        var guarded = BinaryExpression(SyntaxKind.LogicalAndExpression, Pass, ParenthesizedExpression(where.Condition));
        return where.WithCondition(guarded);
    }

    /// <summary>A query over an IQueryable is an expression tree, which takes no calls of ours.</summary>
    public override SyntaxNode? VisitQueryExpression(QueryExpressionSyntax node) =>
        model.GetTypeInfo(node).Type is { } type && type.AllInterfaces.Append(type).Any(t => t.Name == nameof(IQueryable))
            ? node
            : base.VisitQueryExpression(node);

    public override SyntaxNode? VisitAwaitExpression(AwaitExpressionSyntax node)
    {
        var awaiting = (AwaitExpressionSyntax)base.VisitAwaitExpression(node)!;
        var awaited = awaiting.Expression;
        return awaiting.WithExpression(InvocationExpression(Await, ArgumentList(SingletonSeparatedList(Argument(awaited)))));
    }

    /// <summary>A long call of a library that can be cancelled is cancelled with the cell, even if the author of the cell gave it no
    /// token.</summary>
    public override SyntaxNode? VisitInvocationExpression(InvocationExpressionSyntax node)
    {
        var call = (InvocationExpressionSyntax)base.VisitInvocationExpression(node)!;
        return OmittedToken(node) is { } name ? call.AddArgumentListArguments(Argument(NameColon(name), default, StopToken)) : call;
    }

    private string? OmittedToken(InvocationExpressionSyntax node) =>
        model.GetOperation(node) is IInvocationOperation { TargetMethod: var method } call
            && !method.Parameters.Any(parameter => parameter.IsParams)
            ? call.Arguments.FirstOrDefault(IsOmittedToken)?.Parameter?.Name
            : null;

    private static bool IsOmittedToken(IArgumentOperation argument) =>
        argument is
        {
            ArgumentKind: ArgumentKind.DefaultValue,
            Parameter.Type: { Name: nameof(CancellationToken), ContainingNamespace.Name: nameof(System.Threading) }
        };

    private static IEnumerable<MemberDeclarationSyntax> WithCheckBefore(MemberDeclarationSyntax member)
    {
        if (member is not (GlobalStatementSyntax or BaseFieldDeclarationSyntax)) return [member];
        return [GlobalStatement(Check.WithLeadingTrivia(member.GetLeadingTrivia())), member.WithoutLeadingTrivia()];
    }

    private LambdaExpressionSyntax WithCheck(LambdaExpressionSyntax written, LambdaExpressionSyntax lambda)
    {
        if (lambda.Block is { } block) return lambda.WithBlock(Entered(block));
        if (written.ExpressionBody is ThrowExpressionSyntax || model.GetSymbolInfo(written).Symbol is not IMethodSymbol method)
            return lambda;
        var body = lambda.ExpressionBody!;
        var check = (IsSimple(written) ? Check : Enter).WithTrailingTrivia(body.GetLeadingTrivia());
        return lambda.WithExpressionBody(null)
            .WithBlock(Block(check, Ending(body.WithoutTrivia(), HasValue(method))).WithTrailingTrivia(body.GetTrailingTrivia()));
    }

    private bool IsExpressionTree(LambdaExpressionSyntax lambda) =>
        model.GetTypeInfo(lambda).ConvertedType is { Name: "Expression" or "LambdaExpression", ContainingNamespace.Name: "Expressions" };

    /// <summary>Calls nothing, and so cannot be part of a recursion.</summary>
    private static bool IsSimple(SyntaxNode node) =>
        !node.DescendantNodes()
            .Any(n => n is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax or ElementAccessExpressionSyntax);

    private static bool HasValue(TypeSyntax type, SyntaxTokenList modifiers) => type switch
    {
        PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } => false,
        GenericNameSyntax or QualifiedNameSyntax { Right: GenericNameSyntax } => true,
        _ => !modifiers.Any(SyntaxKind.AsyncKeyword),
    };

    private static bool HasValue(IMethodSymbol method) =>
        !method.ReturnsVoid && !(method.IsAsync && method.ReturnType is INamedTypeSymbol { IsGenericType: false });

    /// <summary>The check first, then what was there; a comment behind the statement stays behind it.</summary>
    private static BlockSyntax Checked(StatementSyntax body) => body is BlockSyntax block
        ? Begin(block, Check)
        : Block(Check, body.WithoutTrailingTrivia()).WithTrailingTrivia(body.GetTrailingTrivia());

    private static BlockSyntax Entered(BlockSyntax body) => Begin(body, Enter);

    /// <summary><c>=> e;</c> becomes a block, on the same lines.</summary>
    private static BlockSyntax Entered(ArrowExpressionClauseSyntax arrow, SyntaxToken semicolon, bool hasValue)
    {
        var before = arrow.ArrowToken.TrailingTrivia.AddRange(arrow.Expression.GetLeadingTrivia());
        var open = Token(SyntaxKind.OpenBraceToken).WithLeadingTrivia(arrow.ArrowToken.LeadingTrivia);
        var close = Token(SyntaxKind.CloseBraceToken).WithTrailingTrivia(semicolon.TrailingTrivia);
        return Block(open, List([Enter.WithTrailingTrivia(before), Ending(arrow.Expression.WithoutLeadingTrivia(), hasValue)]), close);
    }

    private static StatementSyntax Ending(ExpressionSyntax expression, bool hasValue) => hasValue
        ? ReturnStatement(Token(SyntaxKind.ReturnKeyword).WithTrailingTrivia(Space), expression, Token(SyntaxKind.SemicolonToken))
        : ExpressionStatement(expression);

    /// <summary>What followed the brace, such as the end of the line, follows the check.</summary>
    private static BlockSyntax Begin(BlockSyntax block, StatementSyntax check) => block
        .WithOpenBraceToken(block.OpenBraceToken.WithTrailingTrivia())
        .WithStatements(block.Statements.Insert(0, check.WithTrailingTrivia(block.OpenBraceToken.TrailingTrivia)));
}
