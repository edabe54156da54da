using Attention.Interventions;

namespace Attention.Tests.Interventions;

public class AttributionTests(SmolLm smolLm)
{
    [Fact]
    public void In_the_hand_built_model_the_logit_comes_from_the_induction_head_and_the_token_it_found()
    {
        using var model = HandBuiltModel.Build();
        var parts = DirectLogitAttribution.Of(model, "abcdefabcd", "e");
        Assert.Equal(parts.Logit, parts.Heads[(1, 0)], 3);
        Assert.Equal(parts.Logit, parts.Sources[1, 0, 4], 1);
        Assert.Equal(0, parts.Embedding, 6);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" London")]
    public void In_SmolLM2_the_parts_sum_to_the_logit(string? other)
    {
        var parts = DirectLogitAttribution.Of(smolLm.Model, "The capital of France is", " Paris", other);
        Assert.Equal(parts.Logit, parts.Sum, 1e-3);
        for (var l = 0; l < parts.Attention.Count; l++)
            Assert.Equal(parts.Attention[l], Enumerable.Range(0, 9).Sum(h => parts.Heads[(l, h)]), 1e-3);
    }

    [Fact]
    public void In_SmolLM2_Paris_comes_first_at_the_last_layer_and_late()
    {
        var lens = LogitLens.Of(smolLm.Model, "The capital of France is", " Paris");
        Assert.Equal(0, lens.TargetRank[29, 5]);
        Assert.Equal(lens.TargetProbability[29, 5], lens.Probability[29, 5]);
        Assert.All(Enumerable.Range(0, 24), l => Assert.True(lens.TargetRank[l, 5] > 100));
    }

    [Fact]
    public void A_target_of_several_tokens_is_refused()
    {
        using var model = HandBuiltModel.Build();
        Assert.Throws<ArgumentException>(() => LogitLens.Of(model, "abc", "ab"));
    }
}
