using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Notebooks.Files;
using Notebooks.Handouts.Words;

namespace Notebooks.Handouts;

/// <summary>An executed notebook as the parts of a page.</summary>
public sealed partial class HandoutPage
{
    /// <summary>What stands in <see cref="Opened"/> where the first screen ends; what follows may be painted a moment later.</summary>
    internal const string FirstScreenEnd = "<!--first screen-->";

    private const double WordsAMinute = 200;
    private const int CellsOfFirstScreen = 1;
    private static readonly TimeSpan CellLimit = TimeSpan.FromSeconds(20);
    private readonly MarkdownText markdown;
    private readonly OutputText outputs;
    private readonly List<string> warnings = [];
    private readonly Hints hints = new();
    private readonly string? leaveOut;
    private readonly string marked;
    private (CoverPicture Picture, bool IsMarked, bool IsMade, string? Figure)? cover;

    /// <summary>Reads a notebook.</summary>
    /// <param name="notebook">The notebook, executed or not.</param>
    /// <param name="formulas">Sets the formulas.</param>
    /// <param name="words">What the page explains where it uses it; null for nothing.</param>
    /// <param name="leaveOut">A tag whose cells the page leaves out; null for none.</param>
    /// <param name="apart">Whether the data of its figures may lie in files beside the page.</param>
    /// <exception cref="HandoutException">Something in it cannot be shown.</exception>
    public HandoutPage(Notebook notebook, Formulas formulas, CourseWords? words = null, string? leaveOut = null, bool apart = false)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        this.leaveOut = leaveOut;
        (Name, markdown) = (notebook.Name, new MarkdownText(formulas, notebook.Folder, words));
        (Question, Needs) = (notebook.Metadata("course", "question"), notebook.Metadata("course", "needs"));
        outputs = new OutputText(markdown, notebook.Name, apart);
        var cells = FigureNumbers.Refer(InTime(notebook));
        Minutes = Math.Max(1,
            (int)Math.Round(notebook.Cells.Where(cell => cell.IsMarkdown)
                .Sum(cell => Unseen().Replace(cell.Source, "").Count(char.IsWhiteSpace)) / WordsAMinute));
        marked = WithByline(cells) + hints.AtTheEnd() + markdown.Explanations();
        Body = marked.Replace(FirstScreenEnd, "", StringComparison.Ordinal);
        if (notebook.Metadata("course", "cover") is { } picture) TakeCover(notebook, picture);
    }

    /// <summary>The notebook's name, and the page's without its ending.</summary>
    public string Name { get; }

    /// <summary>The notebook's first heading, or its name.</summary>
    public string Title => markdown.Headings.Count > 0 ? markdown.Headings[0].Text : Name;

    /// <summary>The notebook's first paragraph, in words alone; empty if it has none.</summary>
    public string Introduction => markdown.Introduction ?? "";

    /// <summary>The question that the notebook answers, as its metadata name it (course.question); null if they name none.</summary>
    public string? Question { get; }

    /// <summary>What one should know before, as the notebook's metadata name it (course.needs); null if they name nothing.</summary>
    public string? Needs { get; }

    /// <summary>The sections, for the table of contents.</summary>
    public IEnumerable<Heading> Sections => markdown.Headings.Where(heading => heading.Level is 2 or 3);

    /// <summary>The cells as HTML.</summary>
    public string Body { get; }

    /// <summary>The picture that stands for the chapter; null if it has none.</summary>
    internal CoverPicture? Cover => cover?.Picture;

    /// <summary>The file of the picture that stands for the chapter, beside the pages; null if there is none.</summary>
    internal string? CoverFile { get; set; }

    /// <summary>What is not shown as it was meant, a sentence each with file and cell.</summary>
    public IReadOnlyList<string> Warnings => warnings;

    /// <summary>How long its text takes to read, without figures and exercises.</summary>
    public int Minutes { get; }

    /// <summary>The files beside the page that its figures are drawn from, by their names under its folder.</summary>
    public IReadOnlyDictionary<string, string> Files => outputs.Files;

    /// <summary>Whether the page needs Plotly.</summary>
    public bool HasPlots => outputs.HasPlots;

    /// <summary>The file that the notebook's model was read from and its hash; null if the notebook does not say.</summary>
    public string? Model => outputs.Model is { } model
        ? $"{model["title"]} ("
            + (model["sha256"] is { } hash ? $"weights SHA-256 {hash}"
                : model["seed"] is { } seed ? $"random weights, seed {seed}" : "weights not known to the course")
            + ")"
        : null;

    /// <summary>The cells, and beside the beginning the picture that stands for the chapter; if that is one of its figures, it leads there,
    /// and a figure that asks first is not shown before.</summary>
    internal string Opened
    {
        get
        {
            var start = marked.IndexOf(BylineStart, StringComparison.Ordinal);
            if (start < 0 || CoverFile is null || cover is not { } known || !known.IsMade && known.Figure is null) return marked;
            var picture = $"<img class=\"cover\" src=\"{WebUtility.HtmlEncode(CoverFile)}\" alt=\"\" loading=\"lazy\">";
            return marked.Insert(start, known.IsMade
                ? $"<span class=\"opening\">{picture}</span>\n"
                : $"<a class=\"opening\" href=\"#{FigureNumbers.Id(known.Figure!)}\">{picture}<span>Figure {known.Figure}</span></a>\n");
        }
    }

    private const string BylineStart = "<p class=\"byline\">";

    /// <summary>The question, and how long it takes, under the title.</summary>
    private string WithByline(string cells)
    {
        const string End = "</h1>";
        var title = cells.IndexOf(End, StringComparison.Ordinal);
        if (title < 0) return cells;
        var asked = Question is null ? "" : $"\n<p class=\"deck\">{WebUtility.HtmlEncode(Question)}</p>";
        return cells.Insert(title + End.Length, $"{asked}\n{BylineStart}{Facts}</p>");
    }

    /// <summary>How long the chapter takes to read and what it needs, as HTML.</summary>
    internal string Facts =>
        $"{Minutes} {(Minutes == 1 ? "minute" : "minutes")} to read"
            + (Needs is { } known ? $" · needs {WebUtility.HtmlEncode(known)}" : "");

    /// <summary>A picture made for the chapter stands for it rather than one of its figures.</summary>
    private void TakeCover(Notebook notebook, string address)
    {
        var (data, problem) = EmbeddedPicture.Of(notebook.Folder, address);
        if (data is not null && CoverPicture.In($"<img src=\"{data}\">", PageFrame.DrawingStyle) is { } picture)
            cover = (picture, true, true, null);
        else warnings.Add($"{Path.GetFileName(notebook.Path)}: its cover {address} {problem}");
    }

    private string InTime(Notebook notebook)
    {
        var (file, number) = (Path.GetFileName(notebook.Path), 0);
        try
        {
            var shown = TimeLimit.Run(CellLimit,
                () => notebook.Cells.Select(cell => Cell(cell, file, ++number)).Where(html => html.Length > 0).ToList(),
                () => Volatile.Read(ref number));
            if (shown.Count > CellsOfFirstScreen) shown.Insert(CellsOfFirstScreen, FirstScreenEnd);
            return string.Concat(shown);
        }
        catch (HandoutException e)
        {
            throw new HandoutException(file, $"cell {number}", e.Message);
        }
    }

    private string Cell(NotebookCell cell, string file, int number)
    {
        var before = markdown.Warnings.Count;
        var html = Cell(cell);
        if (cover is null || cell.IsCover && !cover.Value.IsMarked)
            if (CoverPicture.In(html, PageFrame.DrawingStyle) is { } picture)
                cover = (picture, cell.IsCover, false, FigureNumbers.FirstIn(html));
        warnings.AddRange(markdown.Warnings.Skip(before).Select(warning => $"{file}, cell {number}: {warning}"));
        return html;
    }

    private string Cell(NotebookCell cell)
    {
        if (cell.IsRemoved || leaveOut is not null && cell.HasTag(leaveOut)) return "";
        if (cell.IsMarkdown)
            return $"<section class=\"text\">\n{hints.Note(markdown.ToHtml(CheckedSpans.Mark(cell), cell.Attachments))}</section>\n";
        if (!cell.IsCode) return "";
        var html = new StringBuilder();
        var code = $"<pre class=\"code\">{CSharpColours.Colour(cell.Source, cell.Language)}</pre>";
        var shown = cell.RemovesOutput ? "" : outputs.ToHtml(cell.Outputs);
        html.Append($"<div class=\"cell{(shown.Length == 0 ? " silent" : "")}\"")
            .Append(cell.ExecutionCount is { } count ? $" id=\"cell-{count}\">" : ">");
        if (!cell.RemovesInput) html.Append($"<details class=\"input\"><summary>{FirstWords(cell.Source)}</summary>{code}</details>");
        return html.Append('\n').Append(shown).Append("</div>\n").ToString();
    }

    /// <summary>What stands at a folded cell: its first comment where it begins with one, else that it is code.</summary>
    private static string FirstWords(string source)
    {
        var first = source.TrimStart().Split('\n')[0].Trim();
        return first.StartsWith("// ", StringComparison.Ordinal) && first.Length < 90
            ? $"Code: {System.Net.WebUtility.HtmlEncode(first[3..])}"
            : "Code";
    }

    /// <summary>What a text has and nobody reads: comments, and where links lead.</summary>
    [GeneratedRegex(@"<!--.*?-->|(?<=\])\([^()]*(?:\([^()]*\)[^()]*)*\)", RegexOptions.Singleline)]
    private static partial Regex Unseen();
}
