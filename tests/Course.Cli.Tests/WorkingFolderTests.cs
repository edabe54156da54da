using System.Diagnostics;
using Notebooks.Tests.Hosts;

namespace Course.Cli.Tests;

public class WorkingFolderTests
{
    [Fact]
    public void A_working_folder_that_is_gone_is_said_to_be_gone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows keeps a folder that a program works in.");
        const string script = "folder=$(mktemp -d); cd \"$folder\"; rmdir \"$folder\"; exec dotnet \"$0\" heads --text a";
        using var process = Process.Start(new ProcessStartInfo("bash",
            ["-c", script, CourseNotebooks.Program])
        { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(2, process.ExitCode);
        Assert.StartsWith("course: The working folder is gone.", error, StringComparison.Ordinal);
    }
}
