using System.ComponentModel;
using Attention.Models;
using Course.Files;
using JupyterKernel.Watching;
using Notebooks.Engine;
using Notebooks.Files;
using Notebooks.Prose;
using Notebooks.Runs;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Course.Cli.Commands;

/// <summary><c>course run</c>.</summary>
public sealed class RunCommand : AsyncCommand<RunCommand.Settings>
{
    /// <summary>Its arguments.</summary>
    public sealed class Settings : NotebookSettings
    {
        /// <summary>The notebook to execute.</summary>
        [CommandArgument(0, "<NOTEBOOK>"), Description("The notebook to execute.")]
        public required string Notebook { get; init; }

        /// <summary>The file to write.</summary>
        [CommandOption("--out <FILE>"), Description("The executed notebook; NAME.executed.ipynb beside the notebook if not given.")]
        public string? Out { get; init; }

        /// <summary>Whether values in the text are put right.</summary>
        [CommandOption("--correct"), Description("Put computed values into the notebook's own text where it says others. Read what changed before keeping it.")]
        public bool Correct { get; init; }

        /// <summary>The process that this one ends with; <c>course render</c> gives its own.</summary>
        [CommandOption("--parent <PID>", IsHidden = true)]
        public int? Parent { get; init; }

        /// <inheritdoc/>
        public override ValidationResult Validate() =>
            File.Exists(Notebook) ? base.Validate() : ValidationResult.Error($"There is no notebook {Notebook}.");
    }

    /// <inheritdoc/>
    public override async Task<int> ExecuteAsync(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Parent is { } parent) ParentWatch.Start(parent, () => Environment.Exit(ExitCode.Failed));
        ChildProcesses.EndWithThisProcess();
        if (settings.Model is { } model) Environment.SetEnvironmentVariable(Catalogue.ModelVariable, model);
        var target = Path.GetFullPath(settings.Out ?? Path.ChangeExtension(settings.Notebook, ".executed.ipynb"));
        var notebook = Notebook.Read(settings.Notebook);
        WholeFile.CheckWritable(target);
        using var engine = await InteractiveEngine.StartAsync();
        var run = new NotebookRun(engine, settings.CellLimit) { Prose = settings.Correct ? ProseTreatment.Correct : TreatmentHere() };
        using var ending = new EarlyEnd(settings.Notebook);
        try
        {
            await run.RunAsync(notebook, cell =>
            {
                ending.Cell = cell.Cell;
                Console.WriteLine($"cell {cell.Cell} of {cell.Count}");
            }, cancellationToken);
        }
        catch (Exception e) when (e is CourseException or OperationCanceledException)
        {
            notebook.Write(target);    // what ran until then is not lost
            Console.WriteLine($"{target}, up to there");
            throw;
        }
        if (settings.Correct) Notebook.Read(settings.Notebook).WithTextOf(notebook).Write(settings.Notebook);
        notebook.Write(target);
        Console.WriteLine(target);
        return ExitCode.Done;
    }

    /// <summary>The chapters are written for the main model.</summary>
    private static ProseTreatment TreatmentHere() =>
        Environment.GetEnvironmentVariable(Catalogue.ModelVariable) is { Length: > 0 } name && name != Catalogue.MainModel ? ProseTreatment.Adapt : ProseTreatment.Check;
}
