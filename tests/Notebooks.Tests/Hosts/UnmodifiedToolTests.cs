namespace Notebooks.Tests.Hosts;

/// <summary>The course's notebooks in Microsoft's own tool, as <c>dotnet tool restore</c> brings it.</summary>
public sealed class UnmodifiedToolTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(CourseNotebooks.Names), MemberType = typeof(CourseNotebooks))]
    public async Task Every_notebook_runs_without_an_error_in_the_unmodified_tool(string name)
    {
        await JupyterClient.RequireAsync();
        await InstallAsync();
        await JupyterClient.AssertRunsAsync(CourseNotebooks.PathOf(name), ".net-csharp", folder.Path, folder["executed.ipynb"]);
    }

    private async Task InstallAsync()
    {
        string[] install = ["tool", "run", "dotnet-interactive", "jupyter", "install", "--path",
            Directory.CreateDirectory(folder["kernels"]).FullName];
        var (code, output) = await JupyterClient.RunAsync("dotnet", install, CourseNotebooks.Root,
            ("DOTNET_INTERACTIVE_CLI_TELEMETRY_OPTOUT", "1"));
        Assert.SkipUnless(code == 0 && File.Exists(folder[Path.Combine("kernels", ".net-csharp", "kernel.json")]),
            $"The .NET Interactive tool is not installed: dotnet tool restore. It said: {output}");
    }
}
