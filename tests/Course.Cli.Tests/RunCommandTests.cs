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
        var (notebook, target) = (Write("in", [], "Console.WriteLine(\"ten minutes of work\");", "throw new InvalidOperationException(\"cell 2\");"), Path.Combine(folder, "out.ipynb"));
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
    public void A_cell_tagged_skip_execution_does_not_run()
    {
        var (notebook, target) = (Write("in", ["skip-execution"], "Console.WriteLine(\"should not run\");"), Path.Combine(folder, "out.ipynb"));
        Assert.Equal(0, CourseProcess.Run("run", notebook, "--out", target).Code);
        Assert.Empty(JsonNode.Parse(File.ReadAllText(target))!["cells"]![0]!["outputs"]!.AsArray());
    }

    [Fact]
    public void A_notebook_of_another_language_is_refused_by_name()
    {
        var notebook = Write("in", [], "import os");
        var json = JsonNode.Parse(File.ReadAllText(notebook))!;
        json["metadata"] = new JsonObject { ["kernelspec"] = new JsonObject { ["name"] = "python3", ["language"] = "python", ["display_name"] = "Python 3" } };
        File.WriteAllText(notebook, json.ToJsonString());
        var (code, _, error) = CourseProcess.Run("run", notebook, "--out", Path.Combine(folder, "out.ipynb"));
        Assert.Equal(1, code);
        Assert.Contains("it is a notebook in python; notebooks in C# and F# run here.", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_notebooks_of_one_name_are_said_before_running()
    {
        string Part(string below) => Write(Path.Combine(Directory.CreateDirectory(Path.Combine(folder, below)).FullName, "part"), [], "1");
        var (code, _, error) = CourseProcess.Run("render", Part("a"), Part("b"), "--out", Path.Combine(folder, "pages"));
        Assert.Equal(2, code);
        Assert.Contains("would be one page, part.html", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder, "pages")));
    }

    private string Write(string name, string[] tags, params string[] cells)
    {
        var path = Path.Combine(folder, name + ".ipynb");
        var json = new JsonObject
        {
            ["cells"] = new JsonArray([.. cells.Select(code => new JsonObject
            {
                ["cell_type"] = "code",
                ["metadata"] = new JsonObject { ["tags"] = new JsonArray([.. tags.Select(tag => JsonValue.Create(tag))]) },
                ["execution_count"] = null,
                ["outputs"] = new JsonArray(),
                ["source"] = code,
            })]),
            ["metadata"] = new JsonObject(),
            ["nbformat"] = 4,
            ["nbformat_minor"] = 4,
        };
        File.WriteAllText(path, json.ToJsonString());
        return path;
    }
}
