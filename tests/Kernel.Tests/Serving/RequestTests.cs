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
        Assert.Equal((".cs", "C#"), ((string?)info.Content["language_info"]!["file_extension"], (string?)info.Content["language_info"]!["name"]));
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

    [Fact]
    public void Hover_explains_what_is_at_the_cursor()
    {
        var code = "Math.Sqrt(2)";
        var reply = Client.Ask(Channel.Shell, "inspect_request", new JsonObject { ["code"] = code, ["cursor_pos"] = 6, ["detail_level"] = 0 }).Reply;
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
        Client.Send(Channel.Shell, "execute_request", KernelClient.ExecuteContent("Parallel.For(0, 64, i => System.Threading.Thread.Sleep(60));"));
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
        Client.Ask(Channel.Shell, "complete_request", new JsonObject { ["code"] = code, ["cursor_pos"] = code.EnumerateRunes().Count() }).Reply;
}
