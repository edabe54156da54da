using Attention.Interventions;
using Attention.Models;
using static TorchSharp.torch;

namespace Attention.Tests.Interventions;

public class HooksTests
{
    [Fact]
    public void A_change_ends_with_its_run()
    {
        using var model = HandBuiltModel.Build();
        using var before = model.Run(HandBuiltModel.Text);
        foreach (var point in HookPlaces.Of(model.Config))
            model.Run(HandBuiltModel.Text,
                Hooks.At(point, point == HookPoint.Embed ? 0 : model.Config.NumHiddenLayers - 1, value => value.zero_())).Dispose();
        using var after = model.Run(HandBuiltModel.Text);
        Assert.Equal(before.Logits.SelectMany(row => row), after.Logits.SelectMany(row => row));
    }

    [Theory]
    [InlineData(HookPoint.Pattern)]
    [InlineData(HookPoint.Q)]
    [InlineData(HookPoint.ResidMid)]
    public void Another_shape_is_refused_by_layer_and_hook(HookPoint point)
    {
        using var model = HandBuiltModel.Build();
        var thrown = Assert.Throws<HookException>(() =>
            model.Run(HandBuiltModel.Text, Hooks.At(point, 1, value => value.narrow(-1, 0, 1))));
        Assert.Equal((point, 1), (thrown.Point, thrown.Layer));
        Assert.Contains($"{point} of layer 1", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Not_a_number_is_refused_and_a_masked_score_is_not()
    {
        using var model = HandBuiltModel.Build();
        model.Run(HandBuiltModel.Text, Hooks.At(HookPoint.AttnScores, 0, scores => scores.clone())).Dispose();
        Assert.Throws<HookException>(() => model.Run(HandBuiltModel.Text, Hooks.At(HookPoint.AttnScores, 0, scores => scores.log())));
        Assert.Throws<HookException>(() => model.Run(HandBuiltModel.Text, Hooks.At(HookPoint.ResidPre, 1, x => x.log())));
    }

    [Fact]
    public void The_hand_built_model_predicts_the_second_copy_and_only_it()
    {
        using var model = HandBuiltModel.Build();
        using var run = model.Run(HandBuiltModel.Text);
        Assert.Equal(("e", true), (run.Top(1, 9)[0].Token, run.Top(1, 9)[0].Probability > .99));
        Assert.InRange(run.Top(1, 2)[0].Probability, 0, .5);
    }

    [Fact]
    public void A_cache_keeps_what_was_asked_for_and_says_what_it_lacks()
    {
        using var model = HandBuiltModel.Build();
        using var cache = new ActivationCache(HookPoint.Pattern, 1);
        model.Run(HandBuiltModel.Text, cache.Hook).Dispose();
        Assert.Equal([1L, 2, 12, 12], cache[HookPoint.Pattern, 1].shape);
        Assert.Contains("Pattern 1", Assert.Throws<HeadIndexException>(() => cache[HookPoint.Pattern, 0]).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_hook_that_reads_sees_the_layer_it_asked_for()
    {
        using var model = HandBuiltModel.Build();
        var sums = new List<float>();
        model.Run(HandBuiltModel.Text, Hooks.Read(HookPoint.Pattern, 0, pattern => sums.Add(pattern.sum().data<float>()[0]))).Dispose();
        Assert.Equal(24, Assert.Single(sums), 3);
    }

    [Fact]
    public void Projecting_the_stream_gives_the_queries_keys_and_values_of_the_run()
    {
        var config = new TransformerConfig
        {
            VocabSize = 11,
            HiddenSize = 12,
            NumHiddenLayers = 2,
            NumAttentionHeads = 4,
            NumKeyValueHeads = 2,
            HeadDim = 4,
            IntermediateSize = 20,
            MaxPositionEmbeddings = 16
        };
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var weights = TransformerWeights.Random(config, seed: 2, std: .5);
        using var transformer = new Transformer(config, weights);
        using var cache = new ActivationCache([HookPoint.ResidPre, HookPoint.Q, HookPoint.K, HookPoint.V]);
        transformer.Forward(tensor(new long[] { 1, 5, 3, 9, 5 }).unsqueeze(0), cache.Hook);
        foreach (var point in new[] { HookPoint.Q, HookPoint.K, HookPoint.V })
            Assert.InRange(Fixture.LargestDifference(cache[point, 1],
                transformer.Project(point, 1, cache[HookPoint.ResidPre, 1])), 0, 1e-5);
    }
}
