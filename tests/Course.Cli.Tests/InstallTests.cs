using System.Diagnostics;

namespace Course.Cli.Tests;

/// <summary><c>course</c> as a word that every terminal knows.</summary>
public sealed class InstallTests : IDisposable
{
    private readonly string home = Directory.CreateTempSubdirectory("course-home-").FullName;

    public void Dispose() => Directory.Delete(home, recursive: true);

    [Fact]
    public void It_is_put_on_the_path_called_from_anywhere_and_taken_off_again()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There it is a batch file.");
        var (code, output, _) = Run("install");
        var program = Path.Combine(home, ".dotnet", "tools", "course");
        Assert.Equal(0, code);
        Assert.Contains("export PATH=\"$PATH:" + Path.GetDirectoryName(program), output, StringComparison.Ordinal);
        Assert.Contains("kernel", Call(program, "--help"), StringComparison.Ordinal);
        Assert.Equal(0, Run("install").Code);    // again: in its own place
        Assert.Contains("Removed", Run("uninstall").Output, StringComparison.Ordinal);
        Assert.False(File.Exists(program));
    }

    [Fact]
    public void Another_program_of_the_name_is_left_alone()
    {
        var other = Path.Combine(Directory.CreateDirectory(Path.Combine(home, ".dotnet", "tools")).FullName,
            OperatingSystem.IsWindows() ? "course.cmd" : "course");
        File.WriteAllText(other, "another's");
        var (code, _, error) = Run("install");
        Assert.Equal(2, code);
        Assert.Contains("is another program's", error, StringComparison.Ordinal);
        Assert.Equal("another's", File.ReadAllText(other));
    }

    private (int Code, string Output, string Error) Run(string command) => CourseProcess.RunWith([("DOTNET_CLI_HOME", home)], command);

    private string Call(string program, params string[] arguments)
    {
        using var process =
            Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, WorkingDirectory = home })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}
