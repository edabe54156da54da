using System.Diagnostics;
using Attention.Measures;
using Attention.Models;
using Attention.Tokens;

namespace DeviceCheck;

/// <summary>Measures of many texts, of which a GPU reads more at once than a processor.</summary>
internal sealed class Corpus : IComparison
{
    private const int Texts = 600, Length = 40;

    public string Name => $"measures of {Texts} texts";

    public (bool Agrees, string Figures) Compare(LanguageModel cpu, LanguageModel other, bool exact)
    {
        var random = new Random(2);
        TokenizedText[] texts = [.. Enumerable.Range(0, Texts).Select(i => new TokenizedText("", [.. Enumerable.Range(0, Length + i % 2)
            .Select(_ => new Token(random.Next(cpu.Config.VocabSize), "", 0, 0))], HasBos: false))];
        var expected = HeadScoreSample.Of(cpu, texts, HeadScores.OfAnyText);
        HeadScoreSample.Of(other, texts, HeadScores.OfAnyText);
        var started = Stopwatch.GetTimestamp();
        var actual = HeadScoreSample.Of(other, texts, HeadScores.OfAnyText);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var ofText = expected.Zip(actual, (a, b) => a.Each.Zip(b.Each, Measured.Difference).Max()).Max();
        var ofMean = expected.Zip(actual, (a, b) => Measured.Difference(a.Mean, b.Mean)).Max();
        return (exact ? ofText < 1e-3 : ofMean < .1,
            $"largest difference of a text's measure {ofText:0.0e+0}, of a mean {ofMean:0.0e+0}; {Texts} texts in {seconds:0.00} s");
    }
}
