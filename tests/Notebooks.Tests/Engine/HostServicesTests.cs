using System.Composition;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Host.Mef;
using Notebooks.Engine;
using Notebooks.Engine.Assistance;

namespace Notebooks.Tests.Engine;

/// <summary>What is read in metadata is what reflection finds, as Roslyn does by itself.</summary>
public sealed class HostServicesTests
{
    /// <summary>What offers to change code, guesses at what a writer wants to change, is for language servers or .editorconfig.</summary>
    private static readonly string[] LeftOut = ["ExportCodeFixProviderAttribute", "ExportCodeRefactoringProviderAttribute",
        "IntentProviderAttribute", "LspBuildOnlyDiagnosticsAttribute", "EditorConfigOptionsEnumeratorAttribute"];

    [Fact]
    public void Every_service_for_CSharp_is_there_but_for_those_that_no_notebook_asks_for()
    {
        string[] libraries = ["Microsoft.CodeAnalysis.Workspaces", "Microsoft.CodeAnalysis.CSharp.Workspaces",
            "Microsoft.CodeAnalysis.Features", "Microsoft.CodeAnalysis.CSharp.Features"];
        var wanted = libraries.SelectMany(name => Assembly.Load(name).GetTypes()).Where(IsService).Select(type => type.FullName!);
        var found = HostServices.Parts().Select(type => type.FullName!);
        Assert.Equal(wanted.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_kernel_has_those_for_CSharp_alone()
    {
        using var engine = await InteractiveEngine.StartAsync();
        using var workspace = new AdhocWorkspace(MefHostServices.DefaultHost);
        Assert.True(workspace.Services.IsSupported(LanguageNames.CSharp));
        Assert.False(workspace.Services.IsSupported(LanguageNames.VisualBasic));
    }

    private static bool IsService(Type type) =>
        type.GetCustomAttributes<ExportAttribute>(inherit: false).Any(export => !LeftOut.Contains(export.GetType().Name));
}
