using System.Text.Json.Nodes;
using Course.Damage;
using Course.Files;
using Notebooks.Files;
using Notebooks.Handouts;

namespace Notebooks.Tests.Handouts;

/// <summary>Damaged notebooks become pages or are refused by name.</summary>
public sealed class NotebookFuzzTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_damaged_notebook_is_refused_by_name_or_becomes_a_page()
    {
        var count = FuzzCount.Or(400);
        var damaged = new DamagedJson(Everything().ToJsonString());
        var (formulas, frame, pages) = (new Formulas(), new PageFrame(singleFile: false), 0);
        for (var seed = 0; seed < count; seed++)
        {
            File.WriteAllBytes(folder["in.ipynb"], damaged.Make(seed));
            if (BecomesPage(formulas, frame, seed)) pages++;
        }
        Assert.True(pages > count / 10, $"only {pages} of {count} became pages");
    }

    private bool BecomesPage(Formulas formulas, PageFrame frame, int seed)
    {
        try
        {
            var notebook = Notebook.Read(folder["in.ipynb"]);
            var page = new HandoutPage(notebook, formulas);
            Assert.NotEmpty(frame.Page(page, page, page) + frame.Index([page], explorer: true));
            notebook.Write(folder["out.ipynb"]);
            Notebook.Read(folder["out.ipynb"]);
            return true;
        }
        catch (CourseException e)
        {
            Assert.Contains("in.ipynb", e.Message, StringComparison.Ordinal);
            return false;
        }
        catch (Exception e)
        {
            Assert.Fail($"seed {seed}: {e}\n{File.ReadAllText(folder["in.ipynb"])}");
            throw;
        }
    }

    /// <summary>A notebook with all that a page shows.</summary>
    private JsonNode Everything()
    {
        var notebook = NotebookText.Write(folder["whole.ipynb"],
            "md:# Title\n\nText with $\\alpha_1$, `code`, [a link](b.ipynb#c) and **bold**.\n\n> quoted\n\n| a | b |\n|---|---|\n| 1 | 2 "
                + "|\n\n$$\\frac{1}{2}$$\n\n```csharp\nvar x = 1;\n```",
            "var x = 1;\n#!html\n<b>x</b>", "tag:hide-input:x + 1");
        notebook.Cells[1].Outputs = Outputs();
        notebook.Cells[1].ExecutionCount = 1;
        notebook.Write(folder["whole.ipynb"]);
        return JsonNode.Parse(File.ReadAllText(folder["whole.ipynb"]))!;
    }

    private static JsonArray Outputs() => JsonNode.Parse("""
        [{"output_type":"stream","name":"stderr","text":["a\n","b"]},
         {"output_type":"error","ename":"E","evalue":"v","traceback":["l1","l2"]},
         {"output_type":"display_data","metadata":{},"data":{
          "application/vnd.plotly.v1+json":{"data":[],"layout":{"height":300,"title":{"text":"t"}}},"text/plain":"p"}},
         {"output_type":"execute_result","metadata":{},"execution_count":1,"data":{"text/html":["<style>x</style>","<b>1</b>"],
          "application/vnd.course.model+json":{"title":"m","sha256":"0"}}},
         {"output_type":"display_data","metadata":{},"data":{"image/png":"iVBORw0KGgo=","text/plain":"p"}},
         {"output_type":"display_data","metadata":{},"data":{"image/svg+xml":"<svg/>"}},
         {"output_type":"display_data","metadata":{},"data":{"text/latex":"$x^2$"}},
         {"output_type":"display_data","metadata":{},"data":{"text/markdown":"*m*"}}]
        """)!.AsArray();
}
