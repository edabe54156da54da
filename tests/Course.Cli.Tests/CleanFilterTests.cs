using System.Diagnostics;
using System.Text.Json.Nodes;
using Notebooks.Tests.Hosts;

namespace Course.Cli.Tests;

/// <summary>Notebooks that were run and saved do not make the clone dirty.</summary>
public sealed class CleanFilterTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("course-clone-").FullName;

    public void Dispose()
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            File.SetAttributes(file, FileAttributes.Normal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Git_sees_no_outputs_and_the_file_keeps_them()
    {
        File.WriteAllText(Path.Combine(folder, ".gitattributes"), "*.ipynb filter=course-notebooks\n");
        File.WriteAllText(Path.Combine(folder, "Course.sln"), "");
        var notebook = TestNotebook.Write(Path.Combine(folder, "a.ipynb"), [], "1");
        CourseProcess.Run("notebooks", "clean", notebook);
        Git("init", "-q");
        Git("add", ".");
        Git("-c", "user.name=t", "-c", "user.email=t", "commit", "-qm", "first");
        Assert.Equal("", Git("status", "--porcelain"));

        var (code, output, error) = InFolder("notebooks", "clean", "--install");
        Assert.True(code == 0, error);
        Assert.StartsWith("git config --local filter.course-notebooks.clean", output, StringComparison.Ordinal);
        WriteOutputs(notebook);
        Assert.Equal("", Git("diff"));
        Git("add", "-u");    // until then git's list goes by the file's size
        Assert.Equal("", Git("status", "--porcelain"));
        Assert.Contains("much", File.ReadAllText(notebook), StringComparison.Ordinal);

        File.WriteAllText(notebook, File.ReadAllText(notebook).Replace("\"1\"", "\"2\"", StringComparison.Ordinal));
        Assert.Equal(" M a.ipynb\n", Git("status", "--porcelain"));
        Assert.DoesNotContain("much", Git("diff"), StringComparison.Ordinal);

        Assert.Equal(0, InFolder("notebooks", "clean", "--uninstall").Code);
        Assert.Contains("much", Git("diff"), StringComparison.Ordinal);
        Assert.Equal(2, InFolder("notebooks", "clean", "--uninstall").Code);
    }

    [Fact]
    public void A_preview_that_was_committed_comes_back_where_its_code_is_the_same_and_goes_where_it_is_not()
    {
        File.WriteAllText(Path.Combine(folder, ".gitattributes"), "*.ipynb filter=course-notebooks\n");
        File.WriteAllText(Path.Combine(folder, "Course.sln"), "");
        var notebook = TestNotebook.Write(Directory.CreateDirectory(Path.Combine(folder, "notebooks")).FullName + "/a.ipynb", [], "1");
        CourseProcess.Run("notebooks", "clean", notebook);
        var json = JsonNode.Parse(File.ReadAllText(notebook))!;
        json["cells"]![0]!["outputs"] = JsonNode.Parse(
            """[{"data":{"text/plain":["small"]},"metadata":{"course":{"preview":true}},"output_type":"display_data"}]""");
        File.WriteAllText(notebook, json.ToJsonString(new() { WriteIndented = true, IndentSize = 1 }));
        Git("init", "-q");
        Assert.Equal(0, InFolder("notebooks", "clean", "--install").Code);
        Git("add", ".");
        Git("-c", "user.name=t", "-c", "user.email=t", "commit", "-qm", "first");
        Assert.Contains("small", Git("show", "HEAD:notebooks/a.ipynb"), StringComparison.Ordinal);

        json["cells"]![0]!["outputs"]!.AsArray().Clear();
        File.WriteAllText(notebook, json.ToJsonString(new() { WriteIndented = true, IndentSize = 1 }));
        WriteOutputs(notebook);
        Assert.Equal("", Git("diff"));

        File.WriteAllText(notebook, File.ReadAllText(notebook).Replace("\"1\"", "\"2\"", StringComparison.Ordinal));
        var changed = Git("diff");
        Assert.Contains("small", changed, StringComparison.Ordinal);
        Assert.DoesNotContain("much", changed, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_notebook_goes_through_as_it_is()
    {
        var bytes = new byte[] { 0x7b, 0xff, 0x00, 0x0a };
        var start = new ProcessStartInfo("dotnet",
            [CourseNotebooks.Program, "notebooks", "clean"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true
        };
        using var process = Process.Start(start)!;
        process.StandardInput.BaseStream.Write(bytes);
        process.StandardInput.Close();
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        Assert.Equal(bytes, output.ToArray());
    }

    /// <summary>What VS Code and Jupyter leave in a notebook that has run.</summary>
    private static void WriteOutputs(string notebook)
    {
        var json = JsonNode.Parse(File.ReadAllText(notebook))!;
        var cell = json["cells"]![0]!;
        cell["execution_count"] = 7;
        cell["outputs"]!.AsArray().Add(new JsonObject { ["output_type"] = "stream", ["name"] = "stdout", ["text"] = "much" });
        cell["metadata"]!["execution"] = new JsonObject { ["iopub.execute_input"] = "2026-01-01T00:00:00Z" };
        cell["metadata"]!["vscode"] = new JsonObject { ["languageId"] = "csharp" };
        File.WriteAllText(notebook, json.ToJsonString(new() { WriteIndented = true, IndentSize = 1 }));
    }

    private (int Code, string Output, string Error) InFolder(params string[] arguments)
    {
        string[] all = [CourseNotebooks.Program, .. arguments];
        using var process = Process.Start(new ProcessStartInfo("dotnet", all)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    private string Git(params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["-C", folder, .. arguments]) { RedirectStandardOutput = true })!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
        return output;
    }
}
