using Attention.Measures;
using Attention.Models;
using Attention.Tokens;
using Attention.Traces;

namespace Attention.Tests.Measures;

/// <summary>What is known of SmolLM2 from the reference implementation must be found here without being told.</summary>
public class DetectorTests(SmolLm smolLm)
{
    private readonly RepeatedTokens repeated = RepeatedTokens.Sample(smolLm.Model.Tokenizer.Vocabulary);

    [Fact]
    public void The_best_previous_token_head_is_16_0()
    {
        Assert.Equal(new HeadIndex(16, 0), smolLm.Model.Score(repeated, HeadScores.PreviousToken).Best.Head);
    }

    [Fact]
    public void The_four_best_induction_heads_are_18_6_and_17_3_to_17_5()
    {
        var best = smolLm.Model.Score(repeated, HeadScores.Induction(repeated)).Top(4).Select(score => score.Head.ToString());
        Assert.Equal(["17.3", "17.4", "17.5", "18.6"], best.Order());
    }

    [Fact]
    public void The_strongest_sink_is_18_8()
    {
        var sinks = smolLm.Model.Score("The committee met on Tuesday and agreed that the old bridge should be repaired before winter.",
            HeadScores.FirstToken);
        Assert.Equal(new HeadIndex(18, 8), sinks.Best.Head);
    }

    [Fact]
    public void Random_weights_show_no_head_of_any_kind()
    {
        HeadMeasure[] measures = [HeadScores.PreviousToken, HeadScores.Induction(repeated), HeadScores.DuplicateToken(repeated),
            HeadScores.FirstToken];
        Assert.All(smolLm.Control.Score(repeated, measures), table => Assert.InRange(table.Best.Score, 0, .2));
    }

    [Fact]
    public void A_measure_of_a_trace_equals_the_measure_taken_while_the_model_runs()
    {
        using var trace = smolLm.Model.Trace("The cat sat on the mat");
        foreach (var measure in HeadScores.OfAnyText)
        {
            var (kept, streamed) = (measure.Score(trace), smolLm.Model.Score("The cat sat on the mat", measure));
            Assert.All(kept.All(), score => Assert.Equal(score.Score, streamed[score.Head], 1e-5f));
        }
    }
}
