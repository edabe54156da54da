using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using Notebooks.Tests.Hosts;

namespace Explorer.Tests;

/// <summary>A person's way: the classic Notebook, as Debian packages it, in a browser that reaches nothing but this machine.</summary>
public sealed class ClassicNotebookTests(Browser browser) : IDisposable
{
    private const string Program = "/usr/bin/jupyter-notebook";
    private readonly string folder = Directory.CreateTempSubdirectory("classic-").FullName;
    private readonly List<string> outside = [];
    private Process? server;

    public void Dispose()
    {
        if (server is { HasExited: false }) server.Kill(entireProcessTree: true);
        server?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_chapter_runs_and_is_drawn_cells_and_trainings_stop_and_go_on_Tab_completes_and_a_restart_forgets()
    {
        Assert.SkipUnless(File.Exists(Program), "The classic Notebook is not installed: apt-get install jupyter-notebook");
        var page = await OpenAsync("00-start-here.ipynb");
        await page.EvaluateAsync("() => Jupyter.notebook.execute_all_cells()");
        await IdleAsync(page);
        Assert.Equal(0, await page.Locator(".output_error").CountAsync());
        await page.WaitForSelectorAsync(".js-plotly-plot .heatmaplayer image", new() { State = WaitForSelectorState.Attached });

        await RunAsync(page, "var kept = 41; while (true) { kept = 42; }");
        await page.WaitForTimeoutAsync(800);
        Assert.True(await page.EvaluateAsync<bool>("() => Jupyter.notebook.kernel_busy"));
        var stopped = Stopwatch.GetTimestamp();
        await page.ClickAsync("[data-jupyter-action='jupyter-notebook:interrupt-kernel']");
        await IdleAsync(page);
        Assert.InRange(Stopwatch.GetElapsedTime(stopped).TotalSeconds, 0, 5);    // a second on a machine that does nothing else
        await RunAsync(page, "kept");
        await IdleAsync(page);
        Assert.Equal("42", (await page.Locator(".output_result").Last.InnerTextAsync()).Trim());
        await AssertTabCompletesAsync(page);
        await AssertTrainingIsDrawnStoppedAndGoesOnAsync(page);
        await AssertRestartForgetsAsync(page);
        Assert.Empty(outside);
    }

    private static async Task AssertTabCompletesAsync(IPage page)
    {
        await page.EvaluateAsync("""
            () => {
                const cell = Jupyter.notebook.insert_cell_at_bottom("code");
                cell.set_text("kep");
                Jupyter.notebook.select(Jupyter.notebook.ncells() - 1);
                Jupyter.notebook.edit_mode();
                cell.code_mirror.focus();
                cell.code_mirror.setCursor(0, 3);
            }
            """);
        await page.Keyboard.PressAsync("Tab");
        await page.WaitForFunctionAsync("() => Jupyter.notebook.get_cell(Jupyter.notebook.ncells() - 1).get_text() === 'kept'");
    }

    /// <summary>In the middle of a training.</summary>
    private static async Task AssertRestartForgetsAsync(IPage page)
    {
        await page.EvaluateAsync(
            "() => { window.ready = false; Jupyter.notebook.events.one('kernel_ready.Kernel', () => { window.ready = true; }); }");
        await page.ClickAsync("[data-jupyter-action='jupyter-notebook:confirm-restart-kernel']");
        await page.ClickAsync(".modal-dialog .btn-danger");
        await page.WaitForFunctionAsync("() => window.ready");
        await RunAsync(page, "kept");
        await page.WaitForSelectorAsync(".output_error:has-text('CS0103')");
        await RunAsync(page, "6 * 107");
        await page.WaitForSelectorAsync(".output_result:has-text('642')");
    }

    private static async Task AssertTrainingIsDrawnStoppedAndGoesOnAsync(IPage page)
    {
        var before = await page.Locator(".js-plotly-plot").CountAsync();
        await RunAsync(page, "var training = TrainingRun.Open(\"classroom\");");
        await IdleAsync(page);
        await RunAsync(page, "training.Watch();");
        // losses and scores; those of the chapter above have points too
        await page.WaitForFunctionAsync($"document.querySelectorAll('.js-plotly-plot').length > {before} && {DrawnPoints} > 2");
        Assert.Equal(before + 2, await page.Locator(".js-plotly-plot").CountAsync());    // however often they were drawn
        await page.ClickAsync("[data-jupyter-action='jupyter-notebook:interrupt-kernel']");
        await IdleAsync(page, 10);

        var drawn = await page.EvaluateAsync<int>(DrawnPoints);
        await RunAsync(page, "training.Record.Points.Count");
        await IdleAsync(page);
        var kept = int.Parse(await page.Locator(".output_result").Last.InnerTextAsync(), CultureInfo.InvariantCulture);
        Assert.InRange(kept, drawn, drawn + 1);                                  // a stopped training measures once more
        await RunAsync(page, "training.Watch();");
        await page.WaitForFunctionAsync(DrawnPoints + $" > {kept}");
    }

    /// <summary>How many measurements the last chart shows.</summary>
    private const string DrawnPoints = "([...document.querySelectorAll('.js-plotly-plot')].pop()?.data?.[0].y?.length ?? 0)";

    private async Task<IPage> OpenAsync(string notebook)
    {
        Run("dotnet", CourseNotebooks.Program, "kernel", "install")
            .WaitForExit();
        var port = FreePort.Next();
        server = Run(Program, "--no-browser", "--allow-root", "--ip=127.0.0.1", $"--port={port}", "--NotebookApp.token=",
            "--NotebookApp.password=", $"--notebook-dir={Path.Combine(CourseNotebooks.Root, "notebooks")}");
        var context = await (await browser.StartAsync()).NewPatientContextAsync();
        await context.RouteAsync("**/*", async route =>
        {
            if (new Uri(route.Request.Url).Host is "127.0.0.1" or "") await route.ContinueAsync();
            else
            {
                outside.Add(route.Request.Url);
                await route.AbortAsync();
            }
        });
        var page = await context.NewPageAsync();
        using (var http = new HttpClient())
            for (var attempt = 0; attempt < 100; attempt++)
            {
                try
                {
                    await http.GetAsync(new Uri($"http://127.0.0.1:{port}/api"));
                    break;
                }
                catch (HttpRequestException)
                {
                    await Task.Delay(200);
                }
            }
        // The notebook itself must not be saved with what the test adds.
        await page.AddInitScriptAsync(
            "window.addEventListener('load', () => { const off = setInterval(() => { if (window.Jupyter?.notebook) { "
                + "Jupyter.notebook.save_notebook = () => Promise.resolve(); clearInterval(off); } }, 50); });");
        await page.GotoAsync($"http://127.0.0.1:{port}/notebooks/{notebook}");
        await page.WaitForFunctionAsync(
            "() => window.Jupyter && Jupyter.notebook && Jupyter.notebook.kernel && Jupyter.notebook.kernel.is_connected() && "
                + "Jupyter.notebook.ncells() > 5");
        return page;
    }

    private static async Task RunAsync(IPage page, string code) =>
        await page.EvaluateAsync(
            "code => { const cell = Jupyter.notebook.insert_cell_at_bottom('code'); cell.set_text(code); cell.execute(); }", code);

    private static async Task IdleAsync(IPage page, int? seconds = null) =>
        await page.WaitForFunctionAsync("() => !Jupyter.notebook.kernel_busy && !document.querySelector('.cell.running')", null,
            new() { Timeout = seconds * 1000 });

    private Process Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        (start.Environment["JUPYTER_DATA_DIR"], start.Environment["JUPYTER_CONFIG_DIR"], start.Environment["HOME"]) = (folder,
            folder, folder);
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
