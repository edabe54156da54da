using System.Text.Json.Nodes;
using JupyterKernel.Wire;

namespace JupyterKernel.Tests.Serving;

public sealed class ExecutionTests(KernelFixture fixture) : IClassFixture<KernelFixture>
{
    private KernelClient Client => fixture.Client;

    [Fact]
    public void A_value_comes_between_busy_and_idle_and_the_count_grows()
    {
        var first = Client.Execute("1 + 1");
        Assert.Equal(["status", "execute_input", "execute_result", "status"], first.Published.Select(message => message.Type));
        Assert.Equal("2", first.PlainText);
        Assert.Equal("ok", first.Status);
        Assert.Equal(first.Reply.Number("execution_count") + 1, Client.Execute("2").Reply.Number("execution_count"));
    }

    [Fact]
    public void A_cell_finds_what_an_earlier_one_defined()
    {
        Client.Execute("var seven = 7;");
        Assert.Equal("8", Client.Execute("seven + 1").PlainText);
    }

    [Fact]
    public void Text_keeps_its_stream_and_its_order_among_displays()
    {
        var answer = Client.Execute("""Console.Write("a"); Console.Write("b"); display(1); Console.Error.Write("c");""");
        Assert.Equal(["stream", "display_data", "stream"], answer.Outputs.Select(message => message.Type));
        Assert.Equal(("ab", "c"), (answer.StreamText("stdout"), answer.StreamText("stderr")));
    }

