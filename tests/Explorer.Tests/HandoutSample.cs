using System.Text.Json.Nodes;
using Notebooks.Handouts;
using Notebooks.Handouts.Words;
using Notebooks.Tests;

namespace Explorer.Tests;

/// <summary>Handouts of a notebook that has a bit of everything, in a folder that goes with it.</summary>
internal sealed class HandoutSample : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("handout-").FullName;

    /// <param name="singleFile">Whether the page stands alone.</param>
    public HandoutSample(bool singleFile = false)
    {
        File.WriteAllText(Path.Combine(folder, "glossary.md"),
            "# Glossary\n\n## induction head\n\nafter A B … A looks at B\n");
        File.WriteAllText(Path.Combine(folder, "papers.md"),
            "| Paper | Claims | Here |\n|---|---|---|\n| C. Olsson et al., *In-context Learning*, 2022, "
                + "[arXiv](https://arxiv.org/abs/2209.11895) | They appear suddenly. | So they do. |\n");
        var notebook = NotebookText.Write(Path.Combine(folder, "one.ipynb"),
            "md:# A chapter\n\nWith $A_{i,j}$, `code` and a [link](#a-part).\n\n## A part\n\n| a | b |\n|---|---|\n| 1 | "
                + "one_long_word_after_another_that_does_not_fit_a_narrow_window |\n\n$$\\begin{aligned}a_{ij} &= \\frac{\\exp(q_i \\cdot "
                + "k_j)}{\\sum_l \\exp(q_i \\cdot k_l)} + b_1 + b_2 + b_3 + b_4 + b_5 + b_6 + "
                + "b_7\\end{aligned}$$\n\n<details><summary>Hint</summary>\n\nThink.\n\n</details>\n\n### A step\n\n> Note",
            "md:Said thrice: an *induction head*, such as 13.8, copies (Olsson et al. 2022).",
            "var x = 1; // words\nConsole.WriteLine($\"{x} is {1.5}\");",
            "tag:hide-input:Reading.Of(1)");
        notebook.Cells[2].Outputs = [.. Outputs()];
        Pages = [HandoutFolder.Write(folder, [notebook], [], singleFile, ExplorerPage.Beside(folder, Data.Models),
            known: new(CourseWords.Read(folder)))[0], Path.Combine(folder, "index.html")];
    }

    /// <summary>The notebook's page, and the index.</summary>
    public string[] Pages { get; }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static IEnumerable<JsonNode> Outputs()
    {
        yield return new JsonObject { ["output_type"] = "stream", ["name"] = "stderr", ["text"] = "A warning" };
        yield return new JsonObject { ["output_type"] = "error", ["traceback"] = new JsonArray("An error") };
        yield return Output(new() { ["text/plain"] = "a value" });
        yield return Output(new() { ["text/html"] = SampleFigures.Views()[0].Fragment });
        foreach (var chart in SampleFigures.Charts())
            yield return Output(new()
            {
                ["application/vnd.plotly.v1+json"] = JsonNode.Parse(chart.Json),
                ["text/plain"] = chart.ToString()
            });
    }

    private static JsonObject Output(JsonObject data) => new() { ["output_type"] = "display_data", ["data"] = data };
}
