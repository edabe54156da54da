using Attention.Interventions;
using Attention.Measures;
using Attention.Models;

namespace Attention.Tests.Interventions;

public class AblationMapTests
{
    [Fact]
    public void The_map_of_the_hand_built_model_shows_its_two_heads_and_nothing_else()
    {
        using var model = HandBuiltModel.Build();
        var map = Ablation.Map(model, HandBuiltModel.Input(model), HandBuiltModel.SecondCopy);
        Assert.InRange(map[(0, 0)], 1, 20);
        Assert.Equal(Math.Log(HandBuiltModel.Vocabulary),
            TokenLoss.Mean(model, HandBuiltModel.Input(model), HandBuiltModel.SecondCopy, Ablation.Zero(model.Config, (1, 0))), 4);
        Assert.Equal(0, map[(0, 1)], 6);
        Assert.Equal(0, map[(1, 1)], 6);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void The_map_equals_the_effects_taken_one_by_one(bool mean, bool preserve)
    {
        using var model = HandBuiltModel.Build();
        var options = new AblationOptions { Mean = mean, PreservePatterns = preserve };
        var map = Ablation.Map(model, HandBuiltModel.Input(model), HandBuiltModel.SecondCopy, options);
        foreach (var head in model.Config.AllHeads())
            Assert.Equal(map[head], Ablation.Effect(model, HandBuiltModel.Input(model), [head], HandBuiltModel.SecondCopy, options), 5);
    }

    [Fact]
    public void Sets_taken_out_side_by_side_cost_what_plain_runs_say_in_the_order_they_were_named()
    {
        using var model = HandBuiltModel.Build();
        var input = HandBuiltModel.Input(model);
        HeadIndex[][] sets = [[new(1, 1)], [new(1, 0), new(0, 1)], [], [new(0, 0)], [new(0, 0), new(1, 0)]];
        double Loss(HeadIndex[] heads) => TokenLoss.Mean(model, input, HandBuiltModel.SecondCopy, Ablation.Zero(model.Config, heads));
        var effects = Ablation.Effects(model, input, sets, HandBuiltModel.SecondCopy);
        for (var i = 0; i < sets.Length; i++) Assert.Equal(Loss(sets[i]) - Loss([]), effects[i], 5);
        Assert.InRange(effects[3], 1, 20);
    }

    [Fact]
    public void Pairs_of_a_layer_cost_what_both_heads_cost_together_and_on_the_diagonal_what_one_does()
    {
        using var model = HandBuiltModel.Build();
        var input = HandBuiltModel.Input(model);
        var pairs = Ablation.Pairs(model, input, 0, HandBuiltModel.SecondCopy);
        double Effect(params HeadIndex[] heads) => Ablation.Effect(model, input, heads, HandBuiltModel.SecondCopy);
        Assert.Equal(Effect((0, 0)), pairs[0, 0], 5);
        Assert.Equal(Effect((0, 1)), pairs[1, 1], 5);
        Assert.Equal(Effect((0, 0), (0, 1)), pairs[0, 1], 5);
        Assert.Equal(pairs[0, 1], pairs[1, 0]);
        Assert.InRange(pairs[0, 0], 1, 20);
    }

    [Fact]
    public void With_all_patterns_preserved_the_previous_token_head_is_not_missed()
    {
        using var model = HandBuiltModel.Build();
        Assert.InRange(Ablation.Effect(model, HandBuiltModel.Input(model), [new(0, 0)], HandBuiltModel.SecondCopy,
            new() { PreservePatterns = true }), -.1, .1);
    }

    [Fact]
    public void Every_head_can_be_taken_out_at_once()
    {
        using var model = HandBuiltModel.Build();
        var effect = Ablation.Effect(model, HandBuiltModel.Input(model), model.Config.AllHeads(), HandBuiltModel.SecondCopy);
        Assert.Equal(Math.Log(HandBuiltModel.Vocabulary),
            effect + TokenLoss.Mean(model, HandBuiltModel.Input(model), HandBuiltModel.SecondCopy), 4);
        Assert.Throws<HeadIndexException>(() => Ablation.Effect(model, HandBuiltModel.Input(model), [new(2, 0)]));
    }

    [Fact]
    public void A_map_reports_its_progress_and_can_be_cancelled()
    {
        using var model = HandBuiltModel.Build();
        using var stop = new CancellationTokenSource();
        var reports = new Reports(share => { if (share >= .5) stop.Cancel(); });
        Assert.Throws<OperationCanceledException>(() =>
            Ablation.Map(model, HandBuiltModel.Input(model), progress: reports, cancellation: stop.Token));
        Assert.Equal([.5], reports.Shares);       // one layer of two; the second was not run to its end
    }

    private sealed class Reports(Action<double> then) : IProgress<double>
    {
        public List<double> Shares { get; } = [];

        public void Report(double value)
        {
            Shares.Add(value);
            then(value);
        }
    }
}
