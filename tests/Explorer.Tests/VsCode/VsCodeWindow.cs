using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using Notebooks.Tests.Hosts;

namespace Explorer.Tests.VsCode;

/// <summary>A real VS Code, served to the browser, with the course's extension installed as a reader installs it, and the course's folder
/// open.</summary>
internal sealed class VsCodeWindow : IAsyncDisposable
{
    /// <summary>Where <c>install.sh</c> has put VS Code.</summary>
    public const string FolderVariable = "COURSE_TEST_VSCODE";

    /// <summary>VS Code moves notebooks that are not in front out of the window and keeps them: the one in front is marked.</summary>
    private const string Front = ".notebookOverlay[data-front=yes]";
    private const string MarkFront = """
        () => {
            const all = [...document.querySelectorAll(".notebookOverlay")];
            const isInSight = overlay => { const box = overlay.getBoundingClientRect(); return box.x >= 0 && box.y >= 0 && box.height > 100; };
            for (const overlay of all) overlay.dataset.front = isInSight(overlay) ? "yes" : "no";
            return all.some(overlay => overlay.dataset.front === "yes" && overlay.querySelector(".code-cell-row"));
        }
        """;

    private const int Patience = 120_000;    // ms; the machine may do other things as well
    private readonly string folder = Directory.CreateTempSubdirectory("vscode-").FullName;
    private readonly DirectoryInfo tried = new(Path.Combine(CourseNotebooks.Root, $"notebooks-tried-{Guid.NewGuid():N}"));
    private Process? server;

    private VsCodeWindow(IPage page) => Page = page;

    public IPage Page { get; }

    /// <summary>What the page asked of other machines. Files of extensions come from a name that VS Code itself answers for.</summary>
    public List<string> Outside { get; } = [];

    public static async Task<VsCodeWindow> OpenAsync(Browser browser, bool dark = false)
    {
        var home = Environment.GetEnvironmentVariable(FolderVariable) ?? "";
        var program = Path.Combine(home, "node_modules/code-server/out/node/entry.js");
        Assert.SkipUnless(File.Exists(program),
            $"There is no VS Code: tests/Explorer.Tests/VsCode/install.sh FOLDER, and set {FolderVariable} to FOLDER.");
        var started = await browser.StartAsync();
        var window = new VsCodeWindow(await started.NewPageAsync(new() { ViewportSize = new() { Width = 1400, Height = 2600 } }));
        await window.StartAsync(program, dark);
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
        await Page.Locator(".tab.active").Filter(new() { HasText = name }).WaitForAsync(new() { Timeout = Patience });
        await Page.WaitForFunctionAsync(MarkFront, null, new() { Timeout = Patience });
        await RunAll.WaitForAsync(new() { Timeout = Patience });
        await Page.Locator(".kernel-label:visible").Filter(new() { HasText = ".NET (C#)" }).First
            .WaitForAsync(new() { Timeout = Patience });
    }

    private async Task FindAsync(string name)
    {
        await Page.Keyboard.PressAsync("Control+P");
        var input = Page.Locator(".quick-input-widget input");
        await input.WaitForAsync();
        await input.FillAsync(name);
        await Page.Locator(".quick-input-list .monaco-list-row").Filter(new() { HasText = name }).First
            .WaitForAsync(new() { Timeout = Patience });
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
        Cell(cell).Locator(fails ? ".codicon-notebook-state-error" : ".codicon-notebook-state-success").First
            .WaitForAsync(new() { Timeout = Patience });

    /// <summary>The page in which VS Code shows outputs.</summary>
    public IFrameLocator Outputs =>
        Page.Locator("iframe.webview.ready:visible").Last.ContentFrame.Locator("iframe#active-frame").ContentFrame;

    public ILocator Output(string text) => Outputs.GetByText(text).First;

    /// <summary>The kernels that VS Code has started from this checkout.</summary>
    public static int Kernels() => KernelProcesses().Count();

    /// <summary>What the one kernel has taken, in words.</summary>
    public static string KernelSpent()
    {
        using var kernel = Process.GetProcessById(KernelProcesses().Single());
        var (age, processor) = ((DateTime.Now - kernel.StartTime).TotalSeconds, kernel.TotalProcessorTime.TotalSeconds);
        return string.Create(CultureInfo.InvariantCulture,
            $"{age:0} s, {processor:0} s of the processor, {kernel.PeakWorkingSet64 >> 20} MB at most");
    }

    /// <summary>VS Code ends without a word to anybody.</summary>
    public void Kill() => server!.Kill();

    public async ValueTask DisposeAsync()
    {
        await Page.CloseAsync();
        if (server is { HasExited: false }) server.Kill(entireProcessTree: true);
        server?.Dispose();
        if (tried.Exists) tried.Delete(recursive: true);
        Directory.Delete(folder, recursive: true);
    }

    private async Task StartAsync(string program, bool dark)
    {
        var places = new[] { "--user-data-dir", folder + "/user", "--extensions-dir", folder + "/extensions" };
        Directory.CreateDirectory(folder + "/user/User");
        var settings = new Dictionary<string, object>
        {
            ["workbench.colorTheme"] = dark ? "Default Dark Modern" : "Default Light Modern",
            ["workbench.startupEditor"] = "none",
            ["telemetry.telemetryLevel"] = "off",
            ["files.autoSave"] = "off",    // what runs here must not change the chapters
            ["search.useIgnoreFiles"] = false,    // git passes over the notebooks of these tests, and so would the list of files
            ["extensions.autoCheckUpdates"] = false,
        };
        File.WriteAllText(folder + "/user/User/settings.json", JsonSerializer.Serialize(settings));
        InstallExtension(program, places);
        var port = FreePort.Next();
        string[] options = ["--bind-addr", $"127.0.0.1:{port}", "--auth", "none", "--disable-telemetry", "--disable-update-check",
            "--disable-workspace-trust"];
        server = Process.Start(new ProcessStartInfo("node",
            [program, .. places, .. options, CourseNotebooks.Root])
        { RedirectStandardOutput = true })!;
        while (await server.StandardOutput.ReadLineAsync() is { } line
            && !line.Contains("HTTP server listening", StringComparison.Ordinal)) { }
        _ = server.StandardOutput.ReadToEndAsync();
        Page.Request += (_, request) => Watch(request.Url);
        await Page.GotoAsync($"http://127.0.0.1:{port}/?folder={CourseNotebooks.Root}", new() { Timeout = Patience });
        await Page.Locator(".monaco-workbench .explorer-folders-view .monaco-list-row").First.WaitForAsync(new() { Timeout = Patience });
    }

    /// <summary>The command takes one program's name; here that is a script, as <c>code</c> itself is.</summary>
    private void InstallExtension(string program, string[] places)
    {
        var script = Path.Combine(folder, "code");
        File.WriteAllText(script, $"#!/bin/sh\nexec node {program} {string.Join(' ', places)} \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var course = Path.Combine(CourseNotebooks.Root, "lib/Course.Cli/bin/Release/course.dll");
        var start = new ProcessStartInfo("dotnet", [course, "kernel", "install", "--vscode"]) { RedirectStandardOutput = true };
        start.Environment["COURSE_VSCODE"] = script;
        using var install = Process.Start(start)!;
        var said = install.StandardOutput.ReadToEnd();
        install.WaitForExit();
        Assert.True(install.ExitCode == 0, said);
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

    private static IEnumerable<int> KernelProcesses()
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
            var isOurs = command.Contains(CourseNotebooks.Root, StringComparison.Ordinal);
            if (isOurs && command.Contains("kernel\0run\0stdio", StringComparison.Ordinal)) yield return id;
        }
    }
}
