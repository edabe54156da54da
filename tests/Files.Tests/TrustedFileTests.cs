using System.Diagnostics;
using System.Runtime.Versioning;

namespace Course.Files.Tests;

[UnsupportedOSPlatform("windows")]
public sealed class TrustedFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_of_this_user_that_nobody_else_writes_to_is_trusted() =>
        Assert.Null(WhyNot(Made(UnixFileMode.UserRead | UnixFileMode.OtherRead)));

    [Theory]
    [InlineData(UnixFileMode.GroupWrite), InlineData(UnixFileMode.OtherWrite)]
    public void A_file_that_others_may_write_to_is_not(UnixFileMode right) =>
        Assert.Contains("chmod go-w", WhyNot(Made(UnixFileMode.UserRead | right)), StringComparison.Ordinal);

    [Fact]
    public void A_strangers_file_is_not()
    {
        Assert.SkipUnless(Environment.UserName == "root", "Only root can give a file to another user.");
        var path = Made(UnixFileMode.UserRead);
        using (var chown = Process.Start("chown", ["nobody", path])) chown.WaitForExit();
        Assert.Contains("belongs to another user", WhyNot(path), StringComparison.Ordinal);
    }

    private string Made(UnixFileMode mode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There a mapped file cannot be cut.");
        File.WriteAllText(folder["file"], "text");
        File.SetUnixFileMode(folder["file"], mode);
        return folder["file"];
    }

    private static string? WhyNot(string path)
    {
        using var file = File.OpenRead(path);
        return TrustedFile.WhyNot(file);
    }
}
