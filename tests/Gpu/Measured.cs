using Attention.Interventions;
using Attention.Measures;
using Attention.Models;
using Attention.Tokens;

namespace DeviceCheck;

/// <summary>Measures of all heads on random tokens given twice, the loss, and the effect of every head.</summary>
internal sealed class Measured : IComparison
{
    public string Name => "measures, losses and the ablation map";

    public (bool Agrees, string Figures) Compare(LanguageModel cpu, LanguageModel other, bool exact)
    {
        var input = RepeatedTokens.Sample(cpu.Tokenizer.Vocabulary, n: 30, sequences: 4);
        HeadMeasure[] measures = [.. HeadScores.OfAnyText, HeadScores.Induction(input), HeadScores.DuplicateToken(input),
            PrefixMatching.Score(input)];
        var (expected, actual) = (cpu.Score(input, measures), other.Score(input, measures));
        var worst = measures.Select((measure, m) => (measure.Name, Difference: Difference(expected[m], actual[m])))
            .MaxBy(found => found.Difference);
        var (loss, lossThere) = (TokenLoss.Mean(cpu, input), TokenLoss.Mean(other, input));
        var effects = Difference(Ablation.Map(cpu, input), Ablation.Map(other, input));
        var best = (expected[^2].Top(1)[0], actual[^2].Top(1)[0]);
        var limit = exact ? 1e-3 : .3;
        return (worst.Difference < limit && Math.Abs(loss - lossThere) < limit && effects < limit,
            $"largest difference of a measure {worst.Difference:0.0e+0} ({worst.Name}), loss {loss:0.0000} and {lossThere:0.0000}, "
                + $"largest difference of an effect {effects:0.0e+0}, best duplicate-token head {best.Item1.Head} and {best.Item2.Head}");
    }

    /// <summary>The largest difference; endless where one of two is no number.</summary>
    public static double Difference(HeadScoreTable a, HeadScoreTable b) => a.All().Zip(b.All(), (x, y) =>
        x.Score.Equals(y.Score) ? 0 : double.IsNaN(x.Score) || double.IsNaN(y.Score) ? double.PositiveInfinity
            : Math.Abs(x.Score - y.Score)).Max();
}
