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

        /// <summary>Values for the cell that is tagged <c>parameters</c>.</summary>
        [CommandOption("--parameters <NAME=VALUE>"), Description("Set a variable that the cell tagged 'parameters' declares; may be said "
            + "several times. The text then adapts instead of failing.")]
        public string[] Parameters { get; init; } = [];

        /// <summary>Whether values in the text are put right.</summary>
        [CommandOption("--correct"), Description("Put computed values into the notebook's own text where it says others. Read what "
            + "changed before keeping it.")]
        public bool Correct { get; init; }

        /// <summary>Whether the notebook keeps pictures of what its cells show.</summary>
        [CommandOption("--previews"), Description("Put small pictures of what the cells show into the notebook itself, for readers "
            + "without a kernel. A browser paints them.")]
        public bool Previews { get; init; }

        /// <summary>The process that this one ends with; <c>course render</c> gives its own.</summary>
        [CommandOption("--parent <PID>", IsHidden = true)]
        public int? Parent { get; init; }

        /// <inheritdoc/>
        public override ValidationResult Validate() =>
            !File.Exists(Notebook) ? ValidationResult.Error($"There is no notebook {Notebook}.")
            : Correct && Parameters is not []
                ? ValidationResult.Error("--correct is for the notebook as it is; with --parameters it would be corrected for others.")
            : base.Validate();
    }

    /// <inheritdoc/>
    public override async Task<int> ExecuteAsync(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Parent is { } parent) ParentWatch.Start(parent, () => Environment.Exit(ExitCode.Failed));
        ChildProcesses.EndWithThisProcess();
        if (settings.ModelHere is { } model) Environment.SetEnvironmentVariable(Catalogue.ModelVariable, model);
        var target = Path.GetFullPath(settings.Out ?? Path.ChangeExtension(settings.Notebook, ".executed.ipynb"));
        var notebook = Notebooks.Runs.Parameters.Set(Notebook.Read(settings.Notebook), settings.Parameters);
        WholeFile.CheckWritable(target);
        using var engine = await InteractiveEngine.StartAsync();
        var run = new NotebookRun(engine, settings.CellLimit)
        {
            Prose = settings.Correct
            ? ProseTreatment.Correct
            : TreatmentHere(settings)
        };
        using var ending = new EarlyEnd(settings.Notebook, () => Keep(notebook, target));
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
            Console.WriteLine(Keep(notebook, target));
            throw;
        }
        if (settings.Correct) Notebook.Read(settings.Notebook).WithTextOf(notebook).Write(settings.Notebook);
        if (settings.Previews)
            Notebooks.Runs.Previews.Into(Notebook.Read(settings.Notebook), notebook, PreviewPictures.Paint).Write(settings.Notebook);
        notebook.Write(target);
        Console.WriteLine(target);
        return ExitCode.Done;
    }

    /// <summary>What ran until then is not lost.</summary>
    private static string Keep(Notebook notebook, string target)
    {
        notebook.Write(target);
        return $"{target}, up to there";
    }

    /// <summary>The chapters are written for the main model, and for the values that they give.</summary>
    private static ProseTreatment TreatmentHere(Settings settings) =>
        settings.Parameters is not [] || Environment.GetEnvironmentVariable(Catalogue.ModelVariable) is { Length: > 0 } name
            && name != Catalogue.MainModel ? ProseTreatment.Adapt : ProseTreatment.Check;
}
