using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Microsoft.DotNet.Interactive.CSharp;

namespace Notebooks.Engine.Assistance;

/// <summary>The cell that is being written, as a document that Roslyn's services can look at: it follows one other, in which all earlier
/// cells are folded.</summary>
/// <param name="csharp">The kernel that has run the earlier cells.</param>
internal sealed class CellDocuments(CSharpKernel csharp) : IDisposable
{
    // The packages are frozen, so their private members stay as they are. (UnsafeAccessor gives no field of a type that is private too.)
    private static readonly FieldInfo WorkspaceOfKernel = typeof(CSharpKernel).GetField("_workspace",
        BindingFlags.Instance | BindingFlags.NonPublic)!;
    private static readonly CSharpParseOptions Script = new(LanguageVersion.Latest, DocumentationMode.Parse, SourceCodeKind.Script);

    private readonly Lock gate = new();
    private readonly AdhocWorkspace workspace = new();
    private readonly EarlierCells earlier = new(csharp);
    private (string Code, IReadOnlyList<MetadataReference> References) known = ("", []);
    private Document? cell;

    /// <summary>The document of a cell.</summary>
    /// <param name="code">The cell.</param>
    public Document Open(string code)
    {
        lock (gate)
        {
            var before = earlier.Code();
            if (Latest() is not { } latest) throw new InvalidOperationException("No cell has run yet.");
            var given = latest.MetadataReferences.Concat(earlier.References);
            MetadataReference[] references = [.. given.DistinctBy(reference => reference.Display)];
            if (cell is null || before != known.Code || !references.SequenceEqual(known.References))
            {
                known = (before, references);
                cell = Follow(latest);
            }
            return cell = cell.WithText(SourceText.From(code));    // what was found out about the last one is of use for the next
        }
    }

    /// <summary>Takes down what cells have declared, while the compiler still knows it.</summary>
    public void Remember()
    {
        lock (gate) earlier.Fold();
    }

    public void Dispose() => workspace.Dispose();

    /// <summary>The kernel's own project for the next cell, which knows the references with their documentation.</summary>
    private Project? Latest() => ((Workspace)WorkspaceOfKernel.GetValue(csharp)!).CurrentSolution is { ProjectIds: [.., var last] } solution
        ? solution.GetProject(last)
        : null;

    private Document Follow(Project latest)
    {
        var (folded, written) = (ProjectId.CreateNewId(), ProjectId.CreateNewId());
        var solution = workspace.CurrentSolution
            .AddProject(Submission(folded, "Earlier", latest, []))
            .AddProject(Submission(written, "Written", latest, [new ProjectReference(folded)]))
            .AddDocument(DocumentId.CreateNewId(folded), "earlier", SourceText.From(known.Code));
        return solution.GetProject(written)!.AddDocument("cell", "");
    }

    private ProjectInfo Submission(ProjectId id, string name, Project latest, IEnumerable<ProjectReference> references) =>
        ProjectInfo.Create(
        id, VersionStamp.Create(), name, name, LanguageNames.CSharp,
        compilationOptions: latest.CompilationOptions!.WithScriptClassName(name),
        parseOptions: Script,
        projectReferences: references,
        metadataReferences: known.References,
        isSubmission: true);
}
