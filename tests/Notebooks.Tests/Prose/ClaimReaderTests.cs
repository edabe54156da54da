using Notebooks.Prose;

namespace Notebooks.Tests.Prose;

public class ClaimReaderTests
{
    [Theory]
    [InlineData("scores .92<!--= best:.00 -->.", ".92", "best", ".00")]
    [InlineData("head **16.0**<!--= previous.Best.Head -->, so", "16.0", "previous.Best.Head", null)]
    [InlineData("looks at *dog*<!--= word -->", "dog", "word", null)]
    [InlineData("looks at \"the dog\"<!--= word -->", "the dog", "word", null)]
    [InlineData("heads **17.3, 17.4**<!--= heads -->", "17.3, 17.4", "heads", null)]
    [InlineData("(.92<!--= a.B(c: 1):.00 -->)", ".92", "a.B(c: 1)", ".00")]
    [InlineData("by +5.83<!--= (late ? a : b):+0.00;-0.00;0.00 --> nats", "+5.83", "(late ? a : b)", "+0.00;-0.00;0.00")]
    [InlineData("scores .92 (.88 to .94)<!--= score:.00 -->, and", ".92 (.88 to .94)", "score", ".00")]
    [InlineData("49,152<!--= size:N0 --> tokens", "49,152", "size", "N0")]
    [InlineData("is a:b<!--= \"a:b\" -->", "a:b", "\"a:b\"", null)]
    [InlineData("is 1<!--= $\"{x:0}\" -->", "1", "$\"{x:0}\"", null)]
    [InlineData("`7`<!--= x is { Length: 2 } ? 7 : 8 -->", "7", "x is { Length: 2 } ? 7", "8")]    // a conditional needs brackets
    public void A_value_is_what_stands_before_its_comment(string markdown, string text, string expression, string? format)
    {
        var claim = Assert.Single(ClaimReader.Read(markdown));
        Assert.Equal((text, expression, format, false), (claim.TextIn(markdown), claim.Expression, claim.Format, claim.IsVerdict));
    }

    [Fact]
    public void A_verdict_is_a_condition_with_no_format()
    {
        var claim = Assert.Single(ClaimReader.Read("This is *borne out*<!--? late > middle ? true : false -->."));
        Assert.Equal((true, "late > middle ? true : false", (string?)null), (claim.IsVerdict, claim.Expression, claim.Format));
    }

    [Fact]
    public void A_verdict_behind_a_value_is_about_the_same_piece()
    {
        const string Text = "only 3<!--= x --><!--? x < 4 --> of them";
        Assert.Equal(["3", "3"], ClaimReader.Read(Text).Select(claim => claim.TextIn(Text)));
    }

    [Fact]
    public void Other_comments_and_examples_in_fenced_blocks_are_no_claims() =>
        Assert.Empty(ClaimReader.Read("<!-- a note -->\n```\n.92<!--= best -->\n```\n"));

    [Theory]
    [InlineData(".92<!--= best", "no end")]
    [InlineData(".92<!--= -->", "no expression")]
    [InlineData(" <!--= best -->", "No text")]
    public void A_comment_that_says_nothing_is_named(string markdown, string problem) =>
        Assert.Contains(problem, Assert.Throws<FormatException>(() => ClaimReader.Read(markdown)).Message, StringComparison.Ordinal);
}
