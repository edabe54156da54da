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
                attention = Math.Max(attention, row.Zip(rowThere, (a, b) => Math.Abs(a - b)).Max());
                sums = Math.Max(sums, Math.Abs(rowThere.Sum() - 1));
            }
        var difference = expected.Logits!.Zip(actual.Logits!, (a, b) => a.Zip(b, (x, y) => (double)(x - y) * (x - y)).Sum()).Sum();
        var logits = Math.Sqrt(difference / expected.Logits!.Sum(row => row.Sum(x => (double)x * x)));
        var agrees = exact ? attention < 1e-4 && logits < 1e-4 && sums < 1e-5 : attention < .2 && logits < .05 && sums < .02;
        return (agrees, $"largest difference of a weight {attention:0.0e+0}, of the logits' vector {logits:0.0e+0} (relative), rows sum to 1 within {sums:0.0e+0}");
    }
}
