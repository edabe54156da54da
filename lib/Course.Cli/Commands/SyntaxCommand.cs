using System.ComponentModel;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Attention.Measures;
using Attention.Models;
using Attention.Treebanks;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Course.Cli.Commands;

/// <summary><c>course syntax</c>: the best head for each relation of a treebank, beside the best guess by distance.</summary>
public sealed class SyntaxCommand : Command<SyntaxCommand.Settings>
{
    private const int EnoughForTheTable = 10;

    // "->" as it is
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Its arguments.</summary>
    public sealed class Settings : ModelSettings
    {
        /// <summary>The treebank.</summary>
        [CommandOption("--treebank <PATH>",
            isRequired: true), Description("A folder with *dev*.conllu and *test*.conllu, or one .conllu file, which is cut in two.")]
        public required string Treebank { get; init; }

        /// <summary>Whether sub-types are told apart.</summary>
        [CommandOption("--subtypes"), Description("Keep nsubj:pass apart from nsubj.")]
        public bool Subtypes { get; init; }

        /// <summary>Where counts are kept while they grow.</summary>
        [CommandOption("--keep <FOLDER>"), Description("Keep what is counted in this folder: the same command goes on there after it "
            + "was ended.")]
        public string? Keep { get; init; }

        /// <summary>Whether the result is JSON on standard output.</summary>
        [CommandOption("--json"), Description("Write JSON, and nothing else, on standard output.")]
        public bool Json { get; init; }
    }

    /// <inheritdoc/>
    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        var treebank = TreebankHalves.Open(settings.Treebank);
        Console.Error.WriteLine($"Heads and offsets are chosen on {treebank.Dev.Name} and scored on {treebank.Test.Name}.");
        using var model = settings.Load();
        var scores = Score(model, treebank, settings, cancellationToken);
        if (settings.Json) Console.Out.WriteLine(Json(model.Name, treebank, settings, scores));
        else AnsiConsole.Write(View(model.Title, scores));
        return ExitCode.Done;
    }

    private static IReadOnlyList<SyntacticScore> Score(LanguageModel model, TreebankHalves treebank, Settings settings,
        CancellationToken cancellation)
    {
        var error = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        var progress = error.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn());
        var (scores, tooLong) = progress.Start(display =>
        {
            var sentences = display.AddTask("sentences", maxValue: treebank.Dev.Sentences.Count + treebank.Test.Sentences.Count);
            var reader = new TreebankReader(model)
            {
                Bos = !settings.NoBos,
                Subtypes = settings.Subtypes,
                Notes = settings.Keep,
                Progress = done => sentences.Increment(done),
                Cancellation = cancellation
            };
            return (SyntacticAccuracy.Score(treebank, reader), reader.LeftOut);
        });
        if (tooLong > 0)
            Console.Error.WriteLine(
                $"{tooLong} sentences longer than the model's context of {model.Config.MaxPositionEmbeddings} tokens were left out.");
        return scores;
    }

    private static string Json(string model, TreebankHalves treebank, Settings settings, IEnumerable<SyntacticScore> scores) =>
        new JsonObject
        {
            ["model"] = model,
            ["bos"] = !settings.NoBos,
            ["dev"] = treebank.Dev.Name,
            ["test"] = treebank.Test.Name,
            ["relations"] = new JsonArray([.. scores.Select(score => new JsonObject
            {
                ["relation"] = score.Relation,
                ["direction"] = Name(score.Direction),
                ["n"] = score.N,
                ["dev_n"] = score.DevN,
                ["head"] = score.Head.ToString(),
                ["accuracy"] = score.Accuracy,
                ["offset"] = score.Offset,
                ["baseline"] = score.Baseline,
                ["rule"] = score.Rule.ToString(),
                ["rule_accuracy"] = score.RuleAccuracy,
                ["accuracy_95"] = new JsonArray(score.Confidence.Low, score.Confidence.High),
            })]),
        }.ToJsonString(Readable);

    private static Table View(string model, IReadOnlyList<SyntacticScore> scores)
    {
        var shown = scores.Where(score => Math.Min(score.N, score.DevN) >= EnoughForTheTable).ToList();
        var view = new Table().Title(Markup.Escape($"{model}: the best head for each relation"))
            .AddColumns("relation", "direction", "n", "head", "accuracy", "offset", "baseline", "by word class", "rule");
        foreach (var score in shown)
            view.AddRow(Markup.Escape(score.Relation), Name(score.Direction), $"{score.N}", $"{score.Head}", $"{score.Accuracy:0.00}",
                $"{score.Offset}", $"{score.Baseline:0.00}",
                $"{score.RuleAccuracy:0.00}", Markup.Escape($"{score.Rule}"));
        if (shown.Count < scores.Count)
            view.Caption(
                $"{scores.Count - shown.Count} rows with fewer than {EnoughForTheTable} cases in a half are left out; --json has them.");
        return view;
    }

    private static string Name(SyntacticDirection direction) =>
        direction == SyntacticDirection.DependentToHead ? "dependent->head" : "head->dependent";
}
