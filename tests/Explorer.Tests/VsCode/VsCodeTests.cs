using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Notebooks.Files;
using Notebooks.Tests.Hosts;

namespace Explorer.Tests.VsCode;

/// <summary>A reader's way: the course's folder in VS Code, its extension, Run All. One VS Code serves all of them, each in a window of
/// its own.</summary>
public sealed class VsCodeTests(Browser browser, VsCodeServer server) : IClassFixture<VsCodeServer>
{
    [Fact]
    public async Task Run_All_asks_nothing_and_draws_the_figures_of_a_chapter_without_another_machine()
    {
        await using var window = await VsCodeWindow.OpenAsync(browser, server);
        await window.OpenNotebookAsync(window.Copy("00-start-here.ipynb"));
        await window.RunAll.ClickAsync();
        await window.EndedAsync(3);
        await window.Cell(3).ScrollIntoViewIfNeededAsync();
        await window.Outputs.Locator(".av-arcs [data-token]").First
            .WaitForAsync(new() { State = WaitForSelectorState.Attached });
        Assert.False(await window.Page.Locator(".quick-input-widget").IsVisibleAsync());
        Assert.Empty(window.Outside);
    }

    /// <summary>Chapter 2, which has charts and views; all chapters and solutions where COURSE_ALL_NOTEBOOKS is set.</summary>
    [Theory]
    [MemberData(nameof(CourseNotebooks.Names), MemberType = typeof(CourseNotebooks))]
    public async Task A_notebook_runs_to_its_end_and_what_is_saved_differs_by_its_outputs_alone(string chapter)
    {
        await using var window = await VsCodeWindow.OpenAsync(browser, server);
        var name = window.Copy(chapter);
        var (path, before) = (window.PathOf(name), Notebook.Read(window.PathOf(name)).WithoutOutputs().ToBytes());
        await window.OpenNotebookAsync(name);
        await window.RunAll.ClickAsync();
        var code = await RunToItsEndAsync(window, path);
        TestContext.Current.TestOutputHelper?.WriteLine($"{chapter}: {window.KernelSpent()}");
        Assert.DoesNotContain(code, HasFailed);
        Assert.Contains(code, cell => cell["outputs"]!.AsArray().Count > 0);
        Assert.Empty(window.Outside);
        Assert.Equal(before, Notebook.Read(path).WithoutOutputs().ToBytes());
    }

