using System.Diagnostics;
using System.Text.Json.Nodes;

namespace JupyterKernel.Tests.Hosts;

/// <summary>A client of .NET Interactive's own protocol, as the Polyglot Notebooks extension is one.</summary>
public sealed class StdioTests : IDisposable
{
    private readonly Process kernel = Process.Start(new ProcessStartInfo("dotnet", [KernelProcess.Course, "kernel", "run", "stdio", "--working-dir", Path.GetTempPath()])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    public void Dispose()
    {
        if (!kernel.HasExited) kernel.Kill();
        kernel.Dispose();
    }

    [Fact]
    public async Task A_cell_is_run_and_the_end_of_the_input_is_the_end()
    {
        Assert.Equal("KernelReady", await EventAsync(names => names is "KernelReady"));
        Send("SubmitCode", "one", new JsonObject { ["code"] = "Console.Write(\"from \" + Environment.CurrentDirectory); 6 * 7", ["targetKernelName"] = "csharp" });
        Assert.Equal("CommandSucceeded", await EventAsync(name => name is "CommandSucceeded" or "CommandFailed"));
        var folder = Path.TrimEndingDirectorySeparator(Path.GetTempPath());
        Assert.Contains(seen, line => line.Contains("StandardOutputValueProduced", StringComparison.Ordinal) && line.Contains($"from {folder}", StringComparison.Ordinal));
        Assert.Contains(seen, line => line.Contains("ReturnValueProduced", StringComparison.Ordinal) && line.Contains("42", StringComparison.Ordinal));
        kernel.StandardInput.Close();
        Assert.True(kernel.WaitForExit(TimeSpan.FromSeconds(10)));
        Assert.Equal(0, kernel.ExitCode);
    }

    private readonly List<string> seen = [];

    private void Send(string type, string token, JsonObject command) =>
        kernel.StandardInput.WriteLine(new JsonObject { ["token"] = token, ["commandType"] = type, ["command"] = command }.ToJsonString());

    private async Task<string> EventAsync(Func<string, bool> wanted)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await Task.Run(kernel.StandardOutput.ReadLine).WaitAsync(patience.Token) is { } line)
        {
            seen.Add(line);
            var name = (string?)JsonNode.Parse(line)!["eventType"] ?? "";
            if (wanted(name)) return name;
        }
        throw new EndOfStreamException("The kernel ended.");
    }
}
