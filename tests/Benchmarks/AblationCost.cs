using System.Diagnostics;
using Attention.Interventions;
using Attention.Measures;
using Attention.Models;
using Attention.Tokens;

namespace Benchmarks;

/// <summary>What an ablation map costs, in plain forward passes with their loss.</summary>
internal static class AblationCost
{
    /// <summary>Forward passes that a map took, for each head: 1 where nothing is reused.</summary>
    public static double ForwardsPerHead(LanguageModel model, RepeatedTokens input)
    {
        double Seconds(Action work)
        {
            var started = Stopwatch.GetTimestamp();
            work();
            return Stopwatch.GetElapsedTime(started).TotalSeconds;
        }
        void Forward() => TokenLoss.Mean(model, input);
        Forward();
        var before = Enumerable.Range(0, 7).Select(_ => Seconds(Forward)).Order().ElementAt(3);
        var map = Seconds(() => Ablation.Map(model, input));
        var after = Enumerable.Range(0, 7).Select(_ => Seconds(Forward)).Order().ElementAt(3);
        return map / ((before + after) / 2) / model.Config.AllHeads().Count();
    }
}
