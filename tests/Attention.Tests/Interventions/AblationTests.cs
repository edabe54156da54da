using Attention.Interventions;
using Attention.Models;
using Attention.Tokens;
using static TorchSharp.torch;

namespace Attention.Tests.Interventions;

public class AblationTests(SmolLm smolLm)
{
    private readonly LanguageModel model = smolLm.Model;

    [Fact]
    public void In_bf16_too_an_ablation_of_nothing_has_no_effect_beside_others()
    {
        using var half = LanguageModel.Load(Catalogue.MainModel, new() { DType = ScalarType.BFloat16, Device = "cpu" });
        var input = TokenBatch.Of(half.Tokenizer.Encode("The cat sat on the mat"));
        var effects = Ablation.Effects(half, input, [[new(3, 0)], [], [new(3, 4), new(5, 1)]]);
        Assert.Equal(0, effects[1], 1e-9);
        Assert.All([effects[0], effects[2]], effect => Assert.InRange(Math.Abs(effect), 1e-6, 2));
    }

    [Fact]
    public void Ablating_nothing_changes_no_logit()
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var ids = tensor(model.Tokenizer.Encode("The cat sat on the mat").Ids).unsqueeze(0);
        Tensor Logits(Hook? hook) => model.Transformer.Unembed(model.Transformer.Forward(ids, hook));
        var ablated = Logits(Ablation.Zero(model.Config));
        // without an end to it, a change goes by other loops, which round otherwise; logits are tens
        Assert.InRange(Fixture.LargestDifference(Logits((_, _, value) => value), ablated), 0, 1e-3);
        Assert.Equal(0, Fixture.LargestDifference(Logits(null), ablated));
    }

    [Fact]
    public void Ablating_a_head_equals_zeroing_its_columns_of_the_output_matrix()
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
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
        using var weights = TransformerWeights.Random(config, seed: 2, std: .5);
        using var transformer = new Transformer(config, weights);
        var ids = tensor(new long[] { 1, 5, 3, 9, 5 }).unsqueeze(0);

        var byHook = transformer.Unembed(transformer.Forward(ids, Ablation.Zero(config, (1, 2))));
        weights.Layers[1].Output.narrow(1, 2 * 4, 4).zero_();
        var byWeights = transformer.Unembed(transformer.Forward(ids));

        Assert.InRange(Fixture.LargestDifference(byHook, byWeights), 0, 1e-5);
    }

    [Fact]
    public void Sequences_side_by_side_lose_what_each_loses_alone()
    {
        var repeated = RepeatedTokens.Sample(model.Tokenizer.Vocabulary, n: 12, sequences: 3);
        HeadIndex[][] sets = [[(16, 0)], [(17, 3), (17, 4), (18, 6)]];
        AblationOptions means = new() { Mean = true, Reference = repeated };
        foreach (var options in new[] { new(), means })
        {
            var together = SampledEffects.OnSecondCopy(model, repeated, sets, options);
            double[][] alone = [.. repeated.Each().Select(one => Ablation.Effects(model, one, sets, one.SecondCopy, options))];
            foreach (var (s, effect) in together.Index())
            {
                Assert.Equal(alone.Average(each => each[s]), effect.Mean, 2e-3);
                Assert.InRange(effect.High - effect.Low, .01, alone.Max(each => each[s]) - alone.Min(each => each[s]) + 2e-3);
            }
        }
    }

    [Fact]
    public void Each_path_costs_on_each_sequence_what_it_costs_there_alone()
    {
        var repeated = RepeatedTokens.Sample(model.Tokenizer.Vocabulary, n: 12, sequences: 3);
        HeadIndex[] readers = [(17, 3), (18, 6)];
        var together = SampledEffects.OfPaths(model, repeated,
            [new(model, (17, 0), HookPoint.V, (18, 6)), new(model, (16, 0), HookPoint.K, readers)])[1];
        double[] alone = [.. repeated.Each()
            .Select(one => DirectPath.Effect(model, one, (16, 0), HookPoint.K, readers, one.SecondCopy))];
        Assert.Equal(alone.Average(), together.Mean, 2e-3);
        Assert.True(alone.Max() - alone.Min() > .1);
    }

    [Fact]
    public void Without_head_16_0_repetition_is_lost_and_ordinary_text_is_not()
    {
        var repeated = RepeatedTokens.Sample(model.Tokenizer.Vocabulary);
        var english = TokenBatch.Of(model.Tokenizer
            .Encode("The old lighthouse stood at the end of the harbour wall. Every evening the keeper climbed its stairs, cleaned the "
                + "lamp and wrote down the weather."));

        Assert.InRange(Ablation.Effect(model, repeated, [new(16, 0)], repeated.SecondCopy), 4, 8);
        Assert.InRange(Ablation.Effect(model, english, [new(16, 0)]), -.1, .1);
    }

    [Fact]
    public void A_head_that_does_not_exist_is_refused()
    {
        Assert.Throws<HeadIndexException>(() => Ablation.Zero(model.Config, (30, 0)));
        Assert.Throws<HeadIndexException>(() => Ablation.Zero(model.Config, (0, 9)));
    }
}
