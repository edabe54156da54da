using Notebooks.Handouts.Terminal;

namespace Notebooks.Tests.Handouts;

/// <summary>What stands on a terminal in the end; the right column is what xterm shows.</summary>
public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("plain <b>", "plain &lt;b&gt;")]
    [InlineData("\u001b[31mred\u001b[0m and plain", "<span class=\"ansi-red\">red</span> and plain")]
    [InlineData("\u001b[1;94mx\u001b[22my\u001b[39mz",
        "<span class=\"ansi-bold ansi-bright-blue\">x</span><span class=\"ansi-bright-blue\">y</span>z")]
    [InlineData("\u001b[42ma\u001b[49mb", "<span class=\"ansi-on-green\">a</span>b")]
    [InlineData("\u001b[38;2;255;128;0mx", "<span style=\"color:#ff8000\">x</span>")]
    [InlineData("\u001b[38;5;208mx\u001b[38;5;9my\u001b[48;5;244mz",
        "<span style=\"color:#ff8700\">x</span><span class=\"ansi-bright-red\">y</span><span class=\"ansi-bright-red\" "
            + "style=\"background:#808080\">z</span>")]
    [InlineData("\u001b[7mx", "<span class=\"ansi-inverse\">x</span>")]
    [InlineData("\u001b[3m<&", "<span class=\"ansi-italic\">&lt;&amp;</span>")]
    public void Colours(string text, string html) => Assert.Equal(html, TerminalText.ToHtml(text));

    [Theory]
    [InlineData("10 %\r20 %\rdone", "done")]
    [InlineData("long line\rshort", "shortline")]
    [InlineData("long line\r\u001b[Kshort", "short")]
    [InlineData("abc\b\bX", "aXc")]
    [InlineData("\b\bx", "x")]
    [InlineData("a\r\nb\r\n", "a\nb\n")]
    [InlineData("old\n\u001b[2J\u001b[Hnew\n", "new\n")]
    [InlineData("one\ntwo\u001b[1A\rONE", "ONE\ntwo")]
    [InlineData("a\u001b[3Cb", "a   b")]
    [InlineData("x\u001b]0;title\ay", "xy")]
    [InlineData("x\u001b]8;;http://a\u001b\\link\u001b]8;;\u001b\\", "xlink")]
    [InlineData("end\u001b[", "end")]
    [InlineData("end\u001b", "end")]
    [InlineData("🙂\rab", "ab")]
    public void Movements(string text, string html) => Assert.Equal(html, TerminalText.ToHtml(text));

    [Theory]
    [InlineData("\u001b[999999999Cx\n")]
    [InlineData("\u001b[999999999Bx")]
    [InlineData("\u001b[999999999;999999999Hx")]
    public void Far_movements_take_little_memory(string step)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        TerminalText.ToHtml(string.Concat(Enumerable.Repeat(step, 20_000)));
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 200_000_000);
    }
}
