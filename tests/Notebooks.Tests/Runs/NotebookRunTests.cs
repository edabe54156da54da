using System.Text.Json.Nodes;
using Notebooks.Engine;
using Notebooks.Files;
using Notebooks.Runs;

namespace Notebooks.Tests.Runs;

public sealed class NotebookRunTests : IDisposable
{
    private const string Displays = """
        using Microsoft.DotNet.Interactive;
        using Microsoft.DotNet.Interactive.Events;
        using Microsoft.DotNet.Interactive.Formatting;
        var here = KernelInvocationContext.Current;
        FormattedValue[] Json(string json) => new[] { new FormattedValue("application/json", json) };
        here.Publish(new DisplayedValueProduced(1, here.Command, Json("[1]"), "d1"));
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Outputs_and_counts_go_into_the_code_cells()
    {
        var notebook = await RunAsync("md:# Title", """Console.WriteLine("a"); Console.WriteLine("b");""", "\"value\"");
        Assert.Equal([1, 2], notebook.Cells.Where(cell => cell.IsCode).Select(cell => cell.ExecutionCount));
        AssertJson("""[{"output_type":"stream","name":"stdout","text":["a\n","b\n"]}]""", notebook.Cells[1].Outputs);
        AssertJson("""[{"output_type":"execute_result","execution_count":2,"data":{"text/plain":["value"]},"metadata":{}}]""",
            notebook.Cells[2].Outputs);
    }

    [Fact]
    public async Task An_update_replaces_the_display_of_an_earlier_cell()
    {
        var notebook = await RunAsync(Displays,
            """here = KernelInvocationContext.Current; here.Publish(new DisplayedValueUpdated(2, "d1", here.Command, Json("[2]")));""");
        AssertJson("""[{"output_type":"display_data","data":{"application/json":[2],"text/plain":["2"]},"metadata":{}}]""",
            notebook.Cells[0].Outputs);
        Assert.Empty(notebook.Cells[1].Outputs);
    }

    [Fact]
    public async Task The_working_folder_is_the_notebooks()
    {
        var before = Environment.CurrentDirectory;
        await File.WriteAllTextAsync(folder["beside.txt"], "found");
        var notebook = await RunAsync("System.IO.File.ReadAllText(\"beside.txt\")");
        Assert.Contains("found", notebook.Cells[0].Outputs.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(before, Environment.CurrentDirectory);
    }

    [Fact]
    public async Task A_failing_cell_ends_the_run_with_its_place()
    {
        var e = await Assert.ThrowsAsync<CellFailedException>(() => RunAsync("int a = 1;", "\nthrow new Exception(\"no\");", "int b = 1;"));
        Assert.StartsWith("n.ipynb, cell 2, line 2: Exception: no", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_in_an_imported_file_names_the_cell_and_the_file()
    {
        await File.WriteAllTextAsync(folder["setup.csx"], "int x = y;");
        var e = await Assert.ThrowsAsync<CellFailedException>(() => RunAsync("#!import setup.csx"));
        Assert.StartsWith("n.ipynb, cell 1, in setup.csx, line 1: CompilationError: CS0103", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cell_that_may_fail_keeps_its_error_and_the_run_goes_on()
    {
        var notebook = await RunAsync("tag:raises-exception:throw new Exception(\"expected\");", "1");
        Assert.Equal("expected", (string?)notebook.Cells[0].Outputs[0]?["evalue"]);
        Assert.Equal(2, notebook.Cells[1].ExecutionCount);
    }

    [Theory]
    [InlineData("await Task.Delay(-1);")]
    [InlineData("while (true) System.Threading.Thread.Sleep(50);")]
    public async Task A_cell_may_take_no_longer_than_the_limit(string endless)
    {
        var notebook = NotebookText.Write(folder["n.ipynb"], "1", endless);
        using var engine = await InteractiveEngine.StartAsync();
        await engine.RunAsync(new("0", "before"), _ => { });    // the first cell of all takes a while by itself
        var e = await Assert.ThrowsAsync<CellTimeoutException>(() => new NotebookRun(engine, TimeSpan.FromSeconds(4)).RunAsync(notebook));
        Assert.StartsWith("n.ipynb, cell 2: not done after 4 s", e.Message, StringComparison.Ordinal);
    }

    private async Task<Notebook> RunAsync(params string[] cells)
    {
        var notebook = NotebookText.Write(folder["n.ipynb"], cells);
        using var engine = await InteractiveEngine.StartAsync();
        await new NotebookRun(engine, TimeSpan.FromMinutes(1)).RunAsync(notebook);
        return notebook;
    }

    private static void AssertJson(string expected, JsonNode actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual.ToJsonString());
}
