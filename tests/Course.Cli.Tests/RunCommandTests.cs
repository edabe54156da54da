using System.Text.Json.Nodes;

namespace Course.Cli.Tests;

/// <summary><c>course run</c> and <c>render</c> with notebooks that fail, or that cannot be written.</summary>
public sealed class RunCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("course-run-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void What_ran_before_an_error_is_kept_and_the_exit_code_tells_of_the_error()
    {
        var (notebook, target) = (Write("in", [], "Console.WriteLine(\"ten minutes of work\");",
            "throw new InvalidOperationException(\"cell 2\");"), Path.Combine(folder, "out.ipynb"));
        var (code, _, error) = CourseProcess.Run("run", notebook, "--out", target);
        Assert.Equal(1, code);
        Assert.Contains("in.ipynb, cell 2", error, StringComparison.Ordinal);
        var cells = JsonNode.Parse(File.ReadAllText(target))!["cells"]!.AsArray();
        Assert.Contains("ten minutes of work", cells[0]!["outputs"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException", cells[1]!["outputs"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_said_before_the_first_cell()
    {
        var notebook = Write("in", [], "1");
        var (code, output, error) = CourseProcess.Run("run", notebook, "--out", Path.Combine(notebook, "in a file.ipynb"));
        Assert.Equal(1, code);
        Assert.Contains("was not written", error, StringComparison.Ordinal);
        Assert.DoesNotContain("cell 1", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nothing_can_print_that_is_said_before_the_first_cell()
    {
        var notebook = Write("in", [], "1");
        var (code, output, error) = CourseProcess.RunWith([("CHROMIUM", Path.Combine(folder, "none"))], "render", notebook, "--pdf",
            "--out", Path.Combine(folder, "pages"));
        Assert.Equal(1, code);
        Assert.Contains("--pdf needs Chromium, Google Chrome or Microsoft Edge, and there is none here.", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder, "pages")));
        Assert.DoesNotContain("cell 1", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cell_tagged_skip_execution_does_not_run()
    {
        var (notebook, target) = (Write("in", ["skip-execution"], "Console.WriteLine(\"should not run\");"),
            Path.Combine(folder, "out.ipynb"));
        Assert.Equal(0, CourseProcess.Run("run", notebook, "--out", target).Code);
        Assert.Empty(JsonNode.Parse(File.ReadAllText(target))!["cells"]![0]!["outputs"]!.AsArray());
    }

    [Fact]
    public void A_notebook_of_another_language_is_refused_by_name()
    {
        var notebook = Write("in", [], "import os");
        var json = JsonNode.Parse(File.ReadAllText(notebook))!;
        json["metadata"] = new JsonObject
        {
            ["kernelspec"] = new JsonObject
            {
                ["name"] = "python3",
                ["language"] = "python",
                ["display_name"] = "Python 3"
            }
        };
        File.WriteAllText(notebook, json.ToJsonString());
        var (code, _, error) = CourseProcess.Run("run", notebook, "--out", Path.Combine(folder, "out.ipynb"));
        Assert.Equal(1, code);
        Assert.Contains("it is a notebook in python; notebooks in C# and F# run here.", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cell_that_ends_the_process_takes_nothing_with_it()
    {
        var (notebook, target) = (Write("in", [], "\"before\"", "Environment.Exit(0);", "\"after\""), Path.Combine(folder, "out.ipynb"));
        var (code, _, error) = CourseProcess.Run("run", notebook, "--out", target);
        Assert.Equal(1, code);
        Assert.Contains("in.ipynb, cell 2: the process was ended while the cell ran", error, StringComparison.Ordinal);
        Assert.Contains("before", TestNotebook.Outputs(target)[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_set_what_the_tagged_cell_declares()
    {
        (string[], string)[] cells = [(["parameters"], "var seed = 1; var name = \"a\"; double rate = 1;"),
            ([], "$\"{name}, {seed}, {rate + 1}\"")];
        var (notebook, target) = (TestNotebook.Write(Path.Combine(folder, "in.ipynb"), cells), Path.Combine(folder, "out.ipynb"));
        Assert.Equal(0,
            CourseProcess.Run("run", notebook, "--out", target, "--parameters", "seed=3", "--parameters", "name=it's = \"b\"",
                "--parameters", "rate=.5").Code);
        var json = JsonNode.Parse(File.ReadAllText(target))!["cells"]!.AsArray();
        Assert.Equal("injected-parameters", (string?)json[1]!["metadata"]!["tags"]![0]);
        Assert.Equal("it's = \"b\", 3, 1.5",
            string.Concat(json[2]!["outputs"]![0]!["data"]!["text/plain"]!.AsArray().Select(line => (string?)line)));
        // Run again on its own output, the cell is replaced and not repeated.
        Assert.Equal(0, CourseProcess.Run("run", target, "--out", target, "--parameters", "seed=4").Code);
        Assert.Equal(3, JsonNode.Parse(File.ReadAllText(target))!["cells"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("parameters", "wrong=1", "declares seed; there is no wrong.")]
    [InlineData("parameters", "seed", "say name=value")]
    [InlineData("other", "seed=1", "has no cell tagged parameters")]
    public void A_parameter_that_is_none_is_said_with_those_that_are(string tag, string parameter, string message)
    {
        var (code, _, error) = CourseProcess.Run("run", Write("in", [tag], "var seed = 1;"), "--out", Path.Combine(folder, "out.ipynb"),
            "--parameters", parameter);
        Assert.Equal(2, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_is_there_before_a_later_notebook_fails()
    {
        var pages = Path.Combine(folder, "pages");
        var (code, _, _) = CourseProcess.Run("render", Write("one", [], "\"first page\""),
            Write("two", [], "\"half\"", "throw new InvalidOperationException();"), "--out", pages);
        Assert.Equal(1, code);
        Assert.Contains("first page", File.ReadAllText(Path.Combine(pages, "one.html")), StringComparison.Ordinal);
        Assert.Contains("half", File.ReadAllText(Path.Combine(pages, "two.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_notebook_of_FSharp_runs_as_FSharp()
    {
        var (notebook, target) = (Write("in", [], "let twice x = 2 * x\ntwice 21"), Path.Combine(folder, "out.ipynb"));
        var json = JsonNode.Parse(File.ReadAllText(notebook))!;
        json["metadata"] = new JsonObject
        {
            ["kernelspec"] = new JsonObject
            {
                ["name"] = ".net-fsharp",
                ["language"] = "F#",
                ["display_name"] = ".NET (F#)"
            }
        };
        File.WriteAllText(notebook, json.ToJsonString());
        Assert.Equal(0, CourseProcess.Run("run", notebook, "--out", target).Code);
        Assert.Contains("42", TestNotebook.Outputs(target)[0], StringComparison.Ordinal);
    }

    private string Write(string name, string[] tags, params string[] cells) =>
        TestNotebook.Write(Path.Combine(folder, name + ".ipynb"), tags, cells);
}
