using System.ComponentModel;
using System.Text.Json.Nodes;
using Attention.Interventions;
using Attention.Measures;
using Attention.Models;
using Attention.Tokens;
using Course.Files;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Course.Cli.Commands;

/// <summary><c>course ablate</c>: what the loss does without a head.</summary>
public sealed class AblateCommand : Command<AblateCommand.Settings>
{
    /// <summary>Its arguments.</summary>
    public sealed class Settings : InputSettings
    {
        /// <summary>The heads.</summary>
        [CommandOption("--heads <HEADS>"), Description("Heads to take out, each by itself: 16.0,18.6. Without it, every head of the model "
            + "in turn, which takes minutes.")]
        public string? Heads { get; init; }

        /// <summary>Whether a head's mean takes its place.</summary>
        [CommandOption("--mean"), Description("Mean ablation: put the head's mean over the same input in its place, instead of nothing.")]
        public bool Mean { get; init; }
    }

    /// <inheritdoc/>
    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        if (settings.Text is null == settings.Repeat is null)
            throw new WrongUseException("Say what the loss is measured on: --text TEXT or --repeat 50.");
        var heads = settings.Heads is null ? null : Parse(settings.Heads);
        using var model = settings.Load();
        var repeated = settings.RepeatedInput(model);
        var input = repeated ?? settings.TextInput(model)!;
        var loss = TokenLoss.Mean(model, input, repeated?.SecondCopy);
        var options = new AblationOptions { Mean = settings.Mean };
        IReadOnlyList<HeadScore> effects = heads is null
            ? [.. Ablation.Map(model, input, repeated?.SecondCopy, options, new ErrorProgress(), cancellationToken).All()]
            : [.. heads.Select(head => new HeadScore(head, Ablation.Effect(model, input, [head], repeated?.SecondCopy, options)))];
        if (settings.Json) Console.Out.WriteLine(Json(model.Name, input, settings.Mean, loss, effects));
        else AnsiConsole.Write(View(model.Title, repeated is not null, settings.Mean, loss, effects));
        return ExitCode.Done;
    }

    private static IReadOnlyList<HeadIndex> Parse(string heads) =>
        [.. heads.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(HeadIndex.Parse)];

    private static string Json(string model, TokenBatch input, bool mean, double loss, IEnumerable<HeadScore> effects) => new JsonObject
    {
        ["model"] = model,
        ["bos"] = input.HasBos,
        ["repeat"] = (input as RepeatedTokens)?.N,
        ["ablation"] = mean ? "mean" : "zero",
        ["loss"] = loss,
        ["effects"] =
            new JsonArray([.. effects.Select(effect => new JsonObject { ["head"] = effect.Head.ToString(), ["delta"] = effect.Score })]),
    }.ToJsonString();

    private static Table View(string model, bool repeated, bool mean, double loss, IEnumerable<HeadScore> effects)
    {
        var view = new Table().Title(
            Markup.Escape(
                $"{model}: loss {loss:0.000} nats per token{(repeated ? " on the second copy" : "")}, {(mean ? "mean" : "zero")} ablation"))
                .AddColumns("without head", "change of the loss, nats");
        foreach (var (head, delta) in effects) view.AddRow(head.ToString(), $"{delta:+0.000;-0.000;0.000}");
        return view;
    }

    /// <summary>Tells on standard error how far a map is, one line each tenth.</summary>
    private sealed class ErrorProgress : IProgress<double>
    {
        private int told;

        public void Report(double value)
        {
            if ((int)(value * 10) == told) return;
            told = (int)(value * 10);
            Console.Error.WriteLine($"{told * 10} % of the heads");
        }
    }
}
