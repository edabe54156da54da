using Attention.Interventions;
using Attention.Measures;
using Attention.Models;
using Attention.Tests.Interventions;
using Attention.Tokens;
using Attention.Traces;

namespace Attention.Tests.Measures;

public class HeadRoleTests
{
    [Fact]
    public void Prefix_matching_finds_the_induction_head()
    {
        using var model = HandBuiltModel.Build();
        var input = PrefixMatching.Sample(model.Tokenizer.Vocabulary, n: 6, copies: 2, sequences: 3);
        var scores = model.Score(input, PrefixMatching.Score(input));
        Assert.Equal(new HeadIndex(1, 0), scores.Best.Head);
        Assert.Equal((5 + .5) / 6, scores.Best.Score, 3);     // the first token counts itself as the one before it
    }

    [Fact]
    public void The_hand_built_model_learns_from_its_context_and_without_its_induction_head_does_not()
    {
        using var model = HandBuiltModel.Build();
        Assert.InRange(InContextLearning.Score(model, HandBuiltModel.Input(model), 2, 9), -20, -1);
        Assert.Equal(0, InContextLearning.Score(model, HandBuiltModel.Input(model), 2, 9, Ablation.Zero(model.Config, (1, 0))), 4);
    }

    [Fact]
    public void Heads_that_do_nothing_are_alike_and_the_circuits_heads_are_not()
    {
        using var model = HandBuiltModel.Build();
        var similarity = HeadSimilarity.Of(model, HandBuiltModel.Input(model));
        Assert.Equal(0, similarity.Divergence[1, 3], 5);
        Assert.InRange(similarity.Divergence[0, 1], .1, Math.Log(2));
        Assert.Equal(similarity.Divergence[0, 2], similarity.Divergence[2, 0]);
        var clusters = similarity.Clusters(3);
        Assert.Equal(["0.1", "1.1"], clusters[0].Select(head => head.ToString()));
    }

    [Fact]
    public void The_divergence_of_two_heads_is_that_of_their_patterns()
    {
        using var model = HandBuiltModel.Build();
        using var trace = model.Trace("abcabc");
        var similarity = HeadSimilarity.Of(model, TokenBatch.Of(model.Tokenizer.Encode("abcabc")), [(0, 0), (1, 0)]);
        Assert.Equal(PatternDivergence.JensenShannon(trace.Pattern((0, 0)), trace.Pattern((1, 0))), similarity.Divergence[0, 1], 1e-5);
        Assert.InRange(similarity.Divergence[0, 1], .01, Math.Log(2));
    }

    [Fact]
    public void A_profile_shows_the_induction_head_on_repetition_alone()
    {
        using var model = HandBuiltModel.Build();
        var repeated = RepeatedTokens.Sample(model.Tokenizer.Vocabulary, n: 4, sequences: 2);
        var profile = RoleProfile.Of(model, [("random", repeated), ("letters", TokenBatch.Of(model.Tokenizer.Encode("abcdef")))],
            [new(0, 0), new(1, 0)]);
        var (previous, induction) = (profile[0].Measures.ToList().IndexOf("previous_token"),
            profile[0].Measures.ToList().IndexOf("induction"));
        Assert.InRange(profile[0].Values[1, previous], .95, 1.0001);
        Assert.True(float.IsNaN(profile[1].Values[1, induction]));
        Assert.False(float.IsNaN(profile[1].Values[0, induction]));
    }

    [Fact]
    public void Greedy_removal_takes_the_idle_heads_first()
    {
        using var model = HandBuiltModel.Build();
        var curve = RemovalCurve.Greedy(model, HandBuiltModel.Input(model), 3, rows: HandBuiltModel.SecondCopy);
        Assert.Equal(["0.1", "1.1"], curve.Order.Take(2).Select(head => head.ToString()).Order());
        Assert.Equal(curve.Losses[0], curve.Losses[2], 5);
        Assert.True(curve.Losses[3] > curve.Losses[0] + 1);
        var again = RemovalCurve.InOrder(model, HandBuiltModel.Input(model), curve.Order, HandBuiltModel.SecondCopy);
        Assert.All(curve.Losses.Zip(again.Losses), pair => Assert.Equal(pair.First, pair.Second, 5));
    }
}
