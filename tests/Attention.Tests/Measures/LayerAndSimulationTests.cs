using Attention.Figures;
using Attention.Measures;
using Attention.Tokens;
using Attention.Traces;

namespace Attention.Tests.Measures;

/// <summary>What chapters 4 to 6 add: layer means, measures of what does not rest on the first token, the simulated pattern, divergence,
/// tables.</summary>
public class LayerAndSimulationTests
{
    [Fact]
    public void A_layer_mean_leaves_out_heads_without_a_number()
    {
        var means = new HeadScoreTable("x", "m", new[,] { { .2f, .4f }, { float.NaN, .5f }, { float.NaN, float.NaN } }).LayerMeans();
        Assert.Equal(.3, means[0], 6);
        Assert.Equal(.5, means[1], 6);
        Assert.True(double.IsNaN(means[2]));
    }

    [Fact]
    public void Measures_without_the_first_token_look_at_the_rest_only()
    {
        var pattern = AttentionPattern.Of(new[,] { { 1f, 0, 0 }, { .6f, .4f, 0 }, { .5f, .3f, .2f } });
        Assert.Equal(.3 / .9, HeadScores.AdjacentWithoutFirst.Score(pattern), 5);
        Assert.Equal(-((.6 * Math.Log(.6)) + (.4 * Math.Log(.4))) / 2, HeadScores.EntropyWithoutFirst.Score(pattern), 5);
    }

    [Fact]
    public void Divergence_is_zero_for_equal_patterns_and_ln_2_where_no_key_is_shared()
    {
        var a = AttentionPattern.Of(new[,] { { 1f, 0 }, { 1, 0 } });
        var b = AttentionPattern.Of(new[,] { { 1f, 0 }, { 0, 1 } });
        Assert.Equal(0, PatternDivergence.JensenShannon(a, a), 6);
        Assert.Equal(Math.Log(2), PatternDivergence.JensenShannon(a, b), 5);
    }

    [Fact]
    public void A_simulated_pattern_is_causal_sums_to_one_and_prefers_words_that_carry_meaning()
    {
        Token[] tokens = [new(0, "the", 0, 3), new(1, " cat", 3, 7), new(2, " sat", 7, 11)];
        using var trace = SimulatedAttention.Of(new TokenizedText("the cat sat", tokens, HasBos: false));
        var pattern = trace.Pattern((0, 0));
        Assert.Equal(3, Enumerable.Range(0, 3).Sum(i => pattern.Row(i).Sum()), 5);
        Assert.Equal(0, pattern[0, 1]);
        Assert.True(pattern[2, 1] > pattern[2, 0]);
        Assert.Equal(SimulatedAttention.Title, trace.ModelName);
    }

    [Fact]
    public void A_table_has_its_words_in_text_and_refuses_a_ragged_row()
    {
        Assert.Equal("Heads: a | 1; b | 2", Reading.Table("Heads", ["name", "n"], ["a", "1"], ["b", "2"]).Text);
        Assert.Throws<ArgumentException>(() => Reading.Table("Heads", ["name", "n"], ["a"]));
    }
}
