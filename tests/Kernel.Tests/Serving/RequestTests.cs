using System.Text.Json.Nodes;
using JupyterKernel.Wire;

namespace JupyterKernel.Tests.Serving;

public sealed class RequestTests(KernelFixture fixture) : IClassFixture<KernelFixture>
{
    private KernelClient Client => fixture.Client;

    [Theory]
    [InlineData("Shell")]
    [InlineData("Control")]
    public void The_kernel_says_what_it_speaks(string channel)
    {
        var info = Client.Ask(Enum.Parse<Channel>(channel), "kernel_info_request", []).Reply;
        Assert.Equal(("kernel_info_reply", "ok", "5.3"), (info.Type, info.Text("status"), info.Text("protocol_version")));
        Assert.Equal((".cs", "C#"),
            ((string?)info.Content["language_info"]!["file_extension"], (string?)info.Content["language_info"]!["name"]));
    }

    [Fact]
    public void Completion_counts_in_code_points()
    {
        var reply = Complete("var s = \"🙂🙂\"; Console.WriteL");
        Assert.Equal(["WriteLine"], reply.Content["matches"]!.AsArray().Select(match => (string?)match));
        Assert.Equal((22, 28), (reply.Number("cursor_start"), reply.Number("cursor_end")));
    }

    [Fact]
    public void Completion_knows_the_variables_of_earlier_cells()
    {
        Client.Execute("var attentionOfAllHeads = new List<int>();");
        Assert.Contains("attentionOfAllHeads", Complete("attentionOf").Content["matches"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("AddRange", Complete("attentionOfAllHeads.Add").Content["matches"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("var latest = 1;", "var latest = \"text\";", "latest.Sub", "Substring")]
    [InlineData("record Shape(int Heads, int Tokens);", "Shape Make() => new(1, 2);", "Make().Tok", "Tokens")]
    [InlineData("using System.Globalization;", "var nothing = 0;", "CultureNotF", "CultureNotFoundException")]
    [InlineData("using Text = System.Text.StringBuilder;", "var nothing = 0;", "new Text().AppendL", "AppendLine")]
    [InlineData("var unnamed = new { Weights = 1 };", "var unnamedToo = new[] { unnamed };", "unnamedToo[0].Wei", "Weights")]
    [InlineData("var (left, right) = (1, \"text\");", "int @class = 1; string Name { get; set; }", "right.Sub", "Substring")]
    [InlineData("async Task<List<int>> Later() { await Task.Yield(); return new(); }", "throw new Exception();", "(await Later()).AddR",
        "AddRange")]
    public void Completion_knows_what_earlier_cells_declared(string first, string second, string code, string completion)
    {
        Client.Execute(first);
        Client.Execute(second);
        Assert.Equal([completion], Complete(code).Content["matches"]!.AsArray().Select(match => (string?)match));
    }

    [Fact]
    public void A_variable_that_the_cell_declares_itself_hides_the_earlier_one()
    {
        Client.Execute("var hidden = 1;");
        Assert.Equal(["Substring"],
            Complete("var hidden = \"text\";\nhidden.Sub").Content["matches"]!.AsArray().Select(match => (string?)match));
    }

    [Theory]
    [InlineData("new List<int>().ToFrozenSe", "")]
    [InlineData("ConcurrentQue", "")]
    [InlineData("new List<int>().ToHashSe", "ToHashSet")]
    [InlineData("using System.Collections.Concurrent;\nConcurrentQue", "ConcurrentQueue<>")]
    public void What_is_offered_compiles_as_it_is(string code, string offered) =>
        Assert.Equal(offered, string.Join(' ', Complete(code).Content["matches"]!.AsArray()));

    [Fact]
    public void Completion_is_as_fast_after_many_cells()
    {
        for (var i = 0; i < 10; i++) Client.Execute($"var cell{i} = new List<int>();\nint F{i}(int n) => n + {i};");
        Complete("cell7.Ad");
        var first = Enumerable.Range(0, 5).Min(_ => Time());
        for (var i = 10; i < 80; i++) Client.Execute($"var cell{i} = new List<int>();\nint F{i}(int n) => n + {i};");
        Assert.Contains("AddRange", Complete("cell79.Ad").Content["matches"]!.ToJsonString(), StringComparison.Ordinal);
        // Asked through the chain of cells it takes three to four times as long, every time; once at least the machine has nothing else to
        // do.
        Assert.Contains(Enumerable.Range(0, 40), _ => Time() < (1.5 * first) + TimeSpan.FromMilliseconds(15));

        TimeSpan Time()
        {
            var started = System.Diagnostics.Stopwatch.GetTimestamp();
            Complete("cell7.Ad");
            return System.Diagnostics.Stopwatch.GetElapsedTime(started);
        }
    }

    [Fact]
    public void Hover_shows_what_the_documentation_says_is_returned()
    {
        const string Code = "\"text\".IndexOf('x')";
        var reply = Client.Ask(Channel.Shell, "inspect_request", new JsonObject { ["code"] = Code, ["cursor_pos"] = 9 }).Reply;
        Assert.Contains("zero-based index", reply.Content["data"]!["text/markdown"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Hover_explains_what_is_at_the_cursor()
    {
        var code = "Math.Sqrt(2)";
        var reply = Client.Ask(Channel.Shell, "inspect_request",
            new JsonObject { ["code"] = code, ["cursor_pos"] = 6, ["detail_level"] = 0 }).Reply;
        Assert.True(reply.Flag("found", false));
        Assert.Contains("double Math.Sqrt", reply.Content["data"]!["text/markdown"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Hover_over_nothing_finds_nothing()
    {
        var reply = Client.Ask(Channel.Shell, "inspect_request", new JsonObject { ["code"] = "   ", ["cursor_pos"] = 1 }).Reply;
        Assert.Equal(("ok", false), (reply.Text("status"), reply.Flag("found", true)));
    }

    [Theory]
    [InlineData("1 + 1", "complete")]
    [InlineData("#!markdown\n# not C#", "complete")]
    [InlineData("if (true) {", "incomplete")]
    [InlineData("int 5 = a;", "invalid")]
    public void The_kernel_tells_whether_a_cell_is_complete(string code, string status) =>
        Assert.Equal(status, Client.Ask(Channel.Shell, "is_complete_request", new JsonObject { ["code"] = code }).Status);

    [Fact]
    public void The_history_holds_code_and_value()
    {
        Client.Execute("40 + 2");
        var request = new JsonObject { ["hist_access_type"] = "search", ["pattern"] = "40*", ["output"] = true, ["raw"] = true };
        var entry = Client.Ask(Channel.Shell, "history_request", request).Reply.Content["history"]!.AsArray().Single()!;
        Assert.Equal(["40 + 2", "42"], entry[2]!.AsArray().Select(part => (string?)part));
    }

    [Fact]
    public void There_are_no_comms_and_one_that_is_opened_is_closed_again()
    {
        Assert.Empty(Client.Ask(Channel.Shell, "comm_info_request", []).Reply.Content["comms"]!.AsObject());
        Client.Send(Channel.Shell, "comm_open", new JsonObject { ["comm_id"] = "7", ["target_name"] = "widget" });
        Assert.Equal("7", Client.Published().Single(message => message.Type == "comm_close").Text("comm_id"));
    }

    [Fact]
    public void The_heart_beats_while_a_cell_runs()
    {
        Client.Send(Channel.Shell, "execute_request",
            KernelClient.ExecuteContent("Parallel.For(0, 64, i => System.Threading.Thread.Sleep(60));"));
        Assert.True(Client.HeartBeats());
        Assert.Equal("ok", Client.Collect(Channel.Shell).Status);
    }

    [Fact]
    public void A_message_that_is_not_signed_with_the_key_is_dropped()
    {
        var other = new WireFormat("another key"u8.ToArray());
        Client.SendFrames(Channel.Shell, other.Encode([], "execute_request", KernelClient.ExecuteContent("1"), null));
        var unsigned = new WireFormat([]);
        Client.SendFrames(Channel.Shell, unsigned.Encode([], "execute_request", KernelClient.ExecuteContent("1"), null));
        Assert.Null(Client.TryReceive(Channel.IoPub, TimeSpan.FromSeconds(1)));
        Assert.Equal("2", Client.Execute("2").PlainText);
    }

    [Fact]
    public void A_request_that_nobody_knows_leaves_the_kernel_idle()
    {
        Client.Send(Channel.Shell, "surprise_request", []);
        Assert.Equal(["busy", "idle"], Client.Published().Select(message => message.Text("execution_state")));
    }

    [Fact]
    public void An_interrupt_without_a_cell_is_answered_and_harmless()
    {
        Assert.Equal("ok", Client.Ask(Channel.Control, "interrupt_request", []).Status);
        Assert.Equal("2", Client.Execute("2").PlainText);
    }

    private JupyterMessage Complete(string code) =>
        Client.Ask(Channel.Shell, "complete_request",
            new JsonObject { ["code"] = code, ["cursor_pos"] = code.EnumerateRunes().Count() }).Reply;
}
