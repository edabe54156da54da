using System.Text.Json.Nodes;
using Notebooks.Handouts;

namespace Notebooks.Tests.Handouts;

public sealed class TagTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("remove-cell", false, false)]
    [InlineData("remove-input", false, true)]
    [InlineData("remove-output", true, false)]
    [InlineData("another", true, true)]
    public void A_page_leaves_out_what_a_tag_says(string tag, bool code, bool output)
    {
        var notebook = NotebookText.Write(folder["in.ipynb"], $"tag:{tag}:written");
        notebook.Cells[0].Outputs = [new JsonObject { ["output_type"] = "stream", ["name"] = "stdout", ["text"] = "printed" }];
        var body = new HandoutPage(notebook, new Formulas()).Body;
        Assert.Equal((code, output),
            (body.Contains("written", StringComparison.Ordinal), body.Contains("printed", StringComparison.Ordinal)));
    }
}
