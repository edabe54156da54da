using System.ComponentModel;
using System.Globalization;
using Attention.Measures;
using Attention.Models;
using Attention.Sweeps;
using Course.Files;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Course.Cli.Commands;

/// <summary><c>course sweep</c>: the heads of many models, in shards.</summary>
public sealed class SweepCommand : Command<SweepCommand.Settings>
{
    /// <summary>What job arrays call the number of a task: Slurm, and Indexed Jobs of Kubernetes. Both count from 0 as this command
    /// does.</summary>
    private static readonly string[] ShardVariables = ["SLURM_ARRAY_TASK_ID", "JOB_COMPLETION_INDEX"];

    /// <summary>Its arguments.</summary>
    public sealed class Settings : CommandSettings
    {
        /// <summary>The models.</summary>
        [CommandArgument(0,
            "<MODELS>"), Description("Shipped models' names (with -random behind one: its control), model folders or .gguf files.")]
        public required string[] Models { get; init; }

        /// <summary>The measures.</summary>
        [CommandOption("--measures <NAMES>"), Description("Measures with commas between, or all."), DefaultValue("all")]
        public required string Measures { get; init; }

        /// <summary>The seeds.</summary>
        [CommandOption("--seeds <S>"), Description("Seeds of the random tokens with commas between; each model is measured on each."),
            DefaultValue("3")]
        public required string Seeds { get; init; }

        /// <summary>From which score on a head is counted.</summary>
        [CommandOption("--threshold <SHARE>"), Description("From which score on a head is counted."), DefaultValue(Census.DefaultThreshold)]
        public double Threshold { get; init; }

        /// <summary>How many shards.</summary>
        [CommandOption("--shards <N>"), Description("Into how many shards the work is cut."), DefaultValue(1)]
        public int Shards { get; init; }

        /// <summary>Which shard.</summary>
        [CommandOption("--shard <I>"), Description("Measure this shard alone, counted from 0; else SLURM_ARRAY_TASK_ID or "
            + "JOB_COMPLETION_INDEX, else all.")]
        public int? Shard { get; init; }

        /// <summary>Where to.</summary>
        [CommandOption("--out <FOLDER>"), Description("The folder of the sweep, the same for all shards."), DefaultValue("sweep")]
        public required string Out { get; init; }

        /// <summary>The device.</summary>
        [CommandOption("--device <DEVICE>"), Description("auto, cpu or cuda; COURSE_DEVICE sets the default.")]
        public string? Device { get; init; }
    }

    /// <inheritdoc/>
    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        var plan = PlanOf(settings).Checked();
        var folder = new SweepFolder(settings.Out);
        var options = settings.Device is { } device ? new ModelOptions { Device = device } : null;
        foreach (var shard in ShardOf(settings) is { } one ? [one] : Enumerable.Range(0, plan.Shards))
            Run(folder, plan, shard, options, cancellationToken);
        var missing = folder.Missing(plan);
        if (missing.Count > 0)
            AnsiConsole.WriteLine(
                $"{missing.Count} of {plan.Shards} shards are missing; whoever ends the last one writes {folder.CensusPath}.");
        else AnsiConsole.WriteLine($"{folder.Merge(plan)} rows in {folder.CensusPath}");
        return ExitCode.Done;
    }

    private static void Run(SweepFolder folder, SweepPlan plan, int shard, ModelOptions? options, CancellationToken cancellation) =>
        AnsiConsole.Progress().Start(view =>
        {
            var task = view.AddTask($"shard {shard} of {plan.Shards}", maxValue: 1);
            var ran = Sweep.Run(folder, plan, shard, options, new TaskProgress(task), cancellation);
            if (!ran) task.Description += ", measured before";
            task.Value = 1;
        });

    private static SweepPlan PlanOf(Settings settings) => new(
        settings.Models,
        settings.Measures == "all" ? SweepMeasures.Names : settings.Measures.Split(','),
        [.. settings.Seeds.Split(',').Select(seed => Number(seed, "--seeds"))],
        settings.Threshold,
        settings.Shards,
        SweepPlan.ThisTool);

    private static int? ShardOf(Settings settings)
    {
        if (settings.Shard is { } asked) return asked;
        var given = ShardVariables.Where(name => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name))).ToArray();
        return given.Length == 0 ? null : Number(Environment.GetEnvironmentVariable(given[0])!, given[0]);
    }

    private static int Number(string text, string where) =>
        int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new WrongUseException($"{where}: '{text}' is no number. Give whole numbers.");
}
