using System.Text;
using System.Text.Json.Nodes;
using Attention.Figures.Drawings;
using Attention.Figures.Pictures;
using Course.Files;

namespace Attention.Figures;

/// <summary>What every view returns: it shows itself in a notebook and saves itself as a page that needs no network.</summary>
[TypeFormatterSource(typeof(FigureFormatters),
    PreferredMimeTypes = [FigureFormatters.PlotlyMimeType, FigureFormatters.HtmlMimeType, FigureFormatters.PictureMimeType])]
public class Figure
{
    private readonly Lazy<StaticPicture> picture;

    internal Figure(string title, string caption, string altText, string json, Func<Drawing[]> drawings)
    {
        (Title, Caption, AltText, Json) = (title, caption, altText, json);
        picture = new(() => new StaticPicture(this, drawings()));
    }

    /// <summary>What is shown, in one line.</summary>
    public string Title { get; }

    /// <summary>What to see in it and what was put in front or left out, in a sentence or two; it stands under the figure.</summary>
    public string Caption { get; }

    /// <summary>What the figure says, in words and numbers, for those who do not see it.</summary>
    public string AltText { get; }

    /// <summary>The chart as Plotly's JSON (data and layout), or what a view of the course's own draws.</summary>
    public string Json { get; }

    /// <summary>The figure as it is before anybody touches it, drawn here and now: no browser is needed.</summary>
    /// <returns>A picture; empty for a figure that is words alone.</returns>
    public StaticPicture StaticPicture() => picture.Value;

    /// <summary>What a reader may choose from when the figure asks, and how much each is; empty for a figure that has no such
    /// parts.</summary>
    internal IReadOnlyList<(string Name, double Value)> Parts { get; init; } = [];

    /// <summary>What it asks before it is seen; null for nothing.</summary>
    internal FigureQuestion? Question { get; private set; }

    /// <summary>The figure as one that asks first: in a page it is covered until the reader has guessed which of its parts is the largest,
    /// and the page counts the guesses. The parts are the measured bars, the lines by where they end, or in a pattern the words that the
    /// last word may look at, in the first panel that is a model's.</summary>
    /// <param name="question">The question, to which the name of a part is the answer.</param>
    /// <returns>The same figure with the question.</returns>
    /// <exception cref="WrongUseException">The figure has no parts to choose from.</exception>
    public Figure Asks(string question)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(question);
        var known = Parts.Where(part => double.IsFinite(part.Value)).ToArray();
        if (known.Length < 2)
            throw new WrongUseException($"“{Title}” cannot ask: it has no parts to choose from. Bars, lines and patterns have.");
        var asking = (Figure)MemberwiseClone();
        asking.Question = new FigureQuestion(question, [.. known.Select(part => part.Name)],
            known.Index().MaxBy(one => one.Item.Value).Index);
        return asking;
    }

    /// <summary>Writes a page that shows the figure from disk with the network off.</summary>
    /// <param name="path">The .html file; written whole or not at all.</param>
    public void SaveHtml(string path) => WholeFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(Page)));

    /// <summary>Draws the figure as a picture, with the Chromium, Chrome or Edge of this machine and with the network off.</summary>
    /// <param name="path">The .png file; written whole or not at all.</param>
    /// <param name="width">The width of the page that is drawn; the picture has two pixels for each of the page. Browsers have no window
    /// below 500.</param>
    /// <exception cref="NoBrowserException">There is no such browser; the message says what to install.</exception>
    public void SavePng(string path, int width = 960)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 500);
        var picture = FigurePicture.Png(this, width);
        WholeFile.Write(path, stream => stream.Write(picture));
    }

    /// <summary>Draws a chart as SVG, with the Chromium, Chrome or Edge of this machine and with the network off.</summary>
    /// <param name="path">The .svg file; written whole or not at all.</param>
    /// <param name="width">The width of the chart.</param>
    /// <exception cref="NoBrowserException">There is no such browser; the message says what to install.</exception>
    /// <exception cref="NotSupportedException">This is a view of the course's own, a page and not a drawing.</exception>
    public virtual void SaveSvg(string path, int width = 960)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 500);
        var drawing = FigurePicture.Svg(this, width);
        WholeFile.Write(path, stream => stream.Write(drawing));
    }

    /// <summary>The words of the figure, for hosts without pictures.</summary>
    /// <returns>Title and text.</returns>
    public override string ToString() => $"{Title}. {AltText}";

    /// <summary>The chart's JSON with title, text, caption and question in <c>layout.meta</c>, for pages that are made from a notebook's
    /// outputs.</summary>
    internal string JsonWithWords
    {
        get
        {
            var json = JsonNode.Parse(Json)!;
            if (json["layout"] is not JsonObject layout) return Json;
            var meta = layout["meta"] as JsonObject ?? [];
            (meta["title"], meta["alt"], meta["caption"]) = (Title, AltText, Caption);
            if (Question is not null) meta["question"] = JsonNode.Parse(Question.Json);
            if (meta.Parent is null) layout["meta"] = meta;
            return json.ToJsonString();
        }
    }

    /// <summary>The figure inside a page.</summary>
    internal virtual string Fragment => FigureHtml.Fragment(this);

    /// <summary>The figure as a page by itself.</summary>
    internal virtual string Page => FigureHtml.Page(this);
}
