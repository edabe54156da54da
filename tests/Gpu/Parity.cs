using Attention.Models;
using Attention.Tokens;
using Attention.Traces;

namespace DeviceCheck;

/// <summary>Attention of all heads and logits on random tokens.</summary>
internal sealed class Parity(int tokens) : IComparison
{
    public string Name => $"attention and logits of {tokens} tokens";

    public (bool Agrees, string Figures) Compare(LanguageModel cpu, LanguageModel other, bool exact)
    {
        var random = new Random(1);
        var ids = Enumerable.Range(0, tokens).Select(_ => new Token(random.Next(cpu.Config.VocabSize), "", 0, 0));
        var text = new TokenizedText("", [.. ids], HasBos: false);
        var keep = new TraceOptions { Logits = true };
        using var expected = cpu.Trace(text, keep);
        using var actual = other.Trace(text, keep);
        var (attention, sums) = (0f, 0f);
        foreach (var head in cpu.Config.AllHeads())
            for (var query = 0; query < tokens; query++)
            {
                var (row, rowThere) = (expected.Row(head, query), actual.Row(head, query));
                var sum = 0f;
                for (var key = 0; key < row.Length; key++)
                {
                    sum += rowThere[key];
                    attention = Math.Max(attention, Math.Abs(row[key] - rowThere[key]));
                }
                sums = Math.Max(sums, Math.Abs(sum - 1));
            }
        var logits = Math.Sqrt(expected.Logits!.Zip(actual.Logits!, SquaredDistance).Sum()
            / expected.Logits!.Sum(row => SquaredDistance(row, new float[row.Length])));
        var agrees = exact ? attention < 1e-4 && logits < 1e-4 && sums < 1e-5 : attention < .2 && logits < .05 && sums < .02;
        return (agrees,
            $"largest difference of a weight {attention:0.0e+0}, of the logits' vector {logits:0.0e+0} (relative), "
                + $"rows sum to 1 within {sums:0.0e+0}");
    }

    private static double SquaredDistance(float[] a, float[] b)
    {
        var sum = 0d;
        for (var i = 0; i < a.Length; i++) sum += (double)(a[i] - b[i]) * (a[i] - b[i]);
        return sum;
    }
}
