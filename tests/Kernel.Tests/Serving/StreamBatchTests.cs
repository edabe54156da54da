using JupyterKernel.Serving;

namespace JupyterKernel.Tests.Serving;

public sealed class StreamBatchTests
{
    private readonly List<(string Stream, string Text)> sent = [];
    private int cleared;

    [Fact]
    public void Text_written_in_one_go_is_one_message()
    {
        using (var batch = new StreamBatch((stream, text) => sent.Add((stream, text)), () => cleared++))
            foreach (var c in "abc") batch.Write("stdout", c.ToString());
        Assert.Equal([("stdout", "abc")], sent);
    }

    [Fact]
    public async Task Text_does_not_wait_for_more_than_a_moment()
    {
        using var batch = new StreamBatch((stream, text) => sent.Add((stream, text)), () => cleared++);
        batch.Write("stdout", "a");
        for (var i = 0; i < 100 && sent.Count == 0; i++) await Task.Delay(50);
        Assert.Equal([("stdout", "a")], sent);
    }

    [Fact]
    public void A_change_of_the_stream_ends_a_message()
    {
        using (var batch = new StreamBatch((stream, text) => sent.Add((stream, text)), () => cleared++))
        {
            batch.Write("stdout", "a");
            batch.Write("stderr", "b");
            batch.Write("stdout", "c");
        }
        Assert.Equal([("stdout", "a"), ("stderr", "b"), ("stdout", "c")], sent);
    }

    [Fact]
    public void What_no_page_can_show_is_left_out_and_the_reader_told()
    {
        var line = new string('x', 10_000) + "\n";
        using (var batch = new StreamBatch((stream, text) => sent.Add((stream, text)), () => cleared++))
            for (var i = 0; i < 2_000; i++) batch.Write("stdout", line);
        var text = string.Concat(sent.Select(message => message.Text));
        Assert.InRange(text.Length, 8_000_000, 9_000_000);
        Assert.EndsWith("is left out.)\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Clearing_forgets_what_was_not_sent_yet()
    {
        using (var batch = new StreamBatch((stream, text) => sent.Add((stream, text)), () => cleared++))
        {
            batch.Write("stdout", "old");
            batch.Write("stdout", "older\u001b[2Jnew");
        }
        Assert.Equal(1, cleared);
        Assert.Equal([("stdout", "new")], sent);
    }
}
