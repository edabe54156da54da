using System.Diagnostics;
using System.Text.RegularExpressions;
using Course.Files;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.DotNet.Interactive.Events;

namespace Notebooks.Engine;

/// <summary>Turns what the kernel says about a failed cell into a <see cref="CellError"/>.</summary>
internal static partial class CellFailure
{
    private const int MaxFrames = 40;    // endless recursion leaves thousands
    private const int MostCauses = 20;

    public static CellError Describe(CommandFailed failed) => failed.Exception switch
    {
        { InnerException: CompilationErrorException compilation } => Describe(compilation),
        { } exception => Describe(exception),
        null => new CellError("Error", failed.Message, null, null, failed.Message.Split('\n')),
    };

    private static CellError Describe(CompilationErrorException compilation)
    {
        var errors = compilation.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToArray();
        var place = errors[0].Location.GetMappedLineSpan();
        return new CellError(
            "CompilationError",
            $"{errors[0].Id}: {errors[0].GetMessage()}{Advice(errors[0])}",
            place.Path,
            place.StartLinePosition.Line + 1,
            [.. errors.Select(Line)]);
    }

    private static string Line(Diagnostic error)
    {
        var place = error.Location.GetMappedLineSpan();
        return $"{place.Path}, line {place.StartLinePosition.Line + 1}, column {place.StartLinePosition.Character + 1}: "
            + $"{error.Id}: {error.GetMessage()}{Advice(error)}";
    }

    /// <summary>C# scripts take the word for a directive: they have no using declaration, and the compiler's own message does not say
    /// so.</summary>
    private static string Advice(Diagnostic error)
    {
        if (error.Location.SourceTree?.GetText() is not { } text) return "";
        var line = text.Lines.GetLineFromPosition(error.Location.SourceSpan.Start).ToString();
        return UsingDeclaration().IsMatch(line)
            ? " (A cell has no using declaration: write using (var x = ...) { ... }, or leave out the word and call Dispose.)"
            : "";
    }

    [GeneratedRegex(@"^\s*(await\s+)?using\s+[\w.<>\[\]?]+\s+\w+\s*=")]
    private static partial Regex UsingDeclaration();

    private static CellError Describe(Exception exception)
    {
        string[] trace = [.. WithCauses(exception).SelectMany(e =>
            Frames(e).Select(Line).Prepend($"{(e == exception ? "" : "caused by ")}{e.GetType().FullName}: {e.Message}"))];
        var origin = Frames(exception).FirstOrDefault(IsOfCell);
        return new CellError(exception.GetType().Name, exception.Message, Path.GetFileName(origin?.GetFileName()),
            origin?.GetFileLineNumber(), trace)
        {
            IsForeseen = IsForeseen(exception),
        };
    }

    /// <summary>An exception, then all that have led to it: tasks that failed side by side have each its own.</summary>
    private static IEnumerable<Exception> WithCauses(Exception exception)
    {
        IEnumerable<Exception> causes = exception is AggregateException many ? many.InnerExceptions
            : exception.InnerException is { } one ? [one] : [];
        return causes.SelectMany(WithCauses).Prepend(exception).Take(MostCauses);
    }

    /// <summary>A notebook loads a copy of the base class of its own, which is known here by name alone.</summary>
    private static bool IsForeseen(Exception exception)
    {
        for (var type = exception.GetType(); type is not null; type = type.BaseType)
            if (type.FullName == typeof(CourseException).FullName) return true;
        return exception is ArgumentException { Source: "Attention" };
    }

    /// <summary>The frames down to the outermost of a cell; those below belong to the kernel.</summary>
    private static StackFrame[] Frames(Exception exception)
    {
        var frames = new StackTrace(exception, fNeedFileInfo: true).GetFrames();
        var shown = frames[..(Array.FindLastIndex(frames, IsOfCell) + 1)];
        return shown.Length <= MaxFrames ? shown : [.. shown[..(MaxFrames / 2)], .. shown[^(MaxFrames / 2)..]];
    }

    /// <summary>The script compiler calls the classes that it makes of cells Submission#0, Submission#1, ...</summary>
    internal static bool IsOfCell(StackFrame frame) =>
        frame.GetMethod()?.DeclaringType?.FullName?.StartsWith("Submission#", StringComparison.Ordinal) == true;

    private static string Line(StackFrame frame)
    {
        var method = frame.GetMethod();
        var place = frame.GetFileName() is { } file ? $"{Path.GetFileName(file)}, line {frame.GetFileLineNumber()}" : null;
        return IsOfCell(frame)
            ? $"   at {place}"
            : $"   at {method?.DeclaringType?.FullName}.{method?.Name}{(place is null ? "" : $" ({place})")}";
    }
}
