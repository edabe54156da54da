using Notebooks.Tests;
using Notebooks.Tests.Hosts;

namespace JupyterKernel.Tests.Hosts;

/// <summary>The installed kernel under Jupyter's own tests and client, as Debian packages them.</summary>
public sealed class JupyterTests(InstalledKernelFolder installed) : IClassFixture<InstalledKernelFolder>, IDisposable
{
    /// <summary>Debian's own Python has Debian's packages; another may come first on the path.</summary>
    private static readonly string Python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
    private readonly TemporaryFolder folder = new();

    /// <summary>The first chapter; all of them where COURSE_ALL_NOTEBOOKS is set, which takes many minutes.</summary>
    public static TheoryData<string> Notebooks() =>
        Environment.GetEnvironmentVariable("COURSE_ALL_NOTEBOOKS") is { Length: > 0 } ? CourseNotebooks.Names() : ["00-start-here.ipynb"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_kernel_passes_the_tests_that_Jupyter_has_for_kernels()
    {
        var (missing, _) = await JupyterClient.RunAsync(Python, ["-c", "import jupyter_kernel_test"], folder.Path);
        Assert.SkipUnless(missing == 0,
            "Jupyter's tests of kernels are not installed: apt-get install python3-jupyter-kernel-test jupyter-client");
        await installed.Ready;
        var (code, output) = await JupyterClient.RunAsync(Python, [Path.Combine(AppContext.BaseDirectory, "Hosts", "kernel_test.py")],
            folder.Path, ("JUPYTER_PATH", installed.Path));
        Assert.True(code == 0, output);
        Assert.Contains("skipped=1)", output, StringComparison.Ordinal);    // the pager
    }

    [Fact]
    public async Task Bytes_that_are_no_messages_at_all_leave_the_kernel_alive()
    {
        await JupyterClient.RequireAsync();
        await installed.Ready;
        var (code, output) = await JupyterClient.RunAsync(Python,
            [Path.Combine(AppContext.BaseDirectory, "Hosts", "garbage.py"), ".net-csharp"], folder.Path, ("JUPYTER_PATH", installed.Path));
        Assert.True(code == 0, output);
    }

    [Theory]
    [MemberData(nameof(Notebooks))]
    public async Task Every_notebook_runs_without_an_error_in_our_kernel(string name)
    {
        await JupyterClient.RequireAsync();
        await installed.Ready;
        await JupyterClient.AssertRunsAsync(CourseNotebooks.PathOf(name), ".net-csharp", installed.Path, folder["executed.ipynb"]);
    }
}
