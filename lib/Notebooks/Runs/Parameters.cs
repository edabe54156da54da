using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Course.Files;
using Microsoft.CodeAnalysis.CSharp;
using Notebooks.Files;
using Notebooks.Prose;

namespace Notebooks.Runs;

/// <summary>
/// Values from outside for a notebook's parameters, in papermill's way: the cell tagged <c>parameters</c> declares them, and a cell behind
/// it, tagged <c>injected-parameters</c>, gives them other values.
/// </summary>
public static partial class Parameters
{
    private const string Declares = "parameters", Sets = "injected-parameters";

    /// <summary>Gives parameters values.</summary>
    /// <param name="notebook">The notebook.</param>
    /// <param name="values">Such as <c>seed=3</c>: a number, true, false, null, a text in quotes, or else a text as it stands.</param>
    /// <returns>The notebook with the cell that sets them; the notebook itself if there are none.</returns>
    /// <exception cref="WrongUseException">The notebook declares no such parameter, or a value is none; the message says what it
    /// declares.</exception>
    public static Notebook Set(Notebook notebook, IReadOnlyList<string> values)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        ArgumentNullException.ThrowIfNull(values);
        if (values is []) return notebook;
        var declaring = notebook.Cells.FirstOrDefault(cell => cell.IsCode && cell.HasTag(Declares))
            ?? throw new WrongUseException(
                $"{Path.GetFileName(notebook.Path)} has no cell tagged {Declares}: tag the one that declares what --parameters is to set.");
        var document = notebook.Json.DeepClone().AsObject();
        var cells = document["cells"]!.AsArray();
        var place = notebook.Cells.ToList().IndexOf(declaring);
        if (notebook.Cells.ElementAtOrDefault(place + 1)?.HasTag(Sets) == true) cells.RemoveAt(place + 1);
        cells.Insert(place + 1, Cell(declaring, values.Select(value => Statement(declaring, value))));
        return Notebook.Of(notebook.Path, document, notebook.Indent);
    }

    private static JsonObject Cell(NotebookCell declaring, IEnumerable<string> statements)
    {
        var cell = declaring.Json.DeepClone().AsObject();
        if (cell["id"] is not null) cell["id"] = Sets;
        cell["metadata"]!["tags"] = new JsonArray(Sets);
        (cell["outputs"], cell["execution_count"]) = (new JsonArray(), null);
        cell["source"] = MultilineText.Split(string.Join('\n', statements));
        return cell;
    }

    private static string Statement(NotebookCell declaring, string value)
    {
        var parts = value.Split('=', 2);
        var name = parts[0].Trim();
        if (parts.Length < 2) throw new WrongUseException($"--parameters {value}: say name=value.");
        if (declaring.Language == "fsharp") return $"let {name} = {Literal(parts[1])}";
        var declared = ComputingCell.Defined(declaring.Source).ToArray();
        return declared.Contains(name) ? $"{name} = {Literal(parts[1])};"
            : throw new WrongUseException($"The cell tagged {Declares} declares {string.Join(", ", declared)}; there is no {name}.");
    }

    private static string Literal(string value) => IsLiteral().IsMatch(value) ? value : SymbolDisplay.FormatLiteral(value, quote: true);

    [GeneratedRegex(@"^(true|false|null|[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?[fFdDmMlLuU]{0,2}|""([^""\\\r\n]|\\.)*"")$")]
    private static partial Regex IsLiteral();
}
