using Attention.Interventions;
using Attention.Measures;
using Attention.Models;
using Attention.Tokens;

namespace Attention.Tests.Interventions;

public class DirectPathTests(SmolLm smolLm)
{
    [Fact]
    public void In_the_hand_built_model_the_previous_token_head_acts_through_the_keys_alone()
    {
        using var model = HandBuiltModel.Build();
        double Effect(HookPoint into, HeadIndex receiver) =>
            DirectPath.Effect(model, HandBuiltModel.Input(model), (0, 0), into, [receiver], HandBuiltModel.SecondCopy);
        Assert.InRange(Effect(HookPoint.K, (1, 0)), 1, 20);
        Assert.InRange(Effect(HookPoint.Q, (1, 0)), -.1, .1);
        Assert.InRange(Effect(HookPoint.V, (1, 0)), -.1, .1);
        Assert.InRange(Effect(HookPoint.K, (1, 1)), -1e-6, 1e-6);
    }

    [Fact]
    public void Several_paths_at_once_cost_what_runs_with_the_hook_say()
    {
        using var model = HandBuiltModel.Build();
        var input = HandBuiltModel.Input(model);
        HookPoint[] ways = [HookPoint.Q, HookPoint.K, HookPoint.V];
        var effects = DirectPath.Effects(model, input, (0, 0), ways, [new(1, 0)], HandBuiltModel.SecondCopy);
        foreach (var (i, way) in ways.Index())
        {
            using var path = new DirectPath(model, (0, 0), way, new HeadIndex(1, 0));
            var expected = TokenLoss.Mean(model, input, HandBuiltModel.SecondCopy, path.Hook)
                - TokenLoss.Mean(model, input, HandBuiltModel.SecondCopy);
            Assert.Equal(expected, effects[i], 5);
        }
    }

    [Fact]
    public void Without_receivers_nothing_changes()
    {
        using var model = HandBuiltModel.Build();
        Assert.Equal(0, DirectPath.Effect(model, HandBuiltModel.Input(model), (0, 0), HookPoint.K, []));
    }

    [Fact]
    public void A_receiver_below_the_sender_is_refused()
    {
        using var model = HandBuiltModel.Build();
        Assert.Throws<ArgumentException>(() => new DirectPath(model, (1, 0), HookPoint.K, new HeadIndex(1, 1)));
        Assert.Throws<ArgumentException>(() => new DirectPath(model, (0, 0), HookPoint.Z, new HeadIndex(1, 1)));
        Assert.Throws<HeadIndexException>(() => new DirectPath(model, (0, 0), HookPoint.K, new HeadIndex(2, 0)));
    }

    [Fact]
    public void In_SmolLM2_head_16_0_acts_through_the_keys_of_layers_17_and_18()
    {
        var model = smolLm.Model;
        var repeated = RepeatedTokens.Sample(model.Tokenizer.Vocabulary, sequences: 4);
        double Effect(HookPoint into) =>
            DirectPath.Effect(model, repeated, (16, 0), into, model.Config.HeadsIn(17, 18), repeated.SecondCopy);
        Assert.InRange(Effect(HookPoint.K), 5, 10);
        Assert.InRange(Effect(HookPoint.Q), 0, 1.5);
        Assert.InRange(Effect(HookPoint.V), 0, 1.5);
    }
}
