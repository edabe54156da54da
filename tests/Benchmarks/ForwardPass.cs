using System.Diagnostics;
using Attention.Models;
using Attention.Tokens;
using Attention.Traces;

namespace Benchmarks;

/// <summary>Times what a notebook does when it asks for a trace.</summary>
internal static class ForwardPass
{
    /// <summary>Median of nine runs after three to warm up.</summary>
    public static double Milliseconds(LanguageModel model, int tokens)
    {
        var random = new Random(1);
        var text = new TokenizedText("", [.. Enumerable.Range(0, tokens).Select(_ => new Token(random.Next(100, 40_000), "", 0, 0))], HasBos: false);
        double Run()
        {
            var started = Stopwatch.GetTimestamp();
            model.Trace(text).Dispose();
            return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }
        for (var i = 0; i < 3; i++) Run();
        return Enumerable.Range(0, 9).Select(_ => Run()).Order().ElementAt(4);
    }

    /// <summary>Floating-point operations of the matrix products, two for each multiply-add.</summary>
    public static double Flops(TransformerConfig c, int T)
    {
        double qkv = (c.NumAttentionHeads + 2.0 * c.NumKeyValueHeads) * c.HeadDim * c.HiddenSize, output = (double)c.HiddenSize * c.NumAttentionHeads * c.HeadDim;
        return c.NumHiddenLayers * (2.0 * T * (qkv + output + 3.0 * c.HiddenSize * c.IntermediateSize) + 4.0 * c.NumAttentionHeads * c.HeadDim * T * T);
    }
}
