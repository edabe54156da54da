using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.DotNet.Interactive.CSharp;

namespace Notebooks.Engine.Stopping;

/// <summary>Gives the pieces of C# in a cell their checks, and the running cell its end.</summary>
/// <param name="csharp">The kernel that will run them.</param>
/// <param name="options">What it compiles with.</param>
internal sealed class StoppableCells(CSharpKernel csharp, Func<ScriptOptions> options)
{
    private const string Usual = """
        var numbers = new List<double> { 1 };
        for (int i = 0; i < numbers.Count; i++) Console.WriteLine($"{i}: {numbers[i]:0.00}");
        int Twice(int n) => n * 2;
        numbers.Select(n => n * Twice(2)).ToArray()
        """;
    private readonly BlockedThread thread = new(patience: TimeSpan.FromMilliseconds(250));
    private volatile CellRun? running;
    private Compilation? written;

    /// <summary>The errors of the piece woven last, as its author wrote it: in the code that ran, columns have moved.</summary>
    public ImmutableArray<Diagnostic> Errors => [.. written?.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error) ?? []];

    /// <summary>All code that the caller runs from here on belongs to one cell.</summary>
    public void Begin()
    {
        running = new CellRun();
        running.Begin();
    }

    /// <summary>Has the checks of the running cell throw; needs no thread of the pool, which the cell may keep busy.</summary>
    public void Stop()
    {
        Checkpoint.Stopping = true;
        running?.Stop();
    }

    /// <summary>Runs code of the cell.</summary>
    public Task RunAsync(Func<Task> code) => thread.RunAsync(code);

    /// <summary>Ends a blocking call of the running cell.</summary>
    public void Wake() => thread.Wake();

    /// <summary>Lets checks be cheap again, once the cell has unwound.</summary>
    public void End()
    {
        running = null;
        Checkpoint.Stopping = false;
    }

    /// <summary>The piece with checks, or as it is if it has errors or nothing to check.</summary>
    public string Weave(string code)
    {
        written = null;
        if (csharp.ScriptState?.Script is not { } before || string.IsNullOrWhiteSpace(code)) return code;
        written = before.ContinueWith(code, options()).GetCompilation();
        if (Errors.Length > 0) return code;
        var woven = CheckWeaver.Weave(written.SyntaxTrees.Single(), written);
        return Compiles(before, woven) ? woven : code;
    }

    /// <summary>Does with code of no meaning what <see cref="Weave"/> and the kernel do with a cell, so that the first cell need not wait
    /// for the compiler to be compiled.</summary>
    public void WarmUp()
    {
        if (csharp.ScriptState?.Script is not { } before) return;
        var compilation = before.ContinueWith(Usual, options()).GetCompilation();
        var woven = CheckWeaver.Weave(compilation.SyntaxTrees.Single(), compilation);
        using MemoryStream dll = new(), pdb = new();
        before.ContinueWith(woven, options()).GetCompilation().Emit(dll, pdb);
    }

    private bool Compiles(Script before, string code) =>
        !before.ContinueWith(code, options()).GetCompilation().GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error);
}
