using System.ComponentModel;
using System.Globalization;
using Attention.Models;
using Attention.Studies;
using Course.Files;
using Spectre.Console.Cli;
using static TorchSharp.torch;

namespace Course.Cli.Commands;

/// <summary><c>course bench</c>: how long the forward pass takes with all attention kept, as a share of what a matrix product reaches
/// beside it.</summary>
public sealed class BenchCommand : Command<BenchCommand.Settings>
{
    /// <summary>Its arguments.</summary>
    public sealed class Settings : CommandSettings
    {
        /// <summary>The model.</summary>
        [CommandOption("--model <MODEL>"), Description("A shipped model's name, a model folder or a .gguf file; 'random' is the main "
            + "model's shape with random weights and needs no file."), DefaultValue("random")]
        public required string Model { get; init; }

        /// <summary>The device.</summary>
        [CommandOption("--device <DEVICE>"), Description("auto, cpu or cuda; COURSE_DEVICE sets the default.")]
        public string? Device { get; init; }

        /// <summary>The lengths.</summary>
        [CommandOption("--tokens <LENGTHS>"), Description("The lengths of the texts."), DefaultValue("16,64,128,256,512,1024,2048")]
        public required string Tokens { get; init; }

        /// <summary>How long to go on tracing.</summary>
        [CommandOption("--seconds <SECONDS>"), Description("Trace a text of the first length again and again for so long, and tell what "
            + "that took: how a crowded machine is measured.")]
        public double? Seconds { get; init; }

        /// <summary>Whether work of many runs is timed too.</summary>
        [CommandOption("--many"), Description("Time work of many runs too: a corpus that is measured, and every head taken out in turn.")]
        public bool Many { get; init; }
    }

    /// <inheritdoc/>
    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        var lengths = settings.Tokens.Split(',')
            .Select(length => int.TryParse(length, out var T) && T > 0
                ? T
                : throw new WrongUseException($"'{length}' is no number of tokens; say --tokens 16,64,256.")).ToList();
        var options = settings.Device is null ? new ModelOptions() : new ModelOptions { Device = settings.Device };
        using var fp32 = Load(settings.Model, options);
        if (settings.Seconds is { } seconds)
        {
            var (passes, wall, processor) = ForwardSpeed.Repeat(fp32, lengths[0], TimeSpan.FromSeconds(seconds), cancellationToken);
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{passes} traces of {lengths[0]} tokens with {get_num_threads()} threads: {1000 * wall / passes:0.0} ms each, "
                    + $"of which the processor's {1000 * processor / passes:0.0} ms"));
            return ExitCode.Done;
        }
        using var bf16 = Load(settings.Model, options with { DType = ScalarType.BFloat16 });
        Console.Out.WriteLine(
            $"{fp32.Title} on {fp32.Device}, {get_num_threads()} threads: a pass that keeps the attention of all heads, no logits; "
                + $"TFLOP/s, and in the same minute those of a matrix product.");
        Console.Out.WriteLine();
        Row(["tokens", .. Columns("fp32"), .. Columns("bf16"), "fp32 : bf16"]);
        Row([.. Enumerable.Repeat("---:", 2 + 2 * Columns("").Length)]);
        foreach (var T in lengths)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (single, half) = (Measured(fp32, T), Measured(bf16, T));
            Row([$"{T}", .. Cells(single), .. Cells(half), single is null || half is null ? "" : $"{single.Seconds / half.Seconds:0.0}"]);
        }
        if (settings.Many)
            foreach (var model in new[] { fp32, bf16 }) Tell(model, WorkSpeed.Measure(model));
        return ExitCode.Done;
    }

    private static void Tell(LanguageModel model, WorkSpeed speed) =>
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"\n{model.Transformer.Weights.Layers[0].Qkv.dtype}: a corpus of texts of {WorkSpeed.TextLength} tokens, "
                + $"all measures of all heads: {speed.OneByOne:N0} tokens/s one by one, {speed.Together:N0} together "
                + $"({speed.Together / speed.OneByOne:0.0} times);\n"
                + $"the effect of each of {speed.Heads} heads on {WorkSpeed.MapLength} tokens: {speed.MapSeconds:0.00} s, "
                + $"{speed.PassesOfHead:0.00} passes a head."));

    private static LanguageModel Load(string model, ModelOptions options) =>
        model == "random" ? ForwardSpeed.RandomModel(options) : LanguageModel.Load(model, options);

    private static ForwardSpeed? Measured(LanguageModel model, int tokens)
    {
        try
        {
            return ForwardSpeed.Measure(model, tokens);
        }
        catch (TextTooLongException e)
        {
            Console.Error.WriteLine(e.Message);
            return null;
        }
    }

    private static void Row(IEnumerable<string> cells) => Console.Out.WriteLine($"| {string.Join(" | ", cells)} |");

    private static string[] Columns(string type) => [$"{type} ms", "best", "TFLOP/s", "product", "share", "to CPU ms", "measured ms"];

    private static string[] Cells(ForwardSpeed? speed) => speed is null
        ? ["", "", "", "", "", "", ""]
        : [Ms(speed.Seconds), Ms(speed.Best), $"{speed.Flops / speed.Seconds / 1e12:0.00}", $"{speed.Peak / 1e12:0.00}",
            $"{100 * speed.Share:0.0} %", Ms(speed.TraceSeconds), Ms(speed.MeasureSeconds)];

    private static string Ms(double seconds) => $"{seconds * 1000:0.0}";
}
