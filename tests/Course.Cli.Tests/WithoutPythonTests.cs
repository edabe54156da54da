using System.Diagnostics;
using System.Text.Json.Nodes;
using Notebooks.Tests.Hosts;

namespace Course.Cli.Tests;

/// <summary>No Python, no Node, no notebook host: with nothing on the path at all the course renders and its kernel speaks.</summary>
public sealed class WithoutPythonTests : IDisposable
{
    private static readonly (string, string?)[] Nothing = [("PATH", "/nowhere"), ("PYTHONHOME", null), ("JUPYTER_PATH", null)];
    private readonly string folder = Directory.CreateTempSubdirectory("course-alone-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_notebook_is_rendered()
    {
        var notebook = TestNotebook.Write(Path.Combine(folder, "alone.ipynb"), [], "Enumerable.Range(0, 5).Sum()");
        var (code, output, error) = CourseProcess.RunWith(Nothing, "render", notebook, "--out", Path.Combine(folder, "pages"));
        Assert.True(code == 0, error);
        Assert.Contains("alone.html", output, StringComparison.Ordinal);
        Assert.Contains(">10<", File.ReadAllText(Path.Combine(folder, "pages", "alone.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_kernel_answers_in_Jupyters_messages()
    {
        var start = new ProcessStartInfo("dotnet",
            [CourseNotebooks.Program, "kernel", "run", "stdio"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true
        };
        foreach (var (name, value) in Nothing) start.Environment[name] = value;
        using var kernel = Process.Start(start)!;
        kernel.StandardInput.WriteLine(
            """{"channel":"shell","header":{"msg_id":"1","msg_type":"execute_request"},"parent_header":{}"""
                + ""","content":{"code":"6 * 7","silent":false,"store_history":true}}""");
        var lines = new List<string>();
        while (kernel.StandardOutput.ReadLine() is { } line)
        {
            lines.Add(line);
            // the reply is on another channel than the result; idle comes behind both
            if ((string?)JsonNode.Parse(line)!["content"]!["execution_state"] == "idle") break;
        }
        kernel.StandardInput.Close();
        Assert.True(kernel.WaitForExit(TimeSpan.FromSeconds(20)));
        Assert.True(lines.Exists(line => line.Contains("execute_result", StringComparison.Ordinal)
            && line.Contains("\"42\"", StringComparison.Ordinal)), string.Join('\n', lines));
    }
}
