using System.Runtime.ExceptionServices;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Directives;
using Microsoft.DotNet.Interactive.Documents;
using Microsoft.DotNet.Interactive.Events;
using KernelInfo = Microsoft.DotNet.Interactive.Documents.KernelInfo;

namespace Notebooks.Engine;

/// <summary><c>#!import FILE</c>, which .NET Interactive has too; but here an error in the file fails the cell that imports it.</summary>
internal static class ImportDirective
{
    public static void AddImportDirective(this CompositeKernel root) => root.AddDirective<ImportDocument>(
        new KernelActionDirective("#!import")
        {
            Description = "Runs the code of another file.",
            Parameters = { new KernelDirectiveParameter("--file") { AllowImplicitName = true, Required = true, TypeHint = "file" } },
        },
        (command, _) => ImportAsync(root, command));

    private static async Task ImportAsync(CompositeKernel root, ImportDocument command)
    {
        var document = await InteractiveDocument.LoadAsync(new FileInfo(command.FilePath), Languages(root));
        foreach (var element in document.Elements)
        {
            var code = new SubmitCode(element.Contents, element.KernelName);
            code.SetParent(command);
            var result = await root.SendAsync(code);
            if (result.Events.OfType<CommandFailed>().FirstOrDefault() is { } failed)
                ExceptionDispatchInfo.Throw(failed.Exception ?? new InvalidOperationException(failed.Message));
        }
    }

    private static KernelInfoCollection Languages(CompositeKernel root)
    {
        var languages = new KernelInfoCollection();
        languages.AddRange(root.ChildKernels.Select(kernel =>
            new KernelInfo(kernel.Name, kernel.KernelInfo.LanguageName, kernel.KernelInfo.Aliases)));
        return languages;
    }
}
