using Attention.Interventions;
using Attention.Measures;
using Attention.Models;
using Attention.Tests.Models.Families;
using Attention.Tokens;
using Course.Files;
using static TorchSharp.torch;

namespace Attention.Tests.Interventions;

/// <summary>Ablation with another stand-in than zero, and judged by another number than the loss: each is what a hook written by hand
/// gives.</summary>
public class StandInTests
{
    private static readonly HeadIndex[] Heads = [(1, 2), (2, 0)];

    private static TokenBatch Input =>
        new(new long[,] { { 0, 5, 9, 33, 5, 9 }, { 0, 7, 7, 12, 90, 3 }, { 0, 44, 2, 61, 8, 21 } }, HasBos: true);

    private static TokenBatch Other => new(new long[,] { { 0, 1, 2, 3, 4, 5, 6, 7 }, { 0, 90, 80, 70, 60, 50, 40, 30 } }, HasBos: true);

    [Theory]
    [InlineData("mean")]
    [InlineData("mean by position")]
    [InlineData("mean by position of others")]
    [InlineData("resample")]
    public void What_takes_the_place_of_heads_is_what_was_asked_for(string kind)
    {
        using var model = RandomFamily.Model("gpt2");
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        AblationOptions options = kind switch
        {
            "mean" => new() { Mean = true },
            "mean by position" => new() { Mean = true, ByPosition = true },
            "mean by position of others" => new() { Mean = true, ByPosition = true, Reference = Other },
            _ => new() { Resample = true, Seed = 1 },
        };
        using var cache = new ActivationCache(HookPoint.Z);
        TokenLoss.Mean(model, options.Reference ?? Input, hook: cache.Hook);
        Tensor StandIn(Tensor z) => kind switch
        {
            "mean" => z.mean([0L, 2L], keepdim: true).expand(3, -1, 6, -1),
            "mean by position" => z.mean([0L], keepdim: true).expand(3, -1, -1, -1),
            "mean by position of others" => z.mean([0L], keepdim: true).narrow(2, 0, 6).expand(3, -1, -1, -1),
            _ => z.roll(-new Random(1).Next(1, 3), 0),
        };
        var byHand = TokenLoss.Mean(model, Input, hook: Replaced(model, cache, StandIn)) - TokenLoss.Mean(model, Input);
        Assert.Equal(byHand, Ablation.Effect(model, Input, Heads, options: options), 1e-5);
        Assert.True(Math.Abs(byHand) > 1e-3);
        var (map, each) = (Ablation.Map(model, Input, options: options),
            Ablation.Effects(model, Input, [[(0, 3)], [(2, 1)]], options: options));
        Assert.Equal([map[(0, 3)], map[(2, 1)]], each, (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void Heads_of_another_run_can_be_put_in_place_by_hand()
    {
        using var model = RandomFamily.Model("llama");
        using var other = new ActivationCache(HookPoint.Z);
        var text = model.Tokenizer.Encode("the cat sat");
        model.Run("the dog ran", other.Hook).Dispose();
        using var changed = model.Run(text, Ablation.Resample(model.Config, other, model.Config.AllHeads()));
        using var patched = model.Run(text, Patching.From(other));
        Assert.Equal(patched.Logits[^1], changed.Logits[^1], (a, b) => Math.Abs(a - b) < 1e-4);
        Assert.Throws<HookException>(() => model.Run("the dog ran away", Ablation.Resample(model.Config, other, (0, 0))));
    }

    [Fact]
    public void A_metric_of_ones_own_judges_in_the_place_of_the_loss()
    {
        using var model = RandomFamily.Model("qwen3");
        var text = model.Tokenizer.Encode("the cat sat on");
        var metric = RunMetric.OfLogits(logits => logits[40] - logits[41]);
        double Judged(params Hook[] hooks)
        {
            using var run = model.Run(text, hooks);
            return run.Logits[^1][40] - run.Logits[^1][41];
        }
        var due = Judged(Ablation.Zero(model.Config, Heads)) - Judged();
        Assert.Equal(due, Ablation.Effect(model, TokenBatch.Of(text), Heads, options: new() { Metric = metric }), 1e-4);
        Assert.True(Math.Abs(due) > 1e-3);
        var map = Ablation.Map(model, TokenBatch.Of(text), options: new() { Metric = metric });
        foreach (var head in model.Config.AllHeads()) Assert.Equal(Judged(Ablation.Zero(model.Config, head)) - Judged(), map[head], 1e-4);
    }

    [Fact]
    public void A_model_without_a_head_is_ablated_by_its_stream()
    {
        using var model = RandomFamily.Model("bert");
        var first = RunMetric.OfStream(stream => stream[0][3]);
        Assert.Throws<NoHeadException>(() => Ablation.Map(model, Input));
        var map = Ablation.Map(model, Input, options: new() { Metric = first });
        Assert.Contains(model.Config.AllHeads(), head => Math.Abs(map[head]) > 1e-3);
        var pair = new PromptPair(model.Tokenizer.Encode("the cat sat"), model.Tokenizer.Encode("the dog sat"), 1, 2);
        Assert.Equal(1,
            Patching.Positions(model, pair, HookPoint.ResidPost, RunMetric.OfStream(stream => stream[6][3])).Values[2, 6], 1e-4);
        Assert.Contains(model.Config.AllHeads(), head => Math.Abs(Patching.MeanHeads(model, [pair], metric: first)[head]) > 1e-3);
    }

    [Fact]
    public void What_contradicts_itself_or_cannot_be_drawn_is_refused()
    {
        using var model = RandomFamily.Model("llama");
        void Refused(AblationOptions options, string due, TokenBatch? input = null) =>
            Assert.Contains(due,
                Assert.Throws<WrongUseException>(() => Ablation.Effect(model, input ?? Input, Heads, options: options)).Message,
                StringComparison.Ordinal);
        Refused(new() { Mean = true, Resample = true }, "one thing");
        Refused(new() { ByPosition = true }, "without Mean");
        Refused(new() { Resample = true }, "give a Reference", TokenBatch.Of(model.Tokenizer.Encode("the cat")));
        Refused(new() { Resample = true, Reference = TokenBatch.Of(model.Tokenizer.Encode("a")) }, "as many");
        Assert.Throws<WrongUseException>(() => Ablation.Effect(model, Input, Heads, rows: 1..,
            options: new() { Metric = RunMetric.OfLogits(logits => logits[0]) }));
    }

    private static Hook Replaced(LanguageModel model, ActivationCache cache, Func<Tensor, Tensor> standIn) => (point, layer, value) =>
    {
        if (point != HookPoint.Z) return value;
        var (changed, others) = (value.clone(), standIn(cache[HookPoint.Z, layer]));
        foreach (var head in Heads.Where(head => head.Layer == layer)) changed.select(1, head.Head).copy_(others.select(1, head.Head));
        return changed;
    };
}
