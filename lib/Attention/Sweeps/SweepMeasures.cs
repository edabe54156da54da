using Attention.Measures;
using Attention.Tokens;

namespace Attention.Sweeps;

/// <summary>The measures that a sweep can take, by name.</summary>
public static class SweepMeasures
{
    /// <summary>All names: the head types of the census, then what can be said of a head on any text.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All(Smallest()).Select(measure => measure.Name)];

    /// <summary>The measures of some names, for one input.</summary>
    /// <param name="names">Names out of <see cref="Names"/>.</param>
    /// <param name="input">The random tokens given twice that they are taken on.</param>
    /// <returns>A measure a name, in the order of the names.</returns>
    internal static IReadOnlyList<HeadMeasure> Of(IReadOnlyList<string> names, RepeatedTokens input)
    {
        var all = All(input).ToDictionary(measure => measure.Name);
        return [.. names.Select(name => all[name])];
    }

    /// <summary>Some measures are made for an input, and have their names whatever it is.</summary>
    private static RepeatedTokens Smallest() =>
        RepeatedTokens.Sample(new Vocabulary { Tokens = ["a", "b"], Special = new HashSet<int>(), Bos = null }, n: 2, sequences: 1);

    private static IEnumerable<HeadMeasure> All(RepeatedTokens input) =>
        Census.Types(input).Concat(HeadScores.OfAnyText).DistinctBy(measure => measure.Name);
}
