using System.ComponentModel;
using System.Globalization;
using Attention.Models;
using Course.Files;
using JupyterKernel.Watching;
using Notebooks.Files;
using Notebooks.Handouts;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Course.Cli.Commands;

/// <summary><c>course report</c>: the last notebook of the course on any model, as a page by itself.</summary>
public sealed class ReportCommand : AsyncCommand<ReportCommand.Settings>
{
    private const string Chapter = "08-your-model.ipynb";

    /// <summary>Its arguments.</summary>
    public sealed class Settings : NotebookSettings
    {
        /// <summary>The page to write.</summary>
        [CommandOption("--out <FILE>"), Description("The page; report-MODEL.html in the working folder if not given.")]
        public string? Out { get; init; }
    }

    /// <inheritdoc/>
    public override async Task<int> ExecuteAsync(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var page = Path.GetFullPath(settings.Out ?? $"report-{NameOf(settings.ModelHere ?? Catalogue.MainModel)}.html");
        WholeFile.CheckWritable(page);
        ChildProcesses.Adopt();
        using var scratch = new ScratchFolder("course-report-");
        var executed = Path.Combine(scratch.FullName, Chapter);
        string[] options =
        [
            "--cell-timeout", settings.CellTimeout.ToString(CultureInfo.InvariantCulture),
            .. settings.ModelHere is { } model ? ["--model", model] : Array.Empty<string>(),
        ];
        var notebook = Path.Combine(CourseFolder.Find(), "notebooks", Chapter);
        await AnsiConsole.Progress().StartAsync(async view =>
        {
            var task = view.AddTask("report");
            await new NotebookProcess(notebook, executed, options)
                .RunAsync((cell, count) => task.MaxValue(count).Value(cell - 1), cancellationToken);
            task.Value(task.MaxValue);
        });
        SinglePage.Write(page, Notebook.Read(executed), Failure.Warn);
        AnsiConsole.WriteLine(page);
        return ExitCode.Done;
    }

    /// <summary>What a file may be called after a model, which may be a path.</summary>
    private static string NameOf(string model)
    {
        var file = Path.GetFileName(Path.TrimEndingDirectorySeparator(model));
        var name = file.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase) ? Path.GetFileNameWithoutExtension(file) : file;
        return string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' ? c : '-'));
    }
}
