using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Notebooks.Tests.Hosts;

namespace Course.Cli.Tests;

/// <summary>What <c>course render</c> and <c>course run</c> start, and what cells start, ends with them.</summary>
public sealed class ChildProcessTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60), TimeToEnd = TimeSpan.FromSeconds(20);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("course-child-");

    public ChildProcessTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "Looks at processes as Linux shows them.");

    private string Temporary => folder.CreateSubdirectory("tmp").FullName;

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("TERM")]
    [InlineData("HUP")]
    [InlineData("KILL")]
    public void A_render_that_is_ended_ends_its_processes_and_its_folder_goes(string signal)
    {
        HangUp.SkipIfIgnored(signal);
        using var render = Render(Notebook("waits", StartsChild("900"), "while (true) System.Threading.Thread.Sleep(10);"));
        int[] started = [render.Id, .. Started()];
        Assert.All(started, id => Assert.True(LinuxProcess.IsAlive(id)));
        LinuxProcess.Signal(render.Id, signal);
        Assert.True(LinuxProcess.Within(TimeToEnd, () => !started.Any(LinuxProcess.IsAlive)),
            $"of {string.Join(", ", started)} there are left {string.Join(", ", started.Where(LinuxProcess.IsAlive))}");
        if (signal == "KILL") RenderToItsEnd(Notebook("short", "1"));
        Assert.Empty(Directory.GetDirectories(Temporary, "course-render-*"));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("System.Diagnostics.Process.Start(\"bash\", [\"-c\", \"sleep 901 & disown\"]).WaitForExit();")]
    [InlineData("Environment.FailFast(null);")]
    public void What_a_cell_leaves_running_ends_with_the_notebook_and_holds_nobody_back(string last)
    {
        using var render = Render(Notebook("leaves", StartsChild("900"), last));
        var started = Started();
        Assert.True(render.WaitForExit(Patience));
        Assert.True(LinuxProcess.Within(TimeToEnd, () => !started.Any(LinuxProcess.IsAlive)));
        Assert.DoesNotContain(Process.GetProcessesByName("sleep"), sleep => LinuxProcess.IsCalledWith(sleep.Id, "901"));
    }

    [Fact]
    public void A_cell_that_ends_the_process_fails_the_notebook_whatever_the_code_it_gives()
    {
        var notebook = Notebook("exits", "1", "Environment.Exit(0);", "2");
        var (code, _, error) = CourseProcess.Run("run", notebook, "--out", Path.Combine(folder.FullName, "executed.ipynb"));
        Assert.Equal(1, code);
        Assert.Contains("exits.ipynb, cell 2", error, StringComparison.Ordinal);
        using var render = Render(notebook);
        Assert.True(render.WaitForExit(Patience));
        Assert.Equal(1, render.ExitCode);
    }

    private string StartsChild(string seconds) => $$"""
        var child = System.Diagnostics.Process.Start("sleep", "{{seconds}}");
        System.IO.File.WriteAllText("{{Marker}}.new", $"{Environment.ProcessId} {child.Id}");
        System.IO.File.Move("{{Marker}}.new", "{{Marker}}");
        """;

    private string Marker => Path.Combine(folder.FullName, "started");

    /// <summary>Waits for the notebook's process and its child.</summary>
    private int[] Started()
    {
        Assert.True(LinuxProcess.Within(Patience, () => File.Exists(Marker)));
        return [.. File.ReadAllText(Marker).Split(' ').Select(id => int.Parse(id, CultureInfo.InvariantCulture))];
    }

    private string Notebook(string name, params IEnumerable<string> cells)
    {
        var path = Path.Combine(folder.FullName, name + ".ipynb");
        var json = new JsonObject
        {
            ["cells"] =
                new JsonArray(
                    [.. cells.Select(cell => new JsonObject { ["cell_type"] = "code", ["metadata"] = new JsonObject(),
                        ["outputs"] = new JsonArray(), ["execution_count"] = null, ["source"] = cell })]),
            ["metadata"] = new JsonObject(),
            ["nbformat"] = 4,
            ["nbformat_minor"] = 4,
        };
        File.WriteAllText(path, json.ToJsonString());
        return path;
    }

    private Process Render(string notebook)
    {
        var start = new ProcessStartInfo("dotnet",
            [CourseNotebooks.Program, "render", notebook, "--single-file", "--out",
                Path.Combine(folder.FullName, "pages")]);
        start.Environment["TMPDIR"] = Temporary;
        return Process.Start(start)!;
    }

    private void RenderToItsEnd(string notebook)
    {
        using var render = Render(notebook);
        Assert.True(render.WaitForExit(Patience));
        Assert.Equal(0, render.ExitCode);
    }
}
