using System.Text.RegularExpressions;

namespace Course.Cli.Tests;

/// <summary>A package that a cell asks for is the one that it gets, though this program has another version of it for itself.</summary>
public sealed partial class OwnLibrariesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("course-own-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_cell_gets_the_version_that_it_asks_for()
    {
        var notebook = TestNotebook.Write(
            Path.Combine(folder, "in.ipynb"), [],
            "#r \"nuget: Markdig, 1.4.0\"\n"
            + "Console.Write($\"{typeof(Markdig.Markdown).Assembly.GetName().Version} {Markdig.Markdown.ToHtml(\"*a*\").Trim()}\");",
            "#r \"nuget: Markdig, 1.*\"\nConsole.Write(Markdig.Markdown.ToPlainText(\"*again*\").Trim());",
            "#r \"nuget: Spectre.Console, 0.49.1\"\nConsole.Write(typeof(Spectre.Console.AnsiConsole).Assembly.Location);",
            "#r \"nuget: SkiaSharp, 3.119.0\"\nConsole.Write(typeof(SkiaSharp.SKBitmap).Assembly.GetName().Version);");
        var target = Path.Combine(folder, "out.ipynb");
        var (exit, _, error) = CourseProcess.Run("run", notebook, "--out", target);
        Assert.SkipWhen(Unreachable().IsMatch(error), $"No package source is reachable: {error}");
        Assert.True(exit == 0, error);
        var outputs = TestNotebook.Outputs(target);
        Assert.Contains("1.4.0.0 <p><em>a</em></p>", Regex.Unescape(outputs[0]), StringComparison.Ordinal);
        Assert.Contains("again", outputs[1], StringComparison.Ordinal);
        Assert.Contains("0.49.1", outputs[2], StringComparison.Ordinal);
        Assert.Contains("3.119.0.0", outputs[3], StringComparison.Ordinal);
    }

    [Fact]
    public void A_data_frame_is_a_table()
    {
        var notebook = TestNotebook.Write(
            Path.Combine(folder, "in.ipynb"), [],
            "#r \"nuget: Microsoft.Data.Analysis, 0.23.1\"\nusing Microsoft.Data.Analysis;\n"
            + "var numbers = new PrimitiveDataFrameColumn<int>(\"n\", new[] { 1, 2 });\n"
            + "new DataFrame(numbers, new StringDataFrameColumn(\"word\", new[] { \"a\", \"<b>\" }))");
        var target = Path.Combine(folder, "out.ipynb");
        var (exit, _, error) = CourseProcess.Run("run", notebook, "--out", target);
        Assert.SkipWhen(Unreachable().IsMatch(error), $"No package source is reachable: {error}");
        Assert.True(exit == 0, error);
        const string Due = "<th>n</th><th>word</th></tr></thead><tbody><tr><td>1</td><td>a</td></tr><tr><td>2</td><td>&lt;b&gt;</td>";
        Assert.Contains(Due, Regex.Unescape(TestNotebook.Outputs(target)[0]), StringComparison.Ordinal);
    }

    /// <summary>What NuGet says where it finds no source, or none that has the package.</summary>
    [GeneratedRegex("NU1301|NU1101|NU1102|NU1100")]
    private static partial Regex Unreachable();
}
