using System.Text.Json;
using System.Text.Json.Nodes;
using Attention.Measures;
using Course.Files;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Course.Cli.Commands;

/// <summary><c>course heads</c>: every measure of every head.</summary>
public sealed class HeadsCommand : Command<HeadsCommand.Settings>
{
    /// <summary>Its arguments.</summary>
    public sealed class Settings : InputSettings;

    /// <inheritdoc/>
    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        if (settings.Text is null)
            throw new WrongUseException("Say what to measure on: --text \"The cat sat on the mat\", and --repeat 50 for induction.");
        using var model = settings.Load();
        var text = settings.TextInput(model)!;
        List<HeadScoreTable> tables = [.. model.Score(text, HeadScores.OfAnyText)];
        var repeated = settings.RepeatedInput(model);
        if (repeated is not null)
            tables.AddRange(model.Score(repeated, [HeadScores.Induction(repeated), HeadScores.DuplicateToken(repeated)]));
        if (settings.Json) Console.Out.WriteLine(Json(model.Name, text.Length, text.HasBos, repeated?.N, tables));
        else AnsiConsole.Write(Best(model.Title, text.HasBos, tables));
        return ExitCode.Done;
    }

    private static string Json(string model, int tokens, bool bos, int? repeat, IEnumerable<HeadScoreTable> tables) => new JsonObject
    {
        ["model"] = model,
        ["tokens"] = tokens,
        ["bos"] = bos,
        ["repeat"] = repeat,
        ["measures"] = new JsonObject(tables.Select(table => KeyValuePair.Create<string, JsonNode?>(table.Measure, Rows(table.Values)))),
    }.ToJsonString(new JsonSerializerOptions { WriteIndented = false });

    /// <summary>[layer][head]; a number that does not exist is null.</summary>
    private static JsonArray Rows(float[,] values) => new([.. Enumerable.Range(0, values.GetLength(0)).Select(l =>
        (JsonNode)new JsonArray([.. Enumerable.Range(0, values.GetLength(1))
            .Select(h => float.IsFinite(values[l, h]) ? JsonValue.Create(values[l, h]) : null)]))]);

    private static Table Best(string model, bool bos, List<HeadScoreTable> tables)
    {
        var view = new Table().Title(Markup.Escape($"{model}: the five largest of each measure{(bos ? "" : ", nothing in front")}"))
            .AddColumns("measure", "heads");
        foreach (var table in tables)
            view.AddRow(table.Measure, string.Join("   ", table.Top(5).Select(score => $"{score.Head} {score.Score:0.00}")));
        return view;
    }
}
