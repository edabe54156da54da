using System.Diagnostics;
using Notebooks.Tests.Hosts;

namespace Course.Cli.Tests;

/// <summary>On a Linux without ICU .NET would end before its first line.</summary>
public sealed class WithoutIcuTests : IDisposable
{
    /// <summary>Hides ICU's libraries from what is started, and from nobody else.</summary>
    private const string Hide = """
        for file in $(ldconfig -p | sed -n 's|.*=> \(.*/libicu.*\)|\1|p'); do mount --bind /dev/null "$file"; done && exec "$@"
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("course-icu-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_notebook_runs_and_a_culture_that_is_not_there_is_said_not_to_be()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "Only root can hide a library, on Linux.");
        var notebook = TestNotebook.Write(
            Path.Combine(folder, "in.ipynb"), ["raises-exception"],
            "Console.Write(1234.5.ToString(\"N2\"));", "new System.Globalization.CultureInfo(\"de-DE\").Name");
        string[] run = ["dotnet", CourseNotebooks.Program, "run", notebook, "--out",
            Path.Combine(folder, "out.ipynb")];
        var start = new ProcessStartInfo("unshare", ["--mount", "bash", "-c", Hide, "bash", .. run]) { RedirectStandardError = true };
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        var texts = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        var error = string.Concat(texts);
        Assert.SkipWhen(error.Contains("unshare", StringComparison.Ordinal), error);
        Assert.True(process.ExitCode == 0, error);
        var outputs = TestNotebook.Outputs(Path.Combine(folder, "out.ipynb"));
        Assert.Contains("1,234.50", outputs[0], StringComparison.Ordinal);
        Assert.Contains("CultureNotFoundException", outputs[1], StringComparison.Ordinal);
    }
}
