using System.Net;
using System.Text.Json;
using Attention.Models;
using Attention.Studies;

namespace Attention.Figures;

/// <summary>A paragraph that reads a figure, with its numbers filled in from what was measured.</summary>
[TypeFormatterSource(typeof(ReadingFormatters), PreferredMimeTypes = [FigureFormatters.HtmlMimeType])]
public class Reading
{
    private readonly string? html;    // null: the text as a paragraph

    internal Reading(string text, string? html = null) => (Text, this.html) = (text, html);

    /// <summary>The paragraph.</summary>
    public string Text { get; }

    /// <summary>Makes a paragraph.</summary>
    /// <param name="text">Plain text; whatever looks like markup is shown as it is.</param>
    /// <returns>A paragraph that shows itself in a notebook.</returns>
    public static Reading Of(string text) => new(text);

    /// <summary>Makes a paragraph about the model that a notebook loads; a page made from the notebook names its weights at the foot.</summary>
    /// <param name="model">The model.</param>
    /// <param name="text">Plain text.</param>
    /// <returns>A paragraph that shows itself in a notebook.</returns>
    public static Reading Of(LanguageModel model, string text)
    {
        ArgumentNullException.ThrowIfNull(model);
        var shown = model.RandomSeed is { } seed ? $"{text} This model was never trained (seed {seed}): what is found in it is what chance finds." : text;
        return new ModelReading(shown, JsonSerializer.Serialize(new { title = model.Title, sha256 = model.WeightsSha256, seed = model.RandomSeed }));
    }

    /// <summary>Names the model that a notebook works on: its size, and whether it was ever trained; a page made from the notebook names its weights at the foot.</summary>
    /// <param name="model">The model.</param>
    /// <returns>A sentence that shows itself in a notebook.</returns>
    public static Reading Model(LanguageModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var (config, device) = (model.Config, model.Device.type.ToString().ToLowerInvariant());
        return Of(model, $"{model.Title}: {config.NumHiddenLayers} layers of {config.NumAttentionHeads} heads, {config.HeadCount} in all, on the {device}.");
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
        if (all.FirstOrDefault(row => row.Count != columns.Count) is { } odd) throw new ArgumentException($"A row has {odd.Count} entries, the table {columns.Count} columns.", nameof(rows));
        var head = string.Concat(columns.Select(column => $"<th scope=\"col\">{WebUtility.HtmlEncode(column)}</th>"));
        var body = string.Concat(all.Select(row => $"<tr><th scope=\"row\">{WebUtility.HtmlEncode(row[0])}</th>{string.Concat(row.Skip(1).Select(cell => $"<td>{WebUtility.HtmlEncode(cell)}</td>"))}</tr>"));
        return new($"{caption}: {string.Join("; ", all.Select(row => string.Join(" | ", row)))}", $"<table class=\"reading\"><caption>{WebUtility.HtmlEncode(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>");
    }

    /// <summary>A part of a report on a model: its table, or the sentence that says why there is none.</summary>
    /// <param name="part">The part.</param>
    /// <returns>A table or a paragraph that shows itself in a notebook.</returns>
    public static Reading Part(ReportPart part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return part.Reason is { } reason ? Of($"{part.Name}: not on this model. {reason}") : Table(part.Name, part.Columns, part.Rows);
    }

    /// <summary>A figure, or, where the library refuses to draw it of a model, the sentence that says why; the cells after it run in any case.</summary>
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

    internal string Html => html ?? $"<p class=\"reading\">{WebUtility.HtmlEncode(Text)}</p>";
}
