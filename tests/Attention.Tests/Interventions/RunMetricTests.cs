using Attention.Interventions;
using Attention.Models;
using Attention.Tests.Models.Families;

namespace Attention.Tests.Interventions;

/// <summary>Patching by a metric of one's own, of other points than the output, at single positions, and over several pairs.</summary>
public class RunMetricTests
{
    private static PromptPair Pair(LanguageModel model, string clean = "the cat sat", string corrupted = "the dog sat") =>
        new(model.Tokenizer.Encode(clean), model.Tokenizer.Encode(corrupted), model.Tokenizer.SingleId("e"), model.Tokenizer.SingleId("t"));

    [Fact]
    public void The_logit_difference_said_by_hand_is_the_default()
    {
        using var model = RandomFamily.Model("gpt2");
        var pair = Pair(model);
        var own = RunMetric.OfLogits(logits => logits[pair.Answer] - logits[pair.Other]);
        foreach (var point in new[] { HookPoint.Z, HookPoint.Q, HookPoint.K, HookPoint.V, HookPoint.Pattern })
        {
            var (due, found) = (Patching.Heads(model, pair, point), Patching.Heads(model, pair, point, own));
            foreach (var head in model.Config.AllHeads()) Assert.Equal(due[head], found[head], 1e-4);
            Assert.True(model.Config.AllHeads().Max(head => Math.Abs(due[head])) > 1e-3, $"{point}");
        }
    }

    [Fact]
    public void A_head_patched_at_all_positions_at_once_is_the_head_patched()
    {
        using var model = RandomFamily.Model("llama");
        var pair = Pair(model);
        using var clean = new ActivationCache(HookPoint.Z, 1);
        model.Run(pair.Clean, clean.Hook).Dispose();
        var place = pair.Clean.Tokens.Count - 1;
        var each = Patching.HeadPositions(model, pair);
        var last = Patching.Effect(model, pair, Hooks.At(HookPoint.Z, 1, z =>
        {
            var patched = z.clone();
            patched[.., 2, place] = clean[HookPoint.Z, 1][.., 2, place];
            return patched;
        }));
        Assert.Equal(last, each[1, 2, place], 1e-4);
        // in the last layer nothing but the last position reaches the prediction
        var heads = Patching.Heads(model, pair);
        Assert.Equal(heads[(2, 1)], each[2, 1, place], 1e-4);
        Assert.Equal(0, each[2, 1, place - 1], 1e-5);
    }

    [Fact]
    public void The_mean_over_pairs_is_the_mean_of_each()
    {
        using var model = RandomFamily.Model("qwen3");
        PromptPair[] pairs = [Pair(model), Pair(model, "a mat lay there", "a hat lay there")];
        var mean = Patching.MeanHeads(model, pairs);
        foreach (var head in model.Config.AllHeads())
            Assert.Equal(pairs.Average(pair => Patching.Heads(model, pair)[head]), mean[head], 1e-4);
    }

    [Fact]
    public void A_model_without_a_head_is_patched_by_its_stream()
    {
        using var model = RandomFamily.Model("bert");
        var pair = Pair(model);
        Assert.Throws<NoHeadException>(() => Patching.Heads(model, pair));
        var first = RunMetric.OfStream(stream => stream[0][3]);
        using var all = new ActivationCache(HookPoint.ResidPre, 0);
        model.Run(pair.Clean, all.Hook).Dispose();
        Assert.Equal(1, Patching.Effect(model, pair, Patching.From(all), first), 1e-4);
        var heads = Patching.Heads(model, pair, HookPoint.Z, first);
        Assert.Contains(model.Config.AllHeads(), head => Math.Abs(heads[head]) > 1e-3);
    }

    [Fact]
    public void The_matrices_of_a_head_give_what_a_run_gives()
    {
        using var model = RandomFamily.Model("gpt2", (name, t) => name.EndsWith("Bias", StringComparison.Ordinal) ? t.zeros_like() : t);
        using var cache = new ActivationCache([HookPoint.AttnIn, HookPoint.Q, HookPoint.V, HookPoint.Z], 1);
        model.Run("the cat sat", cache.Hook).Dispose();
        var matrices = HeadMatrices.Of(model, (1, 2));
        float[] Product(float[,] matrix, float[] x) =>
            [.. Enumerable.Range(0, matrix.GetLength(0)).Select(row => x.Index().Sum(cell => matrix[row, cell.Index] * cell.Item))];
        var read = cache.Row(HookPoint.AttnIn, 1, 4);
        Assert.Equal(cache.Row(HookPoint.Q, 1, 2, 4), Product(matrices.Query, read), (a, b) => Math.Abs(a - b) < 1e-4);
        Assert.Equal(cache.Row(HookPoint.V, 1, 2, 4), Product(matrices.Value, read), (a, b) => Math.Abs(a - b) < 1e-4);
        var unweighted = read.Zip(model.Transformer.Weights.Layers[1].InputNorm!.Floats(), (x, w) => x / w).ToArray();
        Assert.Equal(Product(matrices.Query, read), Product(HeadMatrices.Of(model, (1, 2), folded: true).Query, unweighted),
            (a, b) => Math.Abs(a - b) < 1e-3);
        Assert.Equal((32, 8), (matrices.Output.GetLength(0), matrices.Output.GetLength(1)));
    }
}
