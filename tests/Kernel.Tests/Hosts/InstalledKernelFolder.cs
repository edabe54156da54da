using Notebooks.Tests;
using Notebooks.Tests.Hosts;

namespace JupyterKernel.Tests.Hosts;

/// <summary>A data folder of Jupyter with the kernel in it, as <c>course kernel install</c> writes it, for all tests of a class.</summary>
public sealed class InstalledKernelFolder : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Lazy<Task> installed;

    public InstalledKernelFolder() => installed = new(InstallAsync);

    public string Path => folder.Path;

    /// <summary>Ends when the kernel is there.</summary>
    public Task Ready => installed.Value;

    public void Dispose() => folder.Dispose();

    private async Task InstallAsync()
    {
        var (code, output) = await JupyterClient.RunAsync("dotnet", [CourseNotebooks.Program, "kernel", "install"], folder.Path,
            ("JUPYTER_DATA_DIR", folder.Path));
        Assert.True(code == 0, output);
    }
}
