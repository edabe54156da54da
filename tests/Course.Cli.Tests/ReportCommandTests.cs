namespace Course.Cli.Tests;

/// <summary><c>course report</c>: a page about one model that stands by itself.</summary>
public sealed class ReportCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("course-report-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void It_reports_on_the_model_that_is_named_and_says_what_does_not_apply()
    {
        var page = Path.Combine(folder, "r.html");
        var (code, _, error) = CourseProcess.Run("report", "--model", "induction-1l", "--out", page);
        Assert.True(code == 0, error);
        var html = File.ReadAllText(page);
        Assert.Contains("induction-1l: 1 layers of 4 heads", html, StringComparison.Ordinal);
        Assert.Contains("Early, middle and late layers take at least 3 layers; this model has 1.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Exercises", html, StringComparison.Ordinal);
        Assert.DoesNotContain("index.html", html, StringComparison.Ordinal);
        Assert.DoesNotContain("src=\"handout.js\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_model_is_said_by_name_and_no_page_is_written()
    {
        var page = Path.Combine(folder, "r.html");
        var (code, _, error) = CourseProcess.Run("report", "--model", "no-such-model", "--out", page);
        Assert.NotEqual(0, code);
        Assert.Contains("no-such-model", error, StringComparison.Ordinal);
        Assert.False(File.Exists(page));
    }
}
