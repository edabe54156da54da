using Attention.Interventions;
using Attention.Models;
using static TorchSharp.torch;

namespace Attention.Tests.Interventions;

public class CircuitTests(SmolLm smolLm)
{
    [Fact]
    public void The_two_heads_of_the_hand_built_model_compose_through_keys_alone()
    {
        using var model = HandBuiltModel.Build();
        // W_OV of 0.0 and W_QK of 1.0 are identities of 12 tokens (times 8 squared), and so is their product: sqrt(12) / (sqrt(12)
        // sqrt(12)).
        Assert.Equal(1 / Math.Sqrt(HandBuiltModel.Vocabulary), Composition.Score(model, (0, 0), (1, 0), CompositionKind.K), 5);
        Assert.Equal(0, Composition.Score(model, (0, 0), (1, 0), CompositionKind.Q), 5);
        Assert.Equal(0, Composition.Score(model, (0, 0), (1, 0), CompositionKind.V), 5);
        Assert.Equal(0, Composition.Score(model, (0, 1), (1, 0), CompositionKind.K), 5);
        Assert.Equal(new HeadIndex(0, 0), Composition.Into(model, (1, 0), CompositionKind.K).Best.Head);
    }

    [Fact]
    public void The_induction_head_copies_and_the_previous_token_head_does_not()
    {
        using var model = HandBuiltModel.Build();
        var copying = OvCircuit.CopyingMap(model, sample: null);
        Assert.Equal(1, copying[(1, 0)]);
        Assert.Equal(0, copying[(0, 0)]);
        Assert.Equal("c", OvCircuit.Top(model, (1, 0), "c", 1)[0].Token);
    }

    [Fact]
    public void In_SmolLM2_some_late_heads_copy_the_token_they_look_at_and_others_suppress_it()
    {
        Assert.True(OwnTokenEffect.Of(smolLm.Model, (23, 2)) is { Copied: > .4, Suppressed: < .1 });
        Assert.True(OwnTokenEffect.Of(smolLm.Model, (24, 4)) is { Copied: < .1, Suppressed: > .4 });
        using var control = smolLm.Model.WithRandomWeights(seed: 1);
        Assert.True(OwnTokenEffect.Of(control, (24, 4)) is { Copied: < .05, Suppressed: < .05 });
    }

    [Fact]
    public void In_SmolLM2_head_16_0_composes_with_the_induction_heads_through_keys_far_above_chance()
    {
        var (mean, deviation) = Composition.Baseline(smolLm.Model, CompositionKind.K);
        Assert.True(Composition.Score(smolLm.Model, (16, 0), (18, 6), CompositionKind.K) > mean + 5 * deviation);
        Assert.True(Composition.Score(smolLm.Model, (16, 0), (18, 6), CompositionKind.V) < mean + 5 * deviation);
    }

    [Fact]
    public void A_head_does_not_compose_with_one_below_it()
    {
        using var model = HandBuiltModel.Build();
        Assert.Throws<ArgumentException>(() => Composition.Score(model, (1, 0), (0, 0), CompositionKind.K));
    }

    [Fact]
    public void A_cell_is_the_sum_of_its_rotary_pairs_and_its_phase_vanishes_at_distance_0()
    {
        var cell = QueryKeyCell.Of(smolLm.Model, "The cat sat on the mat", (16, 0), query: 4, key: 3);
        Assert.Equal(cell.Score, cell.Products.Sum(), 1e-3);
        Assert.Equal(cell.Score, cell.Pairs.Sum(pair => pair.Contribution), 1e-3);
        Assert.All(cell.Pairs, pair => Assert.InRange(Math.Abs(pair.Content), 0, pair.Amplitude + 1e-6));
        Assert.All(QueryKeyCell.Of(smolLm.Model, "The cat sat on the mat", (16, 0), 4, 4).Pairs, pair => Assert.Equal(0, pair.Phase, 1e-6));
    }

    [Fact]
    public void The_content_of_a_cell_is_what_the_heads_score_would_be_without_the_rotary_turn()
    {
        using var cache = new ActivationCache(HookPoint.ResidPre, 16);
        var model = smolLm.Model;
        model.Run("The cat sat on the mat", cache.Hook).Dispose();
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        float[] Unturned(HookPoint point, int position) =>    // alone in its sequence every token is at position 0
            model.Transformer.Project(point, 16, cache[HookPoint.ResidPre, 16].narrow(1, position, 1))[0, 0, 0].contiguous()
                .data<float>().ToArray();
        var content = Unturned(HookPoint.Q, 4).Zip(Unturned(HookPoint.K, 3), (q, k) => q * k / Math.Sqrt(model.Config.HeadDim)).Sum();
        Assert.Equal(content, QueryKeyCell.Of(model, "The cat sat on the mat", (16, 0), 4, 3).Pairs.Sum(pair => pair.Content), 1e-2);
    }
}
