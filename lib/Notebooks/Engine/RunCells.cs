using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.DotNet.Interactive.CSharp;

namespace Notebooks.Engine;

/// <summary>
/// What the compiler and the kernel keep of cells that have run. Each cell is a program that refers to the one before, so that nothing of
/// a notebook is ever let go: without care the hundredth cell carries the references of ninety-nine once more, all that the compiler found
/// out while it compiled them, and a project for each. Here it is cut to what later cells ask for: what is declared, and the text only
/// where that cannot be said without it.
/// </summary>
/// <param name="csharp">The kernel that runs the cells.</param>
/// <param name="options">What it compiles the next cell with.</param>
internal sealed class RunCells(CSharpKernel csharp, Func<ScriptOptions> options)
{
    /// <summary>To find out again costs time too.</summary>
    private const int RenewedTogether = 25;

    // The packages are frozen, so their private members stay as they are. (UnsafeAccessor gives none of a type that is private too.)
    private const BindingFlags Private = BindingFlags.Instance | BindingFlags.NonPublic;
    private static readonly FieldInfo WorkspaceOfKernel = typeof(CSharpKernel).GetField("_workspace", Private)!;
    private static readonly FieldInfo ProjectOfLastCell = WorkspaceOfKernel.FieldType.GetField("_previousSubmissionProjectId", Private)!;
    private static readonly PropertyInfo NamelessTypes = typeof(Compilation).GetProperty("CommonAnonymousTypeManager", Private)!;
    private static readonly MethodInfo Seal = NamelessTypes.PropertyType.GetMethod("SealTemplates", Private)!;

    private readonly HashSet<Script> seen = [];
    private Script? last;
    private int sinceRenewal;

    /// <summary>Lets go of what the cell that has just run needed and no later one will.</summary>
    /// <returns>What is compiled with from now on; the same as before where no cell has run since.</returns>
    public ScriptOptions LetGo()
    {
        if (csharp.ScriptState?.Script is not { } script || script == last) return options();
        last = script;
        if (++sinceRenewal >= RenewedTogether) Renew(script);
        KeepTheNextProjectOnly();
        return options().WithReferences(ImmutableArray<MetadataReference>.Empty);    // a cell has all references of those before it
    }

    /// <summary>A clone of a compilation has the text and the references and knows nothing yet; it finds out again what is asked
    /// for.</summary>
    private void Renew(Script newest)
    {
        sinceRenewal = 0;
        var cells = new Stack<Script>();
        for (var cell = newest; cell is not null; cell = cell.Previous) cells.Push(cell);
        CSharpCompilation? before = null;
        foreach (var cell in cells)
        {
            var known = (CSharpCompilation)cell.GetCompilation();
            var outline = cell != newest && seen.Add(cell) && !MayNeedNames(known) ? CellOutline.Of(known) : null;
            var clone = outline ?? known.Clone();
            CompilationBefore(clone.ScriptCompilationInfo!) = before;
            if (before is not null) SharedReferences.Share(clone, before);
            if (outline is null) Imported.Keep(known, clone);
            else Imported.Nothing(clone);
            PlaceOf(clone) = PlaceOf(known);    // without statements it would have none among those that have run
            NameTypes(clone);
            CompilationOf(cell) = before = clone;
        }
        LoadedAssemblies.NameOnce(newest);
    }

    /// <summary>
    /// Types without a name are given one when their cell is compiled. The compiler would compile all clones again for that; here only
    /// those are that may have such a type.
    /// </summary>
    private static void NameTypes(CSharpCompilation cell)
    {
        if (MayNeedNames(cell)) EnsureNames(cell, CancellationToken.None);
        else Seal.Invoke(NamelessTypes.GetValue(cell), null);
    }

    private static bool MayNeedNames(CSharpCompilation cell) =>
        cell.SyntaxTrees.Any(tree => tree.GetRoot().DescendantNodes().Any(MayNeedName));

    /// <summary>Anonymous objects, those that queries make of their variables, and delegates for which neither Func nor Action will
    /// do.</summary>
    private static bool MayNeedName(SyntaxNode node) => node switch
    {
        AnonymousObjectCreationExpressionSyntax or QueryExpressionSyntax => true,
        VariableDeclarationSyntax { Type.IsVar: true } declared => declared.Variables.Any(variable =>
            variable.Initializer?.Value is AnonymousFunctionExpressionSyntax or IdentifierNameSyntax or MemberAccessExpressionSyntax),
        _ => false,
    };

    /// <summary>The kernel keeps a project of each cell for questions that <see cref="Assistance.CellDocuments"/> answers without
    /// them.</summary>
    private void KeepTheNextProjectOnly()
    {
        var workspace = (Workspace)WorkspaceOfKernel.GetValue(csharp)!;
        var solution = workspace.CurrentSolution;
        if (solution.ProjectIds is not [.., var next]) return;
        ProjectOfLastCell.SetValue(workspace, null);
        solution = solution.WithProjectReferences(next, []);
        foreach (var cell in solution.ProjectIds.Where(id => id != next)) solution = solution.RemoveProject(cell);
        SetCurrentSolution(workspace, solution);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_lazyCompilation")]
    private static extern ref Compilation? CompilationOf(Script script);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_lazySubmissionSlotIndex")]
    private static extern ref int PlaceOf(Compilation cell);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "<PreviousScriptCompilation>k__BackingField")]
    private static extern ref CSharpCompilation? CompilationBefore(CSharpScriptCompilationInfo info);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "EnsureAnonymousTypeTemplates")]
    private static extern void EnsureNames(Compilation compilation, CancellationToken cancellation);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "SetCurrentSolution")]
    private static extern Solution SetCurrentSolution(Workspace workspace, Solution solution);
}