    [Fact]
    public void A_hundred_thousand_lines_are_few_messages_and_none_is_lost()
    {
        var answer = Client.Execute("for (int i = 0; i < 100_000; i++) Console.WriteLine(i);");
        Assert.InRange(answer.Outputs.Count(), 1, 1000);
        Assert.Equal(Enumerable.Range(0, 100_000).Select(i => i.ToString()), answer.StreamText("stdout").TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void An_update_replaces_the_display_that_it_belongs_to()
    {
        var shown = Client.Execute("""var shown = display("one"); shown.Update("two");""").Outputs.ToArray();
        Assert.Equal(["display_data", "update_display_data"], shown.Select(message => message.Type));
        var id = (string?)shown[0].Content["transient"]!["display_id"];
        Assert.NotNull(id);
        Assert.Equal(id, (string?)shown[1].Content["transient"]!["display_id"]);
        var later = Client.Execute("""shown.Update("three");""").Outputs.Single();
        Assert.Equal((id, "three"), ((string?)later.Content["transient"]!["display_id"], (string?)later.Content["data"]!["text/plain"]));
    }

    [Fact]
    public void A_thread_updates_a_display_while_a_later_cell_runs_and_when_none_does()
    {
        const string Later =
            "new System.Threading.Thread(() => { System.Threading.Thread.Sleep(WAIT); late.Update(\"second\"); }).Start();";
        Client.Execute("var late = display(\"first\");");
        Client.Execute(Later.Replace("WAIT", "300", StringComparison.Ordinal));
        Assert.Equal("second",
            (string?)Client.Execute("System.Threading.Thread.Sleep(1500);").Outputs.Single().Content["data"]!["text/plain"]);
        Client.Execute(Later.Replace("WAIT", "800", StringComparison.Ordinal));
        Assert.Equal("update_display_data", Client.TryReceive(Channel.IoPub, TimeSpan.FromSeconds(10))?.Type);
    }

    [Fact]
    public void A_stop_that_cannot_take_effect_says_so_and_takes_effect_when_it_can()
    {
        Client.Send(Channel.Shell, "execute_request", KernelClient.ExecuteContent("""
            static class Native { [System.Runtime.InteropServices.DllImport("libc")] public static extern uint sleep(uint seconds); }
            Console.Write("on"); Native.sleep(6);
            """));
        Client.WaitForOutput();
        Client.Send(Channel.Control, "interrupt_request", []);
        Assert.Equal("ok", Client.Receive(Channel.Control).Text("status"));
        JupyterMessage said;
        do said = Client.Receive(Channel.IoPub);
        while (said.Type != "stream");
        Assert.Equal("stderr", said.Text("name"));
        Assert.Contains("restart the kernel", said.Text("text"), StringComparison.Ordinal);
        Assert.Equal("Interrupted", Client.Receive(Channel.Shell).Text("ename"));
        Client.WaitForSilence();
    }

    [Fact]
    public void An_exception_has_its_name_its_message_the_cell_and_the_line()
    {
        var answer = Client.Execute("int zero = 0;\n\nConsole.Write(1 / zero);");
        var error = answer.Outputs.Single();
        Assert.Equal(("error", "DivideByZeroException"), (error.Type, error.Text("ename")));
        Assert.Contains($"cell {answer.Reply.Number("execution_count")}, line 3", error.Content["traceback"]!.ToJsonString(),
            StringComparison.Ordinal);
        Assert.Equal(("error", "DivideByZeroException"), (answer.Status, answer.Reply.Text("ename")));
    }

    [Fact]
    public void A_compile_error_names_line_and_column_as_they_were_written()
    {
        var answer = Client.Execute("for (int i = 0; i < 3; i++) { int a = \"text\"; }");
        Assert.Contains("line 1, column 39: CS0029", answer.Reply.Content["traceback"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void After_an_error_what_waits_is_not_run_and_what_comes_later_is()
    {
        string[] cells = ["var before = 1; System.Threading.Thread.Sleep(500); throw new Exception();", "var aborted = 1;",
            "var aborted2 = 1;"];
        foreach (var cell in cells) Client.Send(Channel.Shell, "execute_request", KernelClient.ExecuteContent(cell));
        Assert.Equal(["error", "aborted", "aborted"], cells.Select(_ => Client.Collect(Channel.Shell).Status));
        Assert.Equal("1", Client.Execute("before").PlainText);
        Assert.Equal("error", Client.Execute("aborted").Status);
    }

    [Fact]
    public void Without_stop_on_error_what_waits_is_run()
    {
        Client.Send(Channel.Shell, "execute_request",
            KernelClient.ExecuteContent("System.Threading.Thread.Sleep(300); throw new Exception();", stopOnError: false));
        Client.Send(Channel.Shell, "execute_request", KernelClient.ExecuteContent("5"));
        Assert.Equal(["error", "ok"], [Client.Collect(Channel.Shell).Status, Client.Collect(Channel.Shell).Status]);
    }

    [Fact]
    public void A_silent_cell_publishes_nothing_and_is_not_counted()
    {
        var count = Client.Execute("1").Reply.Number("execution_count");
        var answer = Client.Execute("Console.Write(1); 2", silent: true);
        Assert.All(answer.Published, message => Assert.Equal("status", message.Type));
        Assert.Equal(count, answer.Reply.Number("execution_count"));
    }

    [Theory]
    [InlineData("""Console.Write("gone\u001b[2J\u001b[Hkept");""")]
    [InlineData("""Console.WriteLine("gone"); Console.Clear(); Console.Write("kept");""")]
    public void A_cleared_screen_clears_the_outputs(string code)
    {
        var answer = Client.Execute(code);
        Assert.Equal(["clear_output", "stream"], answer.Outputs.Select(message => message.Type));
        Assert.Equal("kept", answer.StreamText("stdout"));
    }

    [Fact]
    public void The_stop_button_stops_the_cell_and_keeps_its_variables()
    {
        Client.Send(Channel.Shell, "execute_request", KernelClient.ExecuteContent("var kept = 3; Console.Write(\"on\"); while (true) { }"));
        while (Client.Receive(Channel.IoPub).Type != "stream")
        {
        }
        Client.Send(Channel.Control, "interrupt_request", []);
        Assert.Equal("ok", Client.Receive(Channel.Control).Text("status"));
        Assert.Equal("Interrupted", Client.Receive(Channel.Shell).Text("ename"));
        Client.WaitForSilence();
        Assert.Equal("3", Client.Execute("kept").PlainText);
    }

    [Theory]
    [InlineData("Console.ReadLine()", "", false)]
    [InlineData("""await Microsoft.DotNet.Interactive.Kernel.GetInputAsync("Your name?")""", "Your name?", false)]
    [InlineData("""(await Microsoft.DotNet.Interactive.Kernel.GetPasswordAsync("Secret?")).GetClearTextPassword()""", "Secret?", true)]
    public void A_cell_may_ask_its_reader(string code, string prompt, bool isPassword)
    {
        Client.Send(Channel.Shell, "execute_request", KernelClient.ExecuteContent(code, allowStdin: true));
        var question = Client.Receive(Channel.Stdin);
        Assert.Equal(("input_request", prompt, isPassword),
            (question.Type, question.Text("prompt"), question.Flag("password", !isPassword)));
        Client.Send(Channel.Stdin, "input_reply", new JsonObject { ["value"] = "an answer" });
        Assert.Equal("an answer", Client.Collect(Channel.Shell).PlainText);
    }

    [Fact]
    public void Where_nobody_answers_a_question_is_an_error_that_says_so() =>
        Assert.Contains("takes no input", Client.Execute("Console.ReadLine()").Reply.Text("evalue"), StringComparison.Ordinal);

    [Fact]
    public void A_recursion_without_end_is_an_error_with_a_short_trace()
    {
        var answer = Client.Execute("int Deeper(int n) => Deeper(n + 1) + 1;\nDeeper(0)");
        Assert.Equal("InsufficientExecutionStackException", answer.Reply.Text("ename"));
        Assert.InRange(answer.Reply.Content["traceback"]!.AsArray().Count, 2, 50);
        Assert.Equal("2", Client.Execute("2").PlainText);
    }
}
