using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using Notebooks.Tests.Hosts;

namespace Explorer.Tests.VsCode;

/// <summary>A window of VS Code in the browser, with the course's folder open; the kernels of its notebooks end with it.</summary>
internal sealed class VsCodeWindow : IAsyncDisposable
{
    /// <summary>VS Code moves notebooks that are not in front out of the window and keeps them: the one in front is marked.</summary>
    private const string Front = ".notebookOverlay[data-front=yes]";
    private const string MarkFront = """
        () => {
            const all = [...document.querySelectorAll(".notebookOverlay")];
            const isInSight = overlay => {
                const box = overlay.getBoundingClientRect();
                return box.x >= 0 && box.y >= 0 && box.height > 100;
            };
            for (const overlay of all) overlay.dataset.front = isInSight(overlay) ? "yes" : "no";
            return all.some(overlay => overlay.dataset.front === "yes" && overlay.querySelector(".code-cell-row"));
        }
        """;

    private readonly DirectoryInfo tried = new(Path.Combine(CourseNotebooks.Root, $"notebooks-tried-{Guid.NewGuid():N}"));

    private VsCodeWindow(IPage page) => Page = page;

    public IPage Page { get; }

    /// <summary>What the page asked of other machines. Files of extensions come from a name that VS Code itself answers for.</summary>
    public List<string> Outside { get; } = [];

    public static async Task<VsCodeWindow> OpenAsync(Browser browser, VsCodeServer server, bool dark = false)
    {
        var address = await server.StartAsync(dark);
        var started = await browser.StartAsync();
        var context = await started.NewPatientContextAsync(new() { ViewportSize = new() { Width = 1400, Height = 2600 } });
        var window = new VsCodeWindow(await context.NewPageAsync());
        window.Page.Request += (_, request) => window.Watch(request.Url);
        await window.Page.GotoAsync($"{address}?folder={CourseNotebooks.Root}");
        await window.Page.Locator(".monaco-workbench .explorer-folders-view .monaco-list-row").First.WaitForAsync();
        return window;
    }

    /// <summary>A notebook of these cells in a folder beside the chapters, with their set-up; it is removed in the end.</summary>
    public string Notebook(params string[] cells)
    {
        var file = NewPath();
        var content = new
        {
            cells = cells.Select((source, i) => new
            {
                cell_type = "code",
                id = $"cell-{i}",
                metadata = new { },
                source,
                outputs = Array.Empty<object>(),
                execution_count = (int?)null,
            }),
            metadata = new
            {
                kernelspec = new { display_name = ".NET (C#)", language = "C#", name = ".net-csharp" },
                language_info = new { name = "C#" }
            },
            nbformat = 4,
            nbformat_minor = 5,
        };
        File.WriteAllText(file, JsonSerializer.Serialize(content));
        return Path.GetFileName(file);
    }

    /// <summary>A copy of a chapter in a folder beside its own; it is removed in the end.</summary>
    public string Copy(string chapter)
    {
        var file = NewPath();
        File.Copy(CourseNotebooks.PathOf(chapter), file);
        return Path.GetFileName(file);
    }

    /// <summary>The file of a notebook that this window made.</summary>
    public string PathOf(string name) => Path.Combine(tried.FullName, name);

    /// <summary>Not among the chapters: other tests take what lies there for the course.</summary>
    private string NewPath()
    {
        tried.Create();
        File.Copy(CourseNotebooks.PathOf("setup.csx"), PathOf("setup.csx"), overwrite: true);
        return PathOf($"try-{Guid.NewGuid():N}.ipynb");
    }

    public async Task OpenNotebookAsync(string name)
    {
        var tab = Page.Locator(".tab").Filter(new() { HasText = name });
        if (await tab.CountAsync() > 0) await tab.First.ClickAsync();
        else await FindAsync(name);
        await Page.Locator(".tab.active").Filter(new() { HasText = name }).WaitForAsync();
        await Page.WaitForFunctionAsync(MarkFront);
        await RunAll.WaitForAsync();
        await Page.Locator(".kernel-label:visible").Filter(new() { HasText = ".NET (C#)" }).First.WaitForAsync();
    }

