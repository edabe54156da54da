using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Attention.Models;
using Attention.Studies;

namespace Attention.Figures;

/// <summary>A paragraph that reads a figure, with its numbers filled in from what was measured.</summary>
[TypeFormatterSource(typeof(ReadingFormatters), PreferredMimeTypes = [FigureFormatters.HtmlMimeType])]
public partial class Reading
{
    private readonly string? html;    // null: the text as a paragraph

    internal Reading(string text, string? html = null) => (Text, this.html) = (text, html);

    /// <summary>The paragraph.</summary>
    public string Text { get; }

    /// <summary>Makes a paragraph.</summary>
    /// <param name="text">Plain text; whatever looks like markup is shown as it is.</param>
    /// <returns>A paragraph that shows itself in a notebook.</returns>
    public static Reading Of(string text) => new(text);

    /// <summary>Makes a paragraph about the model that a notebook loads; a page made from the notebook names its weights at the
    /// foot.</summary>
    /// <param name="model">The model.</param>
    /// <param name="text">Plain text.</param>
    /// <returns>A paragraph that shows itself in a notebook.</returns>
    public static Reading Of(LanguageModel model, string text)
    {
        ArgumentNullException.ThrowIfNull(model);
        var shown = model.RandomSeed is { } seed
            ? $"{text} This model was never trained (seed {seed}): what is found in it is what chance finds."
            : text;
        return new ModelReading(shown,
            JsonSerializer.Serialize(new { title = model.Title, sha256 = model.WeightsSha256, seed = model.RandomSeed }));
    }

    /// <summary>Names the model that a notebook works on: its size, and whether it was ever trained; a page made from the notebook names
    /// its weights at the foot.</summary>
    /// <param name="model">The model.</param>
    /// <returns>A sentence that shows itself in a notebook.</returns>
    public static Reading Model(LanguageModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var (config, device) = (model.Config, model.Device.type.ToString().ToLowerInvariant());
        return Of(model,
            $"{model.Title}: {config.NumHiddenLayers} layers of {config.NumAttentionHeads} heads, {config.HeadCount} in all, "
                + $"on the {device}.");
    }

    /// <summary>Makes a table of words and numbers.</summary>
    /// <param name="caption">What it shows; becomes its caption.</param>
    /// <param name="columns">The heads of the columns.</param>
    /// <param name="rows">The rows, each with an entry a column; the first entry names the row.</param>
    /// <returns>A table that shows itself in a notebook.</returns>
    /// <exception cref="ArgumentException">A row has more or fewer entries than there are columns.</exception>
    public static Reading Table(string caption, IReadOnlyList<string> columns, params IEnumerable<IReadOnlyList<string>> rows)
    {
        ArgumentNullException.ThrowIfNull(columns);
        IReadOnlyList<string>[] all = [.. rows];
        if (all.FirstOrDefault(row => row.Count != columns.Count) is { } odd)
            throw new ArgumentException($"A row has {odd.Count} entries, the table {columns.Count} columns.", nameof(rows));
        bool[] amounts = [.. columns.Select((_, c) => c > 0 && all.Length > 0 && all.All(row => Amount().IsMatch(row[c])))];
        var head = string.Concat(columns.Select((column, c) =>
            $"<th scope=\"col\"{(amounts[c] ? " class=\"amount\"" : "")}>{WebUtility.HtmlEncode(column)}</th>"));
        var body = string.Concat(all.Select(row => $"<tr><th scope=\"row\">{WebUtility.HtmlEncode(row[0])}</th>"
            + $"{string.Concat(row.Skip(1).Select((cell, c) => Cell(cell, amounts[c + 1])))}</tr>"));
        return new($"{caption}: {string.Join("; ", all.Select(row => string.Join(" | ", row)))}",
            $"<table class=\"reading\"><caption>{WebUtility.HtmlEncode(caption)}</caption><thead><tr>{head}</tr></thead>"
                + $"<tbody>{body}</tbody></table>");
    }

    /// <summary>A part of a report on a model: its table, or the sentence that says why there is none.</summary>
    /// <param name="part">The part.</param>
    /// <returns>A table or a paragraph that shows itself in a notebook.</returns>
    public static Reading Part(ReportPart part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return part.Reason is { } reason ? Of($"{part.Name}: not on this model. {reason}") : Table(part.Name, part.Columns, part.Rows);
    }

    /// <summary>A figure, or, where the library refuses to draw it of a model, the sentence that says why; the cells after it run in any
    /// case.</summary>
    /// <param name="figure">Draws the figure.</param>
    /// <returns>The figure, or a paragraph.</returns>
    public static object OrWhyNot(Func<Figure> figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        try
        {
            return figure();
        }
        catch (Exception e) when (ReportPart.IsForeseen(e))
        {
            return Of($"Not on this model: {e.Message}");
        }
    }

    /// <summary>The paragraph.</summary>
    /// <returns><see cref="Text"/>.</returns>
    public override string ToString() => Text;

    /// <summary>An amount ends where the others of its column end; one with its interval stays in one line.</summary>
    private static string Cell(string text, bool isAmount)
    {
        var kind = isAmount
            ? " class=\"amount\""
            : text.Length <= LongestWhole && StartsWithNumber().IsMatch(text) ? " class=\"whole\"" : "";
        return $"<td{kind}>{WebUtility.HtmlEncode(Minus().Replace(text, "−"))}</td>";
    }

    /// <summary>Characters of a cell that is not broken into lines.</summary>
    private const int LongestWhole = 30;

    [GeneratedRegex(@"^([+−-]?[0-9]*[.,]?[0-9]+( ?%| nats| tokens)?|–|)$")]
    private static partial Regex Amount();

    [GeneratedRegex(@"^[+−-]?[0-9]*\.?[0-9]")]
    private static partial Regex StartsWithNumber();

    /// <summary>The sign of a number, and not what joins two words or two numbers.</summary>
    [GeneratedRegex(@"(?<![\w.])-(?=[0-9.])")]
    private static partial Regex Minus();

    internal string Html => html ?? $"<p class=\"reading\">{WebUtility.HtmlEncode(Text)}</p>";
}
