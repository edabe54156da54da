using System.Runtime.Intrinsics.X86;
using Attention.Models;
using Attention.Traces;
using static TorchSharp.torch;

namespace Attention.Tests.Models;

/// <summary>What rows sum up to while they are computed is what their weights sum up to, one by one and in double precision.</summary>
public sealed class PatternSumsTests : IDisposable
{
    private static readonly int[] Back = [0, 1, 37];
    private readonly IDisposable inference = inference_mode();
    private readonly TorchSharp.DisposeScope scope = NewDisposeScope();

    public PatternSumsTests() => Assert.SkipUnless(Avx512F.IsSupported, "Without AVX-512 rows are given, and no sums.");

    public void Dispose()
    {
        scope.Dispose();
        inference.Dispose();
    }

    [Theory]
    [InlineData(1, .1)]
    [InlineData(2, .1)]
    [InlineData(37, .1)]
    [InlineData(70, .1)]
    [InlineData(150, .1)]
    [InlineData(150, .6)]          // sharp: most rows rest on one token
    public void Sums_of_rows_are_those_of_their_weights(int tokens, double spread)
    {
        var config = new TransformerConfig
        {
            VocabSize = 50,
            HiddenSize = 64,
            NumHiddenLayers = 2,
            NumAttentionHeads = 4,
            NumKeyValueHeads = 2,
            HeadDim = 16,
            IntermediateSize = 0,
            MaxPositionEmbeddings = 256,
            Windows = [0, 20],
        };
        using var network = new Transformer(config, TransformerWeights.Random(config, seed: 3, std: spread));
        var ids = randint(50, [2, tokens], ScalarType.Int64, generator: new Generator(7));
        using var kept = new PatternRecorder([0, 1], [0, 1, 2, 3], tokens, tokens);
        network.Forward(ids, ((IPatternRows)kept).Pass);
        var summing = new Summing();
        network.Forward(ids, ((IPatternRows)summing).Pass);
        for (var sequence = 0; sequence < 2; sequence++)
            foreach (var (place, pattern) in kept.Patterns(sequence).Index())
                for (var row = 0; row < tokens; row++)
                    Compare(summing.Read[place / 4], (sequence * 4 + place % 4) * tokens + row, pattern, row);
    }

    private static void Compare(float[][] read, int place, AttentionPattern pattern, int i)
    {
        var later = Enumerable.Range(1, i).Select(j => (A: (double)pattern[i, j], Distance: i - j)).ToArray();
        double[] expected =
        [
            pattern[i, 0], later.Sum(one => one.A), later.Sum(one => one.A * one.Distance),
            later.Where(one => one.A > 0).Sum(one => -one.A * Math.Log(one.A)), Enumerable.Range(0, i + 1).Max(j => pattern[i, j]),
            .. Back.Select(k => i < k ? 0 : pattern[i, i - k]),
        ];
        foreach (var (kind, number) in expected.Index())
            Assert.InRange(Math.Abs(read[kind][place] - number), 0, (kind == 2 ? 1e-5 : 5e-7) + 2e-5 * Math.Abs(number)); // 2: tokens
    }

    /// <summary>Keeps the sums of each layer.</summary>
    private sealed class Summing : IPatternSums
    {
        public List<float[][]> Read { get; } = [];                                                  // [layer][kind][B H T]

        public IReadOnlyList<int> Diagonals => Back;

        void IPatternSums.Read(int layer, PatternSums sums)
        {
            float[] Whole(Tensor diagonal) => cat([zeros(2, 4, sums.Count - diagonal.shape[^1]), diagonal], -1).Floats();
            Read.Add([sums.FirstKey.Floats(), sums.Rest.Floats(), sums.RestDistance.Floats(), sums.RestEntropy.Floats(),
                sums.Largest.Floats(), .. Back.Select(k => Whole(sums.Back(k)))]);
        }

        void IPatternRows.Read(int layer, Tensor rows, long first) => Assert.Fail("Rows were given, and not their sums.");
    }
}
