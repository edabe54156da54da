using Attention.Measures;
using Attention.Tokens;
using Attention.Traces;

namespace Attention.Tests.Measures;

/// <summary>One head on four tokens, small enough to be done by hand.</summary>
public class RestOfAttentionTests
{
    private static readonly AttentionTrace Trace = AttentionTrace.Of(
        "by hand",
        new TokenizedText("", [new Token(0, "a", 0, 0), new Token(1, "b", 0, 0), new Token(2, "c", 0, 0), new Token(3, "d", 0, 0)], false),
        AttentionPattern.Of(new[,] { { 1f, 0, 0, 0 }, { .8f, .2f, 0, 0 }, { .5f, .25f, .25f, 0 }, { .2f, .4f, .2f, .2f } }));

    [Fact]
    public void Without_the_first_token_each_row_is_made_whole_again()
    {
        var rest = RestOfAttention.Of(Trace, 0);
        Assert.Equal((.2 + .5 + .8) / 3, rest.Share[0], 6);
        Assert.Equal((0 + .5 + .25) / 3, rest.Adjacent[0], 6);
        Assert.Equal((0 + .5 + (.5 * 2 + .25)) / 3, rest.Distance[0], 6);
        Assert.Equal((0 + Math.Log(2) + (.5 * Math.Log(2) + .5 * Math.Log(4))) / 3, rest.Entropy[0], 6);
    }

    [Fact]
    public void A_second_key_can_be_left_out_and_its_own_row_does_not_count() =>
        Assert.Equal((.25 + .4) / 2, RestOfAttention.Of(Trace, 0, 1).Share[0], 6);

    [Fact]
    public void A_pattern_without_its_first_token_is_one_of_the_others_alone()
    {
        var rest = Trace.Patterns[0].WithoutFirst();
        Assert.Equal([1, 0, 0, .5, .5, 0, .5, .25, .25], rest.AsSpan().ToArray().Select(weight => Math.Round(weight, 6)));
        Assert.Equal([0f], AttentionPattern.Of(new[,] { { 1f, 0 }, { 1f, 0 } }).WithoutFirst().AsSpan().ToArray());
    }

    [Fact]
    public void What_a_token_receives_is_the_mean_over_later_ones()
    {
        var received = ReceivedAttention.Of(Trace).Values[0];
        Assert.Equal([(.8 + .5 + .2) / 3, (.25 + .4) / 2, .2, 0], received.Select(weight => Math.Round(weight, 6)));
    }

    [Fact]
    public void Bands_are_a_quarter_up_to_two_thirds_and_the_rest()
    {
        var bands = DepthBands.Of([.. Enumerable.Range(0, 12).Select(layer => (double)layer)]);
        Assert.Equal(new DepthBands(1, 5, 9.5), bands);
        Assert.Equal("1.00 / 5.00 / 9.50", $"{bands}");
        Assert.Equal(".10 / .17 / .11", FormattableString.Invariant($"{new DepthBands(.1, .17, .11):.00}"));
        Assert.Equal("1.00 / 5.00 / 9.50", bands.ToString());
        Assert.True(double.IsNaN(DepthBands.Of([1]).Late));
    }
}