    private async Task FindAsync(string name)
    {
        await Page.Keyboard.PressAsync("Control+P");
        var input = Page.Locator(".quick-input-widget input");
        await input.WaitForAsync();
        await input.FillAsync(name);
        await Page.Locator(".quick-input-list .monaco-list-row").Filter(new() { HasText = name }).First.WaitForAsync();
        await Page.Keyboard.PressAsync("Enter");
    }

    public ILocator RunAll => Page.Locator(".notebook-label:visible").Filter(new() { HasText = "Run All" }).First;

    public ILocator Cell(int index) => Page.Locator($"{Front} .code-cell-row").Nth(index);

    /// <summary>The button left of a cell: runs it, or stops it while it runs.</summary>
    public async Task PressAsync(int cell)
    {
        await Cell(cell).HoverAsync();
        await Cell(cell).Locator(".run-button-container .action-label").First.ClickAsync();
    }

    public async Task RunAsync(int cell, bool fails = false)
    {
        await PressAsync(cell);
        await EndedAsync(cell, fails);
    }

    public Task EndedAsync(int cell, bool fails = false) =>
        Cell(cell).Locator(fails ? ".codicon-notebook-state-error" : ".codicon-notebook-state-success").First.WaitForAsync();

    /// <summary>The page in which VS Code shows outputs.</summary>
    public IFrameLocator Outputs =>
        Page.Locator("iframe.webview.ready:visible").Last.ContentFrame.Locator("iframe#active-frame").ContentFrame;

    public ILocator Output(string text) => Outputs.GetByText(text).First;

    /// <summary>How many kernels run for this window's notebooks.</summary>
    public int Kernels() => KernelProcesses().Count();

    /// <summary>What the one kernel has taken, in words.</summary>
    public string KernelSpent()
    {
        using var kernel = Process.GetProcessById(KernelProcesses().Single());
        var (age, processor) = ((DateTime.Now - kernel.StartTime).TotalSeconds, kernel.TotalProcessorTime.TotalSeconds);
        return string.Create(CultureInfo.InvariantCulture,
            $"{age:0} s, {processor:0} s of the processor, {kernel.PeakWorkingSet64 >> 20} MB at most");
    }

    /// <summary>VS Code would keep what belongs to a closed window for some hours, in case it comes back.</summary>
    public async ValueTask DisposeAsync()
    {
        await Page.Context.CloseAsync();
        foreach (var id in KernelProcesses()) Kill(id);
        if (tried.Exists) tried.Delete(recursive: true);
    }

    private static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            // it has ended meanwhile
        }
    }

    /// <summary>The extension gallery is VS Code's own business: nobody answers for it here.</summary>
    private void Watch(string address)
    {
        var isElsewhere = address.StartsWith("http", StringComparison.Ordinal)
            && !address.StartsWith("http://127.0.0.1:", StringComparison.Ordinal);
        var isOfVsCode = address.Contains(".vscode-cdn.net/", StringComparison.Ordinal)
            || address.Contains("/gallery/", StringComparison.Ordinal);
        if (isElsewhere && !isOfVsCode) Outside.Add(address);
    }

    /// <summary>Known by the folder of this window's notebooks: other tests run kernels of the same program beside these.</summary>
    private IEnumerable<int> KernelProcesses()
    {
        foreach (var process in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(process), CultureInfo.InvariantCulture, out var id)) continue;
            string command;
            try
            {
                command = File.ReadAllText(Path.Combine(process, "cmdline"));
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                continue;
            }
            if (command.Contains($"kernel\0run\0stdio\0--working-dir\0{tried.FullName}", StringComparison.Ordinal)) yield return id;
        }
    }
}
