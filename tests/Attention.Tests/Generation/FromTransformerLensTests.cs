using System.Runtime.CompilerServices;
using Attention.Generation;
using Attention.Interventions;
using Attention.Measures;
using Attention.Models;
using Attention.Tokens;
using Attention.Traces;

namespace Attention.Tests.Generation;

/// <summary>Every C# block of docs/from-transformerlens.md, as it stands there.</summary>
public class FromTransformerLensTests
{
    [Fact]
    public void The_blocks_of_the_page_run()
    {
        using var model = LanguageModel.Load("smollm2-135m-instruct");      // or "gpt2", once it was pulled: course models pull gpt2
        var (layers, heads) = (model.Config.NumHiddenLayers, model.Config.NumAttentionHeads);
        Assert.Equal((30, 9), (layers, heads));

        var tokens = model.Tokenizer.Encode("The cat sat");                 // the token in front included
        var (texts, cat) = (tokens.Tokens.Select(token => token.Text).ToList(), model.Tokenizer.SingleId(" cat"));
        Assert.Equal(["<|endoftext|>", "The", " cat", " sat"], texts);
        Assert.Equal(cat, tokens.Tokens[2].Id);

        using var run = model.Run("The capital of France is");
        var (best, paris) = (run.Top(5), run.Probability(" Paris"));
        Assert.Equal((" Paris", paris), best[0]);

        using var trace = model.Trace("The cat sat on the mat");
        var pattern = trace.Pattern((16, 0));                               // T x T numbers, pattern[query, key]
        Assert.Equal(1, pattern.Row(3).Sum(), 1e-4);

        using var cache = new ActivationCache(HookPoint.Z, 16);
        model.Run("The cat sat on the mat", cache.Hook).Dispose();
        var z = cache.Row(HookPoint.Z, 16, 0, ^1);                          // of head 0 at the last token
        Assert.Equal(64, z.Length);

        using var changed = model.Run("The cat sat on the mat", Hooks.At(HookPoint.ResidMid, 16, stream => stream.clone().zero_()));
        Assert.NotEqual(run.Logits[^1], changed.Logits[^1]);

        var input = TokenBatch.Of(model.Tokenizer.Encode("The cat sat on the mat because the cat was tired."));
        var effect = Ablation.Effect(model, input, [(16, 0)]);              // nats per token; Ablation.Map does it for every head
        Assert.NotEqual(0, effect);

        var pair = PromptPair.Of(model, "The keys to the cabinet", "The key to the cabinet", " are", " is");
        var streams = Patching.Positions(model, pair);                      // [layer, position]
        var heads8 = Patching.Heads(model, pair, HookPoint.Z, RunMetric.OfLogits(logits => logits[pair.Answer] - logits[pair.Other]));
        Assert.Equal(1, streams.Values[29, 5], .2);
        Assert.True(heads8.Best.Score > .05);

        var parts = DirectLogitAttribution.Of(model, "The capital of France is", " Paris", " London");
        var lens = LogitLens.Of(model, "The capital of France is", " Paris");
        Assert.Equal(parts.Logit, parts.Sum, 1e-3);
        Assert.Equal(0, lens.TargetRank[29, 5]);

        var repeated = RepeatedTokens.Sample(model.Tokenizer.Vocabulary, n: 20, sequences: 1);
        var induction = model.Score(repeated, HeadScores.Induction(repeated)).Best.Head;
        var (query, written) = (HeadMatrices.Of(model, induction).Query, model.Generate("The cat", 5).Continuation);
        Assert.Equal((64, 576), (query.GetLength(0), query.GetLength(1)));
        Assert.NotEmpty(written);
    }

    [Fact]
    public void What_stands_on_the_page_is_what_runs_here()
    {
        var page = File.ReadAllText(Path.Combine(Catalogue.DataFolder(), "..", "docs", "from-transformerlens.md"));
        var here = File.ReadAllText(Here());
        var blocks = page.Split("```csharp\n").Skip(1).Select(part => part.Split("```")[0]).ToList();
        Assert.Equal(10, blocks.Count);
        foreach (var line in blocks.SelectMany(block => block.Split('\n', StringSplitOptions.RemoveEmptyEntries)))
            Assert.Contains($"        {line}\n", here, StringComparison.Ordinal);
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
