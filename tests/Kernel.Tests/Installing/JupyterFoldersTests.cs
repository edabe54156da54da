using JupyterKernel.Installing;

namespace JupyterKernel.Tests.Installing;

public sealed class JupyterFoldersTests
{
    private static readonly Dictionary<string, string> None = [];

    [Theory]
    [InlineData(PlatformID.Unix, "/home/ada", "/home/ada/.local/share/jupyter/kernels")]
    [InlineData(PlatformID.Other, "/Users/ada", "/Users/ada/Library/Jupyter/kernels")]
    [InlineData(PlatformID.Win32NT, @"C:\Users\ada", @"C:\Users\ada\AppData\Roaming\jupyter\kernels")]
    public void Each_platform_has_its_own_folder(PlatformID platform, string home, string kernels) =>
        Assert.Equal(kernels, Slashes(JupyterFolders.Of(platform, None.GetValueOrDefault, home).Kernels, platform));

    [Theory]
    [InlineData(PlatformID.Unix, "XDG_DATA_HOME", "/data", "/data/jupyter/kernels")]
    [InlineData(PlatformID.Win32NT, "APPDATA", @"D:\roaming", @"D:\roaming\jupyter\kernels")]
    [InlineData(PlatformID.Unix, "JUPYTER_DATA_DIR", "/own", "/own/kernels")]
    [InlineData(PlatformID.Other, "JUPYTER_DATA_DIR", "/own", "/own/kernels")]
    [InlineData(PlatformID.Win32NT, "JUPYTER_DATA_DIR", @"D:\own", @"D:\own\kernels")]
    public void The_environment_may_name_another(PlatformID platform, string variable, string value, string kernels)
    {
        var environment = new Dictionary<string, string> { [variable] = value };
        Assert.Equal(kernels, Slashes(JupyterFolders.Of(platform, environment.GetValueOrDefault, "/home/ada").Kernels, platform));
    }

    [Fact]
    public void Folders_of_other_programs_are_searched_after_the_users_own()
    {
        var environment = new Dictionary<string, string> { ["JUPYTER_DATA_DIR"] = "/own", ["JUPYTER_PATH"] = "/a:/b" };
        var folders = JupyterFolders.Of(PlatformID.Unix, environment.GetValueOrDefault, "/home/ada");
        Assert.Equal(["/own/kernels", "/a/kernels", "/b/kernels", "/usr/local/share/jupyter/kernels", "/usr/share/jupyter/kernels"],
            folders.AllKernels);
    }

    [Fact]
    public void A_prefix_has_its_kernels_under_share() =>
        Assert.Equal(Path.Combine(Path.GetFullPath("x"), "share", "jupyter", "kernels"), JupyterFolders.OfPrefix("x").Kernels);

    /// <summary>Paths are put together with the separator of the machine that the test runs on.</summary>
    private static string Slashes(string path, PlatformID platform) =>
        platform == PlatformID.Win32NT ? path.Replace('/', '\\') : path.Replace('\\', '/');
}
