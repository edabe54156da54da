using System.Diagnostics;
using Attention.Interventions;
using Attention.Measures;
using Attention.Models;
using Attention.Tokens;
using Spectre.Console;

namespace Benchmarks;

/// <summary>What interventions on many heads cost, in plain forward passes with their loss.</summary>
internal static class AblationCost
{
    private const int Repetitions = 7;

    /// <summary>Maps, curves and pairs on random tokens given twice.</summary>
    public static Table Of(LanguageModel model)
    {
        var (two, one) = (Input(model, 2), Input(model, 1));
        var order = model.Config.RandomHeads(60, seed: 1);
        var pair = PromptPair.Of(model, "When Mary and John went to the store, John gave a drink to",
            "When Mary and John went to the store, Mary gave a drink to", " Mary", " John");
        var (H, table) = (model.Config.NumAttentionHeads, new Table().AddColumns("", "runs", "seconds", "plain forwards a run"));
        void Row(string what, int runs, TokenBatch input, Action work)
        {
            var before = Forward(model, input);
            var seconds = Seconds(work);
            var forward = (before + Forward(model, input)) / 2;
            table.AddRow(what, $"{runs}", $"{seconds:0.0}", $"{seconds / forward / runs:0.00}");
        }
        Row($"ablation map, 2 x {two.Length} tokens", model.Config.HeadCount, two, () => Ablation.Map(model, two));
        Row($"ablation map, {one.Length} tokens", model.Config.HeadCount, one, () => Ablation.Map(model, one));
        Row($"removal curve of {order.Length} heads, {one.Length} tokens", order.Length, one,
            () => RemovalCurve.InOrder(model, one, order));
        Row($"all pairs of layer {model.Config.NumHiddenLayers / 2}, {one.Length} tokens", H * (H + 1) / 2, one,
            () => Ablation.Pairs(model, one, model.Config.NumHiddenLayers / 2));
        Row($"patching map of heads, {pair.Clean.Tokens.Count} tokens", model.Config.HeadCount, TokenBatch.Of(pair.Clean),
            () => Patching.Heads(model, pair));
        return table;
    }

    private static RepeatedTokens Input(LanguageModel model, int sequences) =>
        RepeatedTokens.Sample(model.Tokenizer.Vocabulary, n: 32, sequences: sequences);

    /// <summary>The median of some passes.</summary>
    private static double Forward(LanguageModel model, TokenBatch input)
    {
        TokenLoss.Mean(model, input);
        return Enumerable.Range(0, Repetitions).Select(_ => Seconds(() => TokenLoss.Mean(model, input))).Order()
            .ElementAt(Repetitions / 2);
    }

    private static double Seconds(Action work)
    {
        var started = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
