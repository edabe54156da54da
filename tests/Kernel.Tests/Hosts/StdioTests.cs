using System.Diagnostics;
using System.Text.Json.Nodes;
using Notebooks.Tests.Hosts;

namespace JupyterKernel.Tests.Hosts;

/// <summary>The kernel as the extension of VS Code uses it: Jupyter's messages as lines through its input and output.</summary>
public sealed class StdioTests : IDisposable
{
    private readonly List<JsonNode> seen = [];
    private readonly Process kernel =
        Process.Start(new ProcessStartInfo("dotnet", [CourseNotebooks.Program, "kernel", "run", "stdio", "--working-dir",
        Path.GetTempPath()])
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
    public async Task A_cell_is_run_in_the_folder_and_the_end_of_the_input_is_the_end()
    {
        var id = Execute("Console.Write(\"from \" + Environment.CurrentDirectory); 6 * 7");
        Assert.Equal("ok", (string?)(await Idle(id))["content"]!["status"]);
        Assert.Equal("from " + Path.TrimEndingDirectorySeparator(Path.GetTempPath()), (string?)Content("stream")["text"]);
        Assert.Equal("42", (string?)Content("execute_result")["data"]!["text/plain"]);
        kernel.StandardInput.Close();
        Assert.True(kernel.WaitForExit(TimeSpan.FromSeconds(10)));
        Assert.Equal(0, kernel.ExitCode);
    }

    [Fact]
    public async Task A_cell_that_never_ends_is_stopped_and_the_variables_stay()
    {
        var id = Execute("var kept = 5; Console.WriteLine(\"begun\"); while (true) { }");
        await Until(message => Type(message) == "stream");
        Send("control", "interrupt_request", []);
        Assert.Equal("error", (string?)(await Idle(id))["content"]!["status"]);
        await Idle(Execute("kept + 1"));
        Assert.Equal("6", (string?)Content("execute_result")["data"]!["text/plain"]);
    }

    [Fact]
    public async Task A_reader_is_asked_for_a_line()
    {
        var id = Execute("Console.ReadLine()");
        await Until(message => Type(message) == "input_request");
        Send("stdin", "input_reply", new JsonObject { ["value"] = "a word" });
        await Idle(id);
        Assert.Equal("a word", (string?)Content("execute_result")["data"]!["text/plain"]);
    }

    [Fact]
    public async Task Variables_and_signatures_are_told()
    {
        await Idle(Execute("var answer = 42; int Twice(int number, string word) => 2 * number;"));
        var variables = (await Reply(Send("shell", "variables_request", [])))["content"]!["variables"]!.AsArray();
        var answer = Assert.Single(variables, variable => (string?)variable!["name"] == "answer")!;
        Assert.Equal(("System.Int32", "42"), ((string?)answer["type"], (string?)answer["value"]));

        const string Code = "Twice(1, )";
        var help = (await Reply(Send("shell", "signature_request",
            new JsonObject { ["code"] = Code, ["cursor_pos"] = Code.Length - 1 })))["content"]!;
        Assert.Equal(1, (int?)help["active_parameter"]);
        Assert.Contains("Twice(int number, string word)", (string?)help["signatures"]![0]!["label"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no JSON")]
    [InlineData("[]")]
    [InlineData("""{"channel":"shell"}""")]
    [InlineData("""{"channel":"cellar","header":{"msg_type":"execute_request"},"content":{}}""")]
    [InlineData("""{"channel":"shell","header":{"msg_type":1,"msg_id":[]},"content":{"code":"\ud800"}}""")]
    public async Task A_line_that_is_no_message_changes_nothing(string line)
    {
        kernel.StandardInput.WriteLine(line);
        await Idle(Execute("1 + 1"));
        Assert.Equal("2", (string?)Content("execute_result")["data"]!["text/plain"]);
    }

    private JsonNode Content(string type) => seen.Last(message => Type(message) == type)["content"]!;

    private string Execute(string code) =>
        Send("shell", "execute_request",
            new JsonObject { ["code"] = code, ["silent"] = false, ["store_history"] = true, ["allow_stdin"] = true });

    private string Send(string channel, string type, JsonObject content)
    {
        var id = Guid.NewGuid().ToString();
        var message = new JsonObject
        {
            ["channel"] = channel,
            ["header"] = new JsonObject { ["msg_id"] = id, ["msg_type"] = type },
            ["content"] = content,
        };
        kernel.StandardInput.WriteLine(message.ToJsonString());
        return id;
    }

    /// <summary>Waits until the kernel has nothing left to do for a request, and gives the reply.</summary>
    private async Task<JsonNode> Idle(string id)
    {
        await Until(message => Parent(message) == id && Type(message) == "status"
            && (string?)message["content"]!["execution_state"] == "idle");
        return seen.Last(message => Parent(message) == id && Type(message) == "execute_reply");
    }

    private Task<JsonNode> Reply(string id) => Until(message => Parent(message) == id && (string?)message["channel"] == "shell");

    private static string? Type(JsonNode message) => (string?)message["header"]!["msg_type"];

    private static string? Parent(JsonNode message) =>
        message["parent_header"]!["msg_id"] is JsonValue id && id.TryGetValue<string>(out var text) ? text : null;

    private async Task<JsonNode> Until(Func<JsonNode, bool> wanted)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await Task.Run(kernel.StandardOutput.ReadLine).WaitAsync(patience.Token) is { } line)
        {
            var message = JsonNode.Parse(line)!;
            seen.Add(message);
            if (wanted(message)) return message;
        }
        throw new EndOfStreamException("The kernel ended.");
    }
}
