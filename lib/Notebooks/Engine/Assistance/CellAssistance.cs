using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Completion;
using Microsoft.CodeAnalysis.QuickInfo;
using Microsoft.CodeAnalysis.Tags;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.CSharp;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;
using CompletionItem = Microsoft.CodeAnalysis.Completion.CompletionItem;
using LinePosition = Microsoft.DotNet.Interactive.LinePosition;

namespace Notebooks.Engine.Assistance;

/// <summary>
/// Answers what could stand at the cursor and what does, in place of the kernel, which takes seconds after eighty cells: it looks through
/// all of them one by one, and has the documentation of every completion written out.
/// </summary>
internal static class CellAssistance
{
    // The packages are frozen, so their internal members stay as they are.
    private static readonly Func<Document, RequestSignatureHelp, CancellationToken, Task<SignatureHelpProduced?>> Signatures =
        typeof(CSharpKernel).Assembly.GetType("Microsoft.DotNet.Interactive.CSharp.SignatureHelp.SignatureHelpGenerator",
            throwOnError: true)!
            .GetMethod("GenerateSignatureInformation")!
            .CreateDelegate<Func<Document, RequestSignatureHelp, CancellationToken, Task<SignatureHelpProduced?>>>();

    private static readonly HashSet<string> Kinds =
    [
        WellKnownTags.Class, WellKnownTags.Constant, WellKnownTags.Delegate, WellKnownTags.Enum, WellKnownTags.EnumMember,
        WellKnownTags.Event,
        WellKnownTags.ExtensionMethod, WellKnownTags.Field, WellKnownTags.Interface, WellKnownTags.Keyword, WellKnownTags.Local,
        WellKnownTags.Method,
        WellKnownTags.Namespace, WellKnownTags.Operator, WellKnownTags.Parameter, WellKnownTags.Property, WellKnownTags.RangeVariable,
        WellKnownTags.Structure,
        WellKnownTags.TypeParameter,
    ];

    /// <summary>Has requests for completions and explanations answered here.</summary>
    /// <param name="csharp">The kernel that is asked.</param>
    /// <returns>What the answers look into.</returns>
    public static CellDocuments AddAssistance(this CSharpKernel csharp)
    {
        OfferOnlyWhatIsImported();
        var documents = new CellDocuments(csharp);
        csharp.RegisterForDisposal(documents);
        csharp.AddMiddleware((command, context, next) => (command, csharp.ScriptState) switch
        {
            (RequestCompletions request, not null) => CompleteAsync(documents.Open(request.Code), request, context),
            (RequestHoverText request, not null) => ExplainAsync(documents.Open(request.Code), request, context),
            (RequestSignatureHelp request, not null) => ListSignaturesAsync(documents.Open(request.Code), request, context),
            _ => next(command, context),    // before the first cell the kernel has to prepare itself
        });
        return documents;
    }

    /// <summary>Asks what nobody wants to know, so that the first who does is answered soon.</summary>
    /// <param name="documents">What the answers look into.</param>
    public static async Task WarmUpAsync(this CellDocuments documents)
    {
        const string Code = "new List<int>().";
        var document = documents.Open(Code);
        await CompletionService.GetService(document)!.GetCompletionsAsync(document, Code.Length);
        await QuickInfoService.GetService(document)!.GetQuickInfoAsync(document, Code.IndexOf("List", StringComparison.Ordinal));
    }

    /// <summary>
    /// Roslyn also offers what a <c>using</c> more would bring, which editors then write and a notebook's front end does not: the code
    /// would not compile. It keeps a list of all names of all libraries for it. Its switch for that is not public; the packages are frozen.
    /// </summary>
    private static void OfferOnlyWhatIsImported()
    {
        var options = typeof(CompletionService).Assembly.GetType("Microsoft.CodeAnalysis.Completion.CompletionOptions",
            throwOnError: true)!;
        options.GetProperty("ShowItemsFromUnimportedNamespaces")!.SetValue(options.GetField("Default")!.GetValue(null), false);
    }

    private static async Task CompleteAsync(Document document, RequestCompletions request, KernelInvocationContext context)
    {
        var service = CompletionService.GetService(document)!;
        var found = await service.GetCompletionsAsync(document, await PositionAsync(document, request.LinePosition),
            cancellationToken: context.CancellationToken);
        context.Publish(new CompletionsProduced([.. found.ItemsList.Select(Model)], request));
    }

    private static async Task ExplainAsync(Document document, RequestHoverText request, KernelInvocationContext context)
    {
        var position = await PositionAsync(document, request.LinePosition);
        if (await QuickInfoService.GetService(document)!.GetQuickInfoAsync(document, position, context.CancellationToken) is not { } info)
            return;
        context.Publish(new HoverTextProduced(request, [new FormattedValue("text/markdown", Markdown(info))]));
    }

    private static async Task ListSignaturesAsync(Document document, RequestSignatureHelp request, KernelInvocationContext context)
    {
        if (await Signatures(document, request, context.CancellationToken) is { } found) context.Publish(found);
    }

    private static async Task<int> PositionAsync(Document document, LinePosition place)
    {
        var text = await document.GetTextAsync();
        return text.Lines.GetPosition(new Microsoft.CodeAnalysis.Text.LinePosition(place.Line, place.Character));
    }

    /// <summary>Methods come with their brackets, as the kernel gives them to editors that know snippets.</summary>
    private static Microsoft.DotNet.Interactive.Events.CompletionItem Model(CompletionItem item)
    {
        var isGeneric = item.DisplayTextSuffix == "<>";
        var isMethod = item.Tags.Contains(WellKnownTags.Method) || item.Tags.Contains(WellKnownTags.ExtensionMethod);
        var snippet = (isGeneric, isMethod) switch
        {
            (true, true) => "<$1>($2)",
            (true, false) => "<$1>",
            (false, true) => "($1)",
            _ => "",
        };
        return new(
            item.DisplayText + item.DisplayTextSuffix,
            item.Tags.FirstOrDefault(Kinds.Contains) ?? "",
            filterText: item.FilterText,
            sortText: item.SortText,
            insertText: item.FilterText + snippet,
            insertTextFormat: snippet.Length > 0 ? InsertTextFormat.Snippet : null);
    }

    /// <summary>What it is, then what its documentation says: shapes and units stand in the remarks and beside what is returned.</summary>
    private static string Markdown(QuickInfoItem info)
    {
        string[] shown = [QuickInfoSectionKinds.DocumentationComments, QuickInfoSectionKinds.ReturnsDocumentationComments,
            QuickInfoSectionKinds.RemarksDocumentationComments];
        var texts = shown.SelectMany(kind => info.Sections.Where(section => section.Kind == kind))
            .Select(section => "> " + section.Text.ReplaceLineEndings("\n> "));
        var description = info.Sections.FirstOrDefault(section => section.Kind == QuickInfoSectionKinds.Description)?.Text ?? "";
        return string.Join("\n\n", texts.Prepend(description));
    }
}
