using System.ComponentModel;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Course.Cli.Commands;

/// <summary>What the commands that execute notebooks have in common.</summary>
public abstract class NotebookSettings : CommandSettings
{
    /// <summary>The model that the notebooks load.</summary>
    [CommandOption("--model <MODEL>"), Description("The model to load instead of the main one: a name, a folder or a .gguf file.")]
    public string? Model { get; init; }

    /// <summary><see cref="Model"/>, as a whole path where it is a file or a folder: notebooks run in a folder of their own.</summary>
    public string? ModelHere => File.Exists(Model) || Directory.Exists(Model) ? Path.GetFullPath(Model) : Model;

    /// <summary>Seconds that a cell may take.</summary>
    [CommandOption("--cell-timeout <SECONDS>"), Description("How long a cell may take."), DefaultValue(600.0)]
    public double CellTimeout { get; init; }

    /// <summary><see cref="CellTimeout"/> as a time.</summary>
    public TimeSpan CellLimit => TimeSpan.FromSeconds(CellTimeout);

    /// <inheritdoc/>
    public override ValidationResult Validate() => CellTimeout is > 0 and <= 86_400
        ? ValidationResult.Success()
        : ValidationResult.Error($"--cell-timeout is {CellTimeout}; it has to be more than 0 and at most 86400 seconds.");
}
