using Attention.Measures;
using Attention.Models;
using Attention.Studies;

namespace Attention.Sweeps;

/// <summary>A model on one draw of random tokens given twice: a line of a census that says by itself what it is of, so that lines of
/// several sweeps can be put together.</summary>
/// <param name="Model">Name and hash of the weights.</param>
/// <param name="Tool">The version of the library that measured.</param>
/// <param name="Seed">The seed of the random tokens.</param>
/// <param name="N">Random tokens in one copy of the input.</param>
/// <param name="Sequences">Sequences; intervals are over these.</param>
/// <param name="Scores">A score for each measure, by the measure's name.</param>
public sealed record SweepRow(StudiedModel Model, string Tool, int Seed, int N, int Sequences,
    IReadOnlyDictionary<string, SweepScore> Scores)
{
    /// <summary>Measures.</summary>
    /// <param name="model">The model.</param>
    /// <param name="seed">The seed of the random tokens.</param>
    /// <param name="plan">What is measured.</param>
    /// <returns>The row.</returns>
    internal static SweepRow Of(LanguageModel model, int seed, SweepPlan plan)
    {
        var input = StandardInput.Repeated(model, seed);
        var samples = HeadScoreSample.Of(model, input, SweepMeasures.Of(plan.Measures, input));
        var scores = plan.Measures.Zip(samples).ToDictionary(pair => pair.First, pair => SweepScore.Of(pair.Second, plan.Threshold));
        return new(StudiedModel.Of(model), plan.Tool, seed, input.N, input.Sequences, scores);
    }
}
