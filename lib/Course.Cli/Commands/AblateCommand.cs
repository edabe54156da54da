using System.ComponentModel;
using System.Text.Json.Nodes;
using Attention.Interventions;
using Attention.Measures;
using Attention.Models;
using Attention.Tokens;
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
        [CommandOption("--heads <HEADS>", isRequired: true), Description("Heads to take out, each by itself: 16.0,18.6")]
        public required string Heads { get; init; }
    }

    /// <inheritdoc/>
    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        if (settings.Text is null == settings.Repeat is null) throw new UsageException("Say what the loss is measured on: --text TEXT or --repeat 50.");
        var heads = Parse(settings.Heads);
        using var model = settings.Load();
        var repeated = settings.RepeatedInput(model);
        var input = repeated ?? settings.TextInput(model)!;
        var loss = TokenLoss.Mean(model, input, repeated?.SecondCopy);
        List<(HeadIndex Head, double Delta)> effects = [.. heads.Select(head => (head, TokenLoss.Mean(model, input, repeated?.SecondCopy, Ablation.Zero(model.Config, head)) - loss))];
        if (settings.Json) Console.Out.WriteLine(Json(model.Name, input, loss, effects));
        else AnsiConsole.Write(View(model.Title, repeated is not null, loss, effects));
        return ExitCode.Done;
    }

    private static IReadOnlyList<HeadIndex> Parse(string heads)
    {
        try
        {
            return [.. heads.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(HeadIndex.Parse)];
        }
        catch (FormatException e)
        {
            throw new UsageException(e.Message);
        }
    }

    private static string Json(string model, TokenBatch input, double loss, IEnumerable<(HeadIndex Head, double Delta)> effects) => new JsonObject
    {
        ["model"] = model,
        ["bos"] = input.HasBos,
        ["loss"] = loss,
        ["effects"] = new JsonArray([.. effects.Select(effect => new JsonObject { ["head"] = effect.Head.ToString(), ["delta"] = effect.Delta })]),
    }.ToJsonString();

    private static Table View(string model, bool repeated, double loss, IEnumerable<(HeadIndex Head, double Delta)> effects)
    {
        var view = new Table().Title(Markup.Escape($"{model}: loss {loss:0.000} nats per token{(repeated ? " on the second copy" : "")}")).AddColumns("without head", "change of the loss, nats");
        foreach (var (head, delta) in effects) view.AddRow(head.ToString(), $"{delta:+0.000;-0.000;0.000}");
        return view;
    }
}
