using System.Runtime.InteropServices;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Directives;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;

namespace Notebooks.Engine;

/// <summary>Directives that .NET Interactive's tool has and its packages have not.</summary>
internal static class ToolDirectives
{
    /// <summary>Runs a piece of C# again and again for a second; the variables of a method do not meet those of the cell.</summary>
    private const string Timed = """
        {
            void Timed()
            {
                CODE
            }
            Timed();
            var times = new System.Collections.Generic.List<double>();
            var all = System.Diagnostics.Stopwatch.StartNew();
            while (times.Count < 3 || all.ElapsedMilliseconds < 1000 && times.Count < 100_000)
            {
                var started = System.Diagnostics.Stopwatch.GetTimestamp();
                Timed();
                times.Add(System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
            times.Sort();
            System.Console.WriteLine(System.FormattableString.Invariant(
                $"{times[times.Count / 2]:0.######} ms (the median of {times.Count} runs, {times[0]:0.######} to {times[^1]:0.######})"));
        }
        """;

    /// <summary>All directives and languages, such as <c>#!time</c> and <c>#!fsharp</c>, each with what it does.</summary>
    public static IReadOnlyList<(string Name, string Does)> Directives(this CompositeKernel root) =>
    [
        .. root.ChildKernels.Append(root).SelectMany(kernel => kernel.KernelInfo.SupportedDirectives)
            .Select(directive => (directive.Name, Does: directive.Description ?? ""))
            .Where(directive => directive.Name.StartsWith("#!", StringComparison.Ordinal))
            .DistinctBy(directive => directive.Name).OrderBy(directive => directive.Name, StringComparer.Ordinal),
    ];

    public static void AddToolDirectives(this CompositeKernel root, Kernel csharp)
    {
        root.AddDirective(new KernelActionDirective("#!lsmagic") { Description = "Lists the directives." }, (_, context) =>
        {
            var width = root.Directives().Max(directive => directive.Name.Length);
            var lines = root.Directives().Select(directive => $"{directive.Name.PadRight(width)}  {directive.Does}".TrimEnd());
            context.DisplayAs(string.Join('\n', lines), PlainTextFormatter.MimeType);
            return Task.CompletedTask;
        });
        root.AddDirective(new KernelActionDirective("#!about") { Description = "Says what runs the cells." }, (_, context) =>
        {
            context.DisplayAs(About(), PlainTextFormatter.MimeType);
            return Task.CompletedTask;
        });
        csharp.AddDirective(
            new KernelActionDirective("#!timeit")
            {
                Description = "Tells how long the statements below take, run again and again for a second; then they run as the cell's.",
            },
            (command, _) => TimeAsync(root, command));
    }

    private static string About() =>
        $"""
        The kernel of Attention Patterns in Practice, on .NET Interactive {typeof(Kernel).Assembly.GetName().Version}
        C# 14, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}
        Process {Environment.ProcessId}, working folder {Environment.CurrentDirectory}
        """;

    private static async Task TimeAsync(CompositeKernel root, KernelCommand directive)
    {
        if (directive.Parent is not SubmitCode cell) return;
        var code = string.Join('\n', cell.Code.Split('\n').Where(line => !line.StartsWith("#!", StringComparison.Ordinal)));
        var timed = new SubmitCode(Timed.Replace("CODE", code, StringComparison.Ordinal), "csharp");
        timed.SetParent(directive);
        var result = await root.SendAsync(timed);
        if (result.Events.OfType<CommandFailed>().FirstOrDefault() is { } failed)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failed.Exception ?? new InvalidOperationException(failed.Message));
    }
}
