using Attention.Measures;
using Attention.Tokens;
using Attention.Traces;
using Course.Files;
using static TorchSharp.torch;

namespace Attention.Tests.Measures;

/// <summary>Patterns small enough to be measured by hand.</summary>
public class HeadScoresTests
{
    private static readonly float[,] Pattern =
    {
        { 1f, 0, 0, 0 },
        { .6f, .4f, 0, 0 },
        { .5f, .3f, .2f, 0 },
        { .1f, .2f, .3f, .4f },
    };

    [Fact]
    public void Shares_are_means_along_diagonals_and_columns()
    {
        Assert.Equal((.6 + .3 + .3) / 3, Measured(HeadScores.PreviousToken), 6);
        Assert.Equal((.5 + .2) / 2, Measured(HeadScores.Offset(2)), 6);
        Assert.Equal((1 + .4 + .2 + .4) / 4, Measured(HeadScores.Offset(0)), 6);
        Assert.Equal((.6 + .5 + .1) / 3, Measured(HeadScores.FirstToken), 6);
        Assert.Equal((1 + .6 + .5 + .4) / 4, Measured(HeadScores.Confidence), 6);
    }

    [Fact]
    public void Entropy_is_the_mean_over_rows_in_nats()
    {
        static double Row(params double[] p) => -p.Sum(x => x * Math.Log(x));
        var expected = (0 + Row(.6, .4) + Row(.5, .3, .2) + Row(.1, .2, .3, .4)) / 4;
        Assert.Equal(expected, Measured(HeadScores.Entropy), 5);
    }

    [Fact]
    public void Distance_is_the_weighted_mean_of_i_minus_j_with_and_without_the_first_token()
    {
        Assert.Equal((.6 * 1 + .5 * 2 + .3 * 1 + .1 * 3 + .2 * 2 + .3 * 1) / 4, Measured(HeadScores.MeanDistance), 5);
        Assert.Equal((.3 * 1 + .2 * 2 + .3 * 1) / (.4 + .3 + .2 + .2 + .3 + .4), Measured(HeadScores.MeanDistanceWithoutFirst), 5);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Induction_and_duplicate_scores_read_exactly_the_second_copy(bool bos)
    {
        var input = RepeatedTokens.Sample(new() { Tokens = ["<s>", "a", "b", "c"], Merges = [], Special = new HashSet<int> { 0 }, Bos = 0 },
            n: 4, sequences: 1, bos: bos);
        var T = input.Length;
        var (induction, duplicate) = (new float[T, T], new float[T, T]);
        for (var i = bos ? 5 : 4; i < T; i++)    // the rows of the second copy, and no other
        {
            induction[i, i - 3] = 1;
            duplicate[i, i - 4] = 1;
        }

        Assert.Equal(1, Measured(HeadScores.Induction(input), induction), 6);
        Assert.Equal(0, Measured(HeadScores.Induction(input), duplicate), 6);
        Assert.Equal(1, Measured(HeadScores.DuplicateToken(input), duplicate), 6);
        Assert.Equal(0, Measured(HeadScores.DuplicateToken(input), induction), 6);
    }

    [Fact]
    public void Every_measure_takes_any_number_of_heads_at_once()
    {
        using var scope = NewDisposeScope();
        var heads = rand(2, 3, 5, 5).softmax(-1);
        Assert.All(HeadScores.OfAnyText, measure => Assert.Equal([2, 3], measure.Of(heads).shape));
    }

    [Fact]
    public void Every_measure_says_what_it_counts_in_and_its_tables_do()
    {
        var pattern = AttentionPattern.Of(Pattern);
        Assert.Equal(MeasureUnit.Nats, HeadScores.Entropy.Unit);
        Assert.Equal(MeasureUnit.Tokens, HeadScores.MeanDistance.Unit);
        foreach (var measure in HeadScores.OfAnyText.Where(measure => measure.Unit == MeasureUnit.Share))
            Assert.InRange(measure.Score(pattern), 0, 1);
        using var trace = AttentionTrace.Of("by hand",
            new TokenizedText("", [.. Enumerable.Range(0, pattern.Length).Select(i => new Token(i, "a", 0, 0))], HasBos: false), pattern);
        Assert.All(HeadScores.OfAnyText,
            measure => Assert.Equal((measure.Unit, measure.Score(pattern)), (measure.Score(trace).Unit, measure.Score(trace)[(0, 0)])));
    }

    [Fact]
    public void A_measure_written_with_numbers_gives_what_one_written_with_tensors_gives()
    {
        var own = new HeadMeasure("own", (AttentionPattern p) => p.Diagonal(1).Average());
        Assert.Equal(HeadScores.PreviousToken.Score(AttentionPattern.Of(Pattern)), own.Score(AttentionPattern.Of(Pattern)), 6);
    }

    [Fact]
    public void A_function_that_gives_no_number_per_head_is_told_what_it_got_and_what_is_due()
    {
        var whole = new HeadMeasure("mine", (Tensor p) => p.mean());
        var thrown = Assert.Throws<WrongUseException>(() => whole.Score(AttentionPattern.Of(Pattern)));
        Assert.Contains("got [batch, heads, T, T]", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("return one number per head", thrown.Message, StringComparison.Ordinal);
    }

    private static double Measured(HeadMeasure measure, float[,]? pattern = null) => measure.Score(AttentionPattern.Of(pattern ?? Pattern));
}
