using Attention.Generation;
using Attention.Interventions;
using Attention.Measures;
using Attention.Models;
using Attention.Tokens;
using Attention.Traces;
using static TorchSharp.torch;

namespace Attention.Tests.Models.Families;

/// <summary>What circuits and attributions promise holds in every family: parts sum to the whole, patches restore, weights alone give the
/// scores that a run gives.</summary>
public class IdentityTests
{
    private const string Text = "the cat sat.";

    public static TheoryData<string> Families => [.. RandomFamily.Shapes.Keys];

    public static TheoryData<string> WithHead => [.. RandomFamily.Shapes.Where(shape => shape.Value.HasHead).Select(shape => shape.Key)];

    [Theory]
    [MemberData(nameof(WithHead))]
    public void The_parts_sum_to_the_logit_and_heads_to_their_layer(string family)
    {
        using var model = RandomFamily.Model(family);
        var parts = DirectLogitAttribution.Of(model, Text, "e", "t");
        Assert.Equal(parts.Logit, parts.Sum, 1e-3);
        foreach (var (l, attention) in parts.Attention.Index())
            Assert.Equal(attention, parts.OutputBiases[l] + Enumerable.Range(0, 4).Sum(h => parts.Heads[(l, h)]), 1e-3);
        using var run = model.Run(Text);
        double Logit(string token) => run.Logits[^1][model.Tokenizer.SingleId(token)];
        if (model.Config.LogitSoftCap is null) Assert.Equal(Logit("e") - Logit("t"), parts.Logit, 1e-3);
        Assert.True(parts.Heads.Best.Score > 1e-2);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void What_heads_write_one_by_one_is_what_attention_adds(string family)
    {
        using var model = RandomFamily.Model(family,
            (name, t) => name.EndsWith("OutputBias", StringComparison.Ordinal) ? t.zeros_like() : t);
        using var cache = new ActivationCache([HookPoint.Z, HookPoint.AttnOut]);
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        model.Run(Text, cache.Hook).Dispose();
        for (var l = 0; l < 3; l++)
        {
            var heads = Enumerable.Range(0, 4).Select(h => model.Transformer.WrittenByHead((l, h), cache[HookPoint.Z, l]));
            Assert.InRange(Fixture.LargestDifference(cache[HookPoint.AttnOut, l],
                heads.Aggregate((a, b) => a.add(b, Scalars.One))), 0, 1e-4);
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void A_patch_of_everything_restores_the_clean_run(string family)
    {
        using var model = RandomFamily.Model(family);
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        foreach (var point in HookPlaces.Of(model.Config)
            .Except([HookPoint.AttnNormScale, HookPoint.MlpNormScale, HookPoint.FinalNormScale]))
        {
            using var clean = new ActivationCache(point);
            var last = model.Config.NumHiddenLayers - 1;
            using var end = new ActivationCache(HookPoint.ResidPost, last);
            using var patchedEnd = new ActivationCache(HookPoint.ResidPost, last);
            model.Run("the dog sat?", clean.Hook, end.Hook).Dispose();
            model.Run("the dog sat?", Patching.From(clean), patchedEnd.Hook).Dispose();
            // a copy may lie otherwise in memory than what it is a copy of, and libtorch's exponentials then round otherwise
            Assert.InRange(Fixture.LargestDifference(end[HookPoint.ResidPost, last], patchedEnd[HookPoint.ResidPost, last]), 0, 1e-5);
            if (point is not (HookPoint.Embed or HookPoint.ResidPre)) continue;
            model.Run(Text, Patching.From(clean), patchedEnd.Hook).Dispose();          // all that the layers read is of the clean text
            Assert.InRange(Fixture.LargestDifference(end[HookPoint.ResidPost, last], patchedEnd[HookPoint.ResidPost, last]), 0, 1e-5);
        }
    }

    [Theory]
    [MemberData(nameof(WithHead))]
    public void Behind_the_last_layer_norm_and_unembedding_are_seen_and_changed_wherever_something_is_predicted(string family)
    {
        using var model = RandomFamily.Model(family);
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        using var cache = new ActivationCache([HookPoint.ResidPost, HookPoint.FinalNormScale, HookPoint.FinalNormed]);
        var (transformer, last, text) = (model.Transformer, model.Config.NumHiddenLayers - 1, model.Tokenizer.Encode(Text));
        using var run = model.Run(text, cache.Hook);
        var stream = cache[HookPoint.ResidPost, last];
        Assert.InRange(Fixture.LargestDifference(transformer.Norm.Scale(stream), cache[HookPoint.FinalNormScale, last]), 0, 1e-5);
        Assert.Equal(run.Logits[2], transformer.Logits(cache[HookPoint.FinalNormed, last])[0, 2].Floats());
        var only = Hooks.At(HookPoint.FinalNormed, last, normed => normed.zero_());
        float[] flat = [.. transformer.Logits(zeros(model.Config.HiddenSize)).Floats()];
        using var changed = model.Run(text, only);
        Assert.All(changed.Logits, row => Assert.Equal(flat, row));
        Assert.All(model.Run([Text, "a"], only), one => Assert.All(one.Logits, row => Assert.Equal(flat, row)));
        Assert.Equal(Math.Log(model.Config.VocabSize), TokenLoss.Mean(model, TokenBatch.Of(text), 1..3, only), 1e-4);
        Assert.All(model.Generate(Text, 2, new() { Stop = [] }, only).Probabilities,
            probability => Assert.Equal(1d / model.Config.VocabSize, probability, 1e-6));
        Assert.Contains($"ask for layer {last}",
            Assert.Throws<HeadIndexException>(() => model.Run(text, Hooks.At(HookPoint.FinalNormed, 0, x => x))).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void In_the_first_layer_weights_alone_give_the_scores_of_a_run(string family)
    {
        using var model = RandomFamily.Model(family, (name, t) => name == "Positions" ? t.zeros_like() : t);
        var text = model.Tokenizer.FromIds([.. model.Tokenizer.EncodeToIds("cat")], bos: false);
        foreach (var head in model.Config.HeadsIn(0))
        {
            var circuit = QkCircuit.Of(model, head, ["t"], ["c", "a"], distance: 2);
            Assert.Equal(QueryKeyCell.Of(model, text, head, query: 2, key: 0).Score, circuit.Scores[0, 0], 1e-3);
            var near = QkCircuit.Of(model, head, ["t"], ["c", "a"], distance: 1);
            Assert.Equal(QueryKeyCell.Of(model, text, head, query: 2, key: 1).Score, near.Scores[0, 1], 1e-3);
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void A_cell_is_the_sum_of_its_products_and_of_its_pairs(string family)
    {
        using var model = RandomFamily.Model(family);
        foreach (var head in model.Config.AllHeads())
        {
            var cell = QueryKeyCell.Of(model, Text, head, query: 5, key: 3);
            Assert.Equal(cell.Score, cell.Products.Sum(), 1e-3);
            Assert.Equal(cell.Score, cell.Pairs.Sum(pair => pair.Contribution), 1e-3);
            Assert.All(QueryKeyCell.Of(model, Text, head, 4, 4).Pairs, pair => Assert.Equal(0, pair.Phase, 1e-6));
        }
    }

    [Theory]
    [MemberData(nameof(WithHead))]
    public void The_lens_on_the_last_layer_sees_the_prediction(string family)
    {
        using var model = RandomFamily.Model(family);
        var lens = LogitLens.Of(model, Text);
        using var run = model.Run(Text);
        Assert.Equal(run.Top(1)[0].Token, lens.BestText[model.Config.NumHiddenLayers - 1, lens.Text.Tokens.Count - 1]);
        Assert.Equal(run.Top(1)[0].Probability, lens.Probability[model.Config.NumHiddenLayers - 1, lens.Text.Tokens.Count - 1], 1e-5);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Scores_of_composition_are_shares(string family)
    {
        using var model = RandomFamily.Model(family);
        foreach (var kind in Enum.GetValues<CompositionKind>()) Assert.InRange(Composition.Score(model, (0, 1), (2, 3), kind), .01, 1);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void A_path_from_a_head_that_writes_nothing_carries_nothing(string family)
    {
        using var model = RandomFamily.Model(family);
        if (family == "bert")
        {
            Assert.Contains("norms its stream after every sum",
                Assert.ThrowsAny<Exception>(() => new DirectPath(model, (0, 0), HookPoint.Q, (1, 0))).Message, StringComparison.Ordinal);
            return;
        }
        float[] Last(params Hook[] hooks)
        {
            using var run = model.Run(Text, hooks);
            return run.Logits[^1];
        }
        foreach (var into in new[] { HookPoint.Q, HookPoint.K, HookPoint.V })
        {
            using var path = new DirectPath(model, (0, 2), into, (1, 1), (2, 3));
            var silent = Ablation.Zero(model.Config, (0, 2));
            Assert.InRange(Largest(Last(silent), Last(silent, path.Hook)), 0, 1e-3);
            Assert.True(Largest(Last(), Last(path.Hook)) > 1e-3);
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Every_row_of_attention_sums_to_1_and_keeps_to_what_it_may_see(string family)
    {
        using var model = RandomFamily.Model(family);
        using var trace = model.Trace(Text);
        var T = trace.Tokens.Count;
        foreach (var head in model.Config.AllHeads())
            for (var query = 0; query < T; query++)
            {
                var row = trace.Row(head, query);
                var window = model.Config.WindowOf(head.Layer);
                Assert.Equal(1, row.Sum(), 1e-4);
                for (var key = 0; key < T; key++)
                    if ((model.Config.Causal && key > query) || (window > 0 && key <= query - window)) Assert.Equal(0, row[key]);
                    else Assert.True(row[key] > 0);
            }
    }

    private static double Largest(float[] a, float[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max();
}
