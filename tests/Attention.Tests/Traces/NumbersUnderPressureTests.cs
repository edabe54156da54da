using Attention.Interventions;
using Attention.Measures;
using Attention.Models;
using Attention.Tokens;
using Attention.Traces;

namespace Attention.Tests.Traces;

/// <summary>
/// Everything that reads numbers, while two threads keep the garbage collector busy. With the first edition's calls (a temporary tensor or
/// Scalar that is freed while native code reads it) this ended the process or threw within seconds.
/// </summary>
public class NumbersUnderPressureTests
{
    private const string Text = "Tom saw Anna and Ben. Tom saw Anna";

    [Fact]
    public Task Eight_seconds_of_reading_under_allocation_do_no_harm() => Soak(TimeSpan.FromSeconds(8));

    [Fact(Explicit = true)]
    public Task Five_minutes_of_reading_under_allocation_do_no_harm() => Soak(TimeSpan.FromMinutes(5));

    private static async Task Soak(TimeSpan time)
    {
        using var ended = new CancellationTokenSource();
        var busy = Enumerable.Range(0, 2).Select(_ => Task.Run(() => Allocate(ended.Token))).ToArray();
        try
        {
            await Task.Run(() => ReadEverything(DateTime.UtcNow + time));
        }
        finally
        {
            await ended.CancelAsync();
            await Task.WhenAll(busy);
        }
    }

    /// <summary>What parallel work of a cell does to the collector, and more often: finalisers run all the time.</summary>
    private static void Allocate(CancellationToken ended)
    {
        var kept = new byte[64][];
        for (var k = 0; !ended.IsCancellationRequested; k++)
        {
            kept[k % kept.Length] = new byte[20_000];
            if (k % 16 != 0) continue;
            GC.Collect(0);
            GC.WaitForPendingFinalizers();
        }
    }

    private static void ReadEverything(DateTime end)
    {
        using var model = LanguageModel.Load("induction-2l");
        var tokens = model.Tokenizer.Encode(Text);
        var trace = model.Trace(tokens, new() { Logits = true });
        var simulated = SimulatedAttention.Of(tokens);
        using var cache = new ActivationCache(HookPoint.ResidPost);
        var run = model.Run(tokens, cache.Hook);
        var measures = (HeadMeasure[])[.. HeadScores.OfAnyText, HeadScores.AdjacentWithoutFirst, HeadScores.EntropyWithoutFirst,
            PrefixMatching.Score(TokenBatch.Of(tokens))];
        Action[] reads =
        [
            () => Assert.InRange(trace[(1, 0), ^1, 3], 0, 1),
            () => Assert.Equal(1, trace.Row((1, 0), ^1).Sum(), 1e-4),
            () => Assert.InRange(PatternDivergence.JensenShannon(trace.Pattern((1, 0)), simulated.Pattern((0, 0))), 0, .7),
            () => Assert.NotEmpty(global::Attention.Figures.Figures.SentenceExplorer(trace).Json),
            () => Assert.Contains(cache.Row(HookPoint.ResidPost, 1, ^1), value => value != 0),
            () => Assert.InRange(run.Top(1)[0].Probability, 0, 1),
            .. measures.Select(measure => (Action)(() => Assert.False(double.IsNaN(measure.Score(trace).Best.Score)))),
            () => Assert.InRange(TokenLoss.Mean(model, TokenBatch.Of(tokens)), 0, 20),
            () => Assert.Equal(trace.Pattern((1, 0)).AsSpan(), model.Trace(tokens).Pattern((1, 0)).AsSpan()),
            () => Assert.Equal(4, HeadSimilarity.Of(model, TokenBatch.Of(tokens), [(0, 0), (0, 1), (1, 0), (1, 1)]).Heads.Count),
            () => Assert.InRange(LogitLens.Of(model, tokens).Probability[0, 0], 0, 1),
            () => Assert.InRange(Composition.Score(model, (0, 0), (1, 0), CompositionKind.K), 0, 1),
            () => Assert.InRange(QueryKeyCell.Of(model, tokens, (1, 0), 5, 2).Weight, 0, 1),
            () => Assert.False(double.IsNaN(Ablation.Effect(model, TokenBatch.Of(tokens), [(1, 0)]))),
        ];
        for (var i = 0; DateTime.UtcNow < end; i++)
        {
            var next = DateTime.UtcNow.AddMilliseconds(20);       // the quick ones many times over
            while (DateTime.UtcNow < next) reads[i % reads.Length]();
        }
    }
}
