using System.Diagnostics;
using Attention.Measures;
using Attention.Models;
using Attention.Treebanks;

namespace DeviceCheck;

/// <summary>Which word each head attends to most, on the course's annotated sentences, many at once.</summary>
internal sealed class Grammar : IComparison
{
    public string Name => "hits of heads in a treebank";

    public (bool Agrees, string Figures) Compare(LanguageModel cpu, LanguageModel other, bool exact)
    {
        var treebank = Treebank.Read(Path.Combine(Catalogue.DataFolder(), "arcs", "english-dev.conllu"));
        var expected = new TreebankReader(cpu).Count(treebank);
        new TreebankReader(other).Count(treebank);                                        // the first run on a device prepares much
        var started = Stopwatch.GetTimestamp();
        var actual = new TreebankReader(other).Count(treebank);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var largest = expected.Zip(actual, Difference).Max();
        var agrees = expected.Count == actual.Count && largest < (exact ? .02 : .2);      // a near tie may fall the other way
        return (agrees,
            $"{expected.Count} relations, largest difference of an accuracy {largest:0.000}; "
                + $"{treebank.Sentences.Count} sentences in {seconds:0.00} s");
    }

    private static double Difference(SyntacticCounts a, SyntacticCounts b) =>
        (a.Relation, a.Direction, a.N) != (b.Relation, b.Direction, b.N)
            ? 1
            : a.Accuracies().Values.Cast<float>().Zip(b.Accuracies().Values.Cast<float>(), (x, y) => Math.Abs(x - y)).Max() * a.N
                / Math.Max(a.N, 25);
}
