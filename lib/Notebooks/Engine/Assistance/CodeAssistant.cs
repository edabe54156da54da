using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;

namespace Notebooks.Engine.Assistance;

/// <summary>The kernels' own completions and hover texts, cut to what an editor needs.</summary>
internal sealed partial class CodeAssistant(CompositeKernel root) : ICodeAssistant
{
    private static readonly CSharpParseOptions Script = new(LanguageVersion.Latest, kind: SourceCodeKind.Script);

    public async Task<Completions> CompleteAsync(string code, int position)
    {
        if (Directive().Match(code[(code.AsSpan(0, position).LastIndexOf('\n') + 1)..position]) is { Success: true, Value: var directive })
            return new([.. DirectivesLike(directive)], position - directive.Length);
        var start = position;
        while (start > 0 && (char.IsLetterOrDigit(code[start - 1]) || code[start - 1] == '_')) start--;
        var typed = code[start..position];
        var result = await root.SendAsync(new RequestCompletions(code, PlaceOf(code, position)));
        var items = result.Events.OfType<CompletionsProduced>().SelectMany(produced => produced.Completions)
            .Select(item => new Completion(SnippetMarker().Replace(item.InsertText, ""), item.Kind))
            .Where(item => item.Text.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .DistinctBy(item => item.Text)
            .OrderByDescending(item => item.Text.StartsWith(typed, StringComparison.Ordinal));
        return new Completions([.. items], start);
    }

    public async Task<string?> ExplainAsync(string code, int position)
    {
        var result = await root.SendAsync(new RequestHoverText(code, PlaceOf(code, position)));
        return result.Events.OfType<HoverTextProduced>().FirstOrDefault()?.Content.FirstOrDefault()?.Value;
    }

    public async Task<Signatures> SignaturesAsync(string code, int position)
    {
        var result = await root.SendAsync(new RequestSignatureHelp(code, PlaceOf(code, position)));
        if (result.Events.OfType<SignatureHelpProduced>().FirstOrDefault() is not { } help) return new([], 0, 0);
        var items = help.Signatures.Select(signature =>
            new Signature(signature.Label, signature.Documentation.Value, [.. signature.Parameters.Select(parameter => parameter.Label)]));
        return new([.. items], help.ActiveSignatureIndex, help.ActiveParameterIndex);
    }

    public Completeness Examine(string code)
    {
        var tree = CSharpSyntaxTree.ParseText(code, Script);
        if (!SyntaxFactory.IsCompleteSubmission(tree)) return Completeness.Incomplete;
        var isWrong = tree.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error)
            && !code.Contains("#!", StringComparison.Ordinal);
        return isWrong ? Completeness.Invalid : Completeness.Complete;
    }

    private IEnumerable<Completion> DirectivesLike(string typed) => root.Directives()
        .Where(known => known.Name.StartsWith(typed, StringComparison.Ordinal)).Select(known => new Completion(known.Name, "Keyword"));

    private static LinePosition PlaceOf(string code, int position)
    {
        var before = code.AsSpan(0, position);
        return new LinePosition(before.Count('\n'), position - 1 - before.LastIndexOf('\n'));
    }

    /// <summary>A line of which nothing is written yet but the name of a directive.</summary>
    [GeneratedRegex(@"^#!\w*\z")]
    private static partial Regex Directive();

    /// <summary>Where an editor that knows snippets would put the cursor, and the type arguments before it.</summary>
    [GeneratedRegex(@"(<[^>]*>)?\(\$\d+\)|\$\d+")]
    private static partial Regex SnippetMarker();
}
