using System.Text.RegularExpressions;
using Notebooks.Files;
using Notebooks.Handouts;

namespace Course.Cli.Tests;

/// <summary>Notebooks as people write them for Jupyter and the .NET tool; each once failed here, or gave another value. Run, and
/// rendered.</summary>
public sealed partial class CaseTests : IDisposable
{
    private static readonly string Cases = Path.Combine(AppContext.BaseDirectory, "Cases");
    private readonly string folder = Directory.CreateTempSubdirectory("course-case-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("01-recursive-enumerable", 0, "[ [ [ [", "the kernel is still there")]
    [InlineData("02-circular-record", 0, "Pair { Id = 1, Other = Pair { Id = 2")]
    [InlineData("03-culture", 0, "\"1.234,50\"", "\"text/plain\":[\"1\"]")]
    [InlineData("04-package-that-needs-skiasharp-3", 0, "\"text/plain\":[\"True\"]")]
    [InlineData("05-spectre-console", 0, "\\u001b[91mseen?\\u001b[0m")]
    [InlineData("08-clear-output", 0, "\\u001b[2J\\u001b[Hnew\\n")]
    [InlineData("11-readline-headless", 1, "Nobody is there to answer")]
    [InlineData("14-fsharp-notebook", 0, "\"text/plain\":[\"6\"]")]
    [InlineData("23-outputs-before-the-error", 1, "ten minutes of work", "\"evalue\":\"cell 2\"")]
    [InlineData("27-no-plain-text", 0, "\"text/plain\":[\"[ 1, 2, 3 ]\"]", "<td>x</td><td>1</td>",
        "\"text/plain\":[\"[ P { A = x, B = 1 } ]\"]")]
    [InlineData("30-exit", 1, "\"text/plain\":[\"1\"]")]
    [InlineData("32-magics", 0, ".NET Interactive", "#!about")]
    public void A_run_gives_what_the_cells_say(string name, int code, params string[] outputs)
    {
        var target = Path.Combine(folder, "out.ipynb");
        var (exit, _, error) = CourseProcess.Run("run", Path.Combine(Cases, name + ".ipynb"), "--out", target);
        Assert.SkipWhen(Unreachable().IsMatch(error), $"No package source is reachable: {error}");
        Assert.True(code == exit, error);
        var all = Bracket().Replace(string.Concat(TestNotebook.Outputs(target)), found => found.Value is "\\u003C" ? "<" : ">");
        Assert.All(outputs, output => Assert.Contains(output, all, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void A_notebook_in_Python_is_refused_by_its_language()
    {
        var notebook = Path.Combine(Cases, "15-python-notebook.ipynb");
        var (exit, _, error) = CourseProcess.Run("run", notebook, "--out", Path.Combine(folder, "out.ipynb"));
        Assert.Equal(1, exit);
        Assert.Contains("it is a notebook in python", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Pages_show_what_Jupyter_shows_of_cells_that_ran()
    {
        string[] names = ["06-ansi-in-handout", "24-tags", "08-clear-output"];
        var (exit, _, error) = CourseProcess.Run(["render", .. names.Select(name => Path.Combine(Cases, name + ".ipynb")),
            "--out", folder, "--single-file", "--jobs", "2"]);
        Assert.True(exit == 0, error);
        var pages = names.Select(Main).ToArray();
        Assert.Contains("<span class=\"ansi-red\">red</span> and plain", pages[0], StringComparison.Ordinal);
        Assert.DoesNotContain("should not be on the page", pages[1], StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"output", pages[1], StringComparison.Ordinal);
        Assert.Equal(["new", "new"], Printed().Matches(pages[2]).Select(found => found.Groups[1].Value.Trim()));
    }

    /// <summary>Notebooks without code, for which no process is needed.</summary>
    [Fact]
    public void Pages_show_what_Jupyter_shows_of_text()
    {
        string[] names =
        [
            "16-attachment", "17-image-beside-the-notebook", "18-links", "20-formulas-of-jupyter",
            "20b-one-bad-formula-stops-the-render", "21-markdown-of-jupyter",
        ];
        List<string> warnings = [];
        HandoutFolder.Write(folder, [.. names.Select(name => Notebook.Read(Path.Combine(Cases, name + ".ipynb")))], [],
            singleFile: false, warn: warnings.Add);
        Assert.Contains(warnings, warning => warning.Contains(
            "stops-the-render.ipynb, cell 1: the formula $\\notamacro{x}$ cannot be set", StringComparison.Ordinal));
        var pages = names.Select(Main).ToArray();
        Assert.Equal(2, Picture().Count(pages[0]));
        Assert.Equal(2, Picture().Count(pages[1]));
        Assert.Contains("id=\"a-later-part\"><span id=\"A-Later-Part\">", pages[2], StringComparison.Ordinal);
        Assert.Contains("href=\"17-image-beside-the-notebook.html\"", pages[2], StringComparison.Ordinal);
        Assert.Equal(2, pages[3].Split("<math").Length - 1);
        Assert.Contains(">\\notamacro{x}<", pages[4], StringComparison.Ordinal);
        string[] parts = ["<del>gone</del>", "aria-label=\"done\"", "<a href=\"https://example.org\">"];
        Assert.All(parts, part => Assert.Contains(part, pages[5], StringComparison.Ordinal));
    }

    /// <summary>The cell sleeps for five seconds, which nobody should wait for.</summary>
    [Theory]
    [InlineData("run")]
    [InlineData("render")]
    public void A_folder_that_cannot_be_written_is_said_before_the_first_cell(string command)
    {
        var file = Path.Combine(folder, "28-read-only-folder.ipynb");
        File.Copy(Path.Combine(Cases, Path.GetFileName(file)), file);
        using var locked = new LockedFolder(folder);
        var (code, output, error) = CourseProcess.Run([command, file, .. command == "render" ? ["--out", folder] : Array.Empty<string>()]);
        Assert.Equal(1, code);
        Assert.Contains("was not written", error, StringComparison.Ordinal);
        Assert.Equal("", output);    // no cell has begun
    }

    [Fact]
    public void Two_notebooks_of_one_name_are_said_before_running()
    {
        string PartOf(string below) => Path.Combine(Cases, "29-same-name", below, "part.ipynb");
        var pages = Path.Combine(folder, "pages");
        var (code, _, error) = CourseProcess.Run("render", PartOf("a"), PartOf("b"), "--out", pages);
        Assert.Equal(2, code);
        Assert.Contains("would be one page, part.html", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(pages));
    }

    private string Main(string name) => MainPart().Match(File.ReadAllText(Path.Combine(folder, name + ".html"))).Value;

    [GeneratedRegex(@"\\u003[CE]")]
    private static partial Regex Bracket();

    [GeneratedRegex("<main.*</main>", RegexOptions.Singleline)]
    private static partial Regex MainPart();

    [GeneratedRegex("<pre class=\"output stdout\">([^<]*)")]
    private static partial Regex Printed();

    [GeneratedRegex("<img src=\"data:image/png;base64,")]
    private static partial Regex Picture();

    /// <summary>What NuGet says where it finds no source, or none that has the package.</summary>
    [GeneratedRegex("NU1301|NU1101|NU1102|NU1100")]
    private static partial Regex Unreachable();
}