    /// <summary>Saves until the last cell has run.</summary>
    /// <returns>The code cells with their outputs.</returns>
    private static async Task<JsonNode[]> RunToItsEndAsync(VsCodeWindow window, string notebook)
    {
        JsonNode[] code;
        var started = Stopwatch.GetTimestamp();
        do
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromMinutes(12), "The notebook does not come to its end.");
            await Task.Delay(3000);
            await window.Page.Keyboard.PressAsync("Control+S");
            code = [.. JsonNode.Parse(File.ReadAllText(notebook))!["cells"]!.AsArray()
                .Where(cell => (string)cell!["cell_type"]! == "code").OfType<JsonNode>()];
        }
        while (code[^1]["execution_count"] is null && !code.Any(HasFailed));
        return code;
    }

    private static bool HasFailed(JsonNode cell) => cell["outputs"]!.AsArray().Any(output => (string?)output!["output_type"] == "error");

    [Fact]
    public async Task A_training_that_is_stopped_keeps_what_it_has_learned()
    {
        await using var window = await VsCodeWindow.OpenAsync(browser, server);
        await window.OpenNotebookAsync(window.Notebook("#!import setup.csx\nvar run = TrainingRun.Open(\"classroom\");", "run.Watch();",
            "$\"kept {run.Record.Points.Count > 0 && !run.IsDone}\""));
        await window.RunAsync(0);
        await window.PressAsync(1);
        await window.Output("tokens a second").WaitForAsync();
        var pressed = Stopwatch.GetTimestamp();
        await window.PressAsync(1);
        await window.Cell(1).Locator(".codicon-notebook-state-error, .codicon-notebook-state-success").First.WaitForAsync();
        Assert.InRange(Stopwatch.GetElapsedTime(pressed).TotalSeconds, 0, 15);    // one and a half on a machine that does nothing else
        await window.RunAsync(2);
        await window.Output("kept True").WaitForAsync();
    }

    [Fact]
    public async Task Errors_have_a_link_updates_arrive_a_loop_stops_with_its_variables_and_a_line_is_asked_for()
    {
        await using var window = await VsCodeWindow.OpenAsync(browser, server, dark: true);
        await window.OpenNotebookAsync(window.Notebook(
            "var kept = 5;\nthrow new InvalidOperationException(\"on <b>purpose</b>\");",
            "var shown = display(\"first\");\nawait Task.Delay(200); shown.Update(\"second\");",
            "while (true) { kept = 6; }",
            "Console.ReadLine() + kept"));
        await window.RunAsync(0, fails: true);
        await window.Output("cell 1, line 2").ClickAsync();
        Assert.Equal(0, await window.Outputs.Locator("b").CountAsync());    // what an exception says is no markup

        await window.RunAsync(1);
        await window.Output("second").WaitForAsync();
        Assert.Equal(0, await window.Outputs.GetByText("first", new() { Exact = true }).CountAsync());

        await window.PressAsync(2);
        await window.Cell(2).Locator(".codicon-notebook-state-executing").First.WaitForAsync();
        await window.Page.WaitForTimeoutAsync(500);
        var pressed = Stopwatch.GetTimestamp();
        await window.RunAsync(2, fails: true);
        Assert.InRange(Stopwatch.GetElapsedTime(pressed).TotalSeconds, 0, 5);    // a second on a machine that does nothing else

        await window.PressAsync(3);
        var input = window.Page.Locator(".quick-input-widget input");
        await input.FillAsync("line ");
        await input.PressAsync("Enter");
        await window.EndedAsync(3);
        await window.Output("line 6").WaitForAsync();
    }

    /// <summary>Polyglot Notebooks gave cells a language of its own and kept the kernel's name for it in their metadata.</summary>
    [Fact]
    public async Task What_Polyglot_Notebooks_has_saved_runs_as_it_is()
    {
        await using var window = await VsCodeWindow.OpenAsync(browser, server);
        var name = window.Notebook("var kept = 5;", "<i>slanted</i>", "$\"kept {kept}\"");
        var json = JsonNode.Parse(File.ReadAllText(window.PathOf(name)))!;
        json["metadata"]!["language_info"]!["name"] = "polyglot-notebook";
        foreach (var (cell, kernel) in json["cells"]!.AsArray().Zip(["csharp", "html", "csharp"]))
        {
            cell!["metadata"] = new JsonObject
            {
                ["polyglot_notebook"] = new JsonObject { ["kernelName"] = kernel },
                ["vscode"] = new JsonObject { ["languageId"] = "polyglot-notebook" },
            };
        }
        File.WriteAllText(window.PathOf(name), json.ToJsonString());
        await window.OpenNotebookAsync(name);
        await window.RunAll.ClickAsync();
        await window.EndedAsync(2);
        await window.Output("kept 5").WaitForAsync();
        await window.Outputs.Locator("i").GetByText("slanted").WaitForAsync();
    }

    [Fact]
    public async Task A_chart_of_the_course_is_laid_out_as_on_its_pages_with_title_and_caption()
    {
        await using var window = await VsCodeWindow.OpenAsync(browser, server);
        await window.OpenNotebookAsync(window.Notebook("#!import setup.csx\n"
            + "Figures.Heatmap(LanguageModel.Load(\"induction-2l\").Trace(\"The cat sat on the mat\"), head: (1, 0))"));
        await window.RunAsync(0);
        var figure = window.Outputs.Locator("figure.av-figure");
        await figure.Locator(".av-chart.js-plotly-plot .main-svg").First.WaitForAsync();
        Assert.Equal("Head 1.0 · induction-2l", await figure.Locator(".av-title").InnerTextAsync());
        Assert.Contains("attends to", await figure.Locator("figcaption").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Variables_are_listed_with_their_types_and_values()
    {
        await using var window = await VsCodeWindow.OpenAsync(browser, server);
        await window.OpenNotebookAsync(window.Notebook("var kept = 5;", "kept = 6;"));
        var pane = window.Page.Locator(".pane").Filter(new() { HasText = "C# Variables" });
        await pane.WaitForAsync();
        var header = pane.Locator(".pane-header");
        if (await header.GetAttributeAsync("aria-expanded") != "true") await header.ClickAsync();
        await window.RunAsync(0);
        await pane.Locator(".monaco-list-row").Filter(new() { HasText = "kept" }).Filter(new() { HasText = "System.Int32 5" })
            .WaitForAsync();
        await window.RunAsync(1);
        await pane.Locator(".monaco-list-row").Filter(new() { HasText = "System.Int32 6" }).WaitForAsync();
    }

    [Fact]
    public async Task Completion_and_hover_know_the_library_and_what_cells_have_made()
    {
        await using var window = await VsCodeWindow.OpenAsync(browser, server);
        await window.OpenNotebookAsync(window.Notebook("#!import setup.csx", "HeadScores.Prev", "HeadScores.PreviousToken"));
        await window.RunAsync(0);
        await window.Cell(1).Locator(".view-lines").ClickAsync();
        await window.Page.Keyboard.PressAsync("Control+End");
        await window.Page.Keyboard.PressAsync("Control+Space");
        await window.Page.Locator(".suggest-widget .monaco-list-row").Filter(new() { HasText = "PreviousToken" }).First.WaitForAsync();
        await window.Page.Keyboard.PressAsync("Escape");
        await window.Cell(2).Locator(".view-lines span").GetByText("PreviousToken").Last.HoverAsync();
        await window.Page.Locator(".monaco-hover-content").Filter(new() { HasText = "HeadMeasure" }).First.WaitForAsync();
    }

    [Fact]
    public async Task Each_notebook_has_a_kernel_a_restart_forgets_and_closing_ends_it()
    {
        using var own = new VsCodeServer();
        await using var window = await VsCodeWindow.OpenAsync(browser, own);
        var (one, two) = (window.Notebook("var mine = 1;", "if (mine != 1) throw new InvalidOperationException();"),
            window.Notebook("var mine = 2;"));
        await window.OpenNotebookAsync(one);
        await window.RunAsync(0);
        await window.OpenNotebookAsync(two);
        await window.RunAsync(0);
        Assert.Equal(2, window.Kernels());
        await window.OpenNotebookAsync(one);
        await window.RunAsync(1);
        await window.Page.Locator(".notebook-label:visible").Filter(new() { HasText = "Restart" }).First.ClickAsync();
        await window.RunAsync(1, fails: true);
        own.Kill();
        for (var waited = 0; window.Kernels() > 0 && waited < 200; waited++) await Task.Delay(100);
        Assert.Equal(0, window.Kernels());
    }
}
