using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Attention.Models;
using Attention.Models.Rows;
using Attention.Traces;
using static Attention.Tests.Models.SmallLlamas;
using static TorchSharp.torch;

namespace Attention.Tests.Models;

/// <summary>A Llama's layers in bf16 are closer to the formulas, the same network in double precision, than libtorch's, which round more
/// often.</summary>
public sealed class RowPassTests : IDisposable
{
    private const double Closer = .9;

    private readonly IDisposable inference = inference_mode();
    private readonly TorchSharp.DisposeScope scope = NewDisposeScope();

    public RowPassTests() => Assert.SkipUnless(Avx512F.IsSupported, "Without AVX-512 libtorch computes all layers.");

    public void Dispose()
    {
        scope.Dispose();
        inference.Dispose();
    }

    [Theory, MemberData(nameof(SmallLlamas.Sizes), MemberType = typeof(SmallLlamas))]
    public void Every_number_of_tokens_gives_the_stream_of_the_formulas(int sequences, int tokens) =>
        HoldsForFormulas(Shape("shared keys"), sequences, tokens);

    [Theory, MemberData(nameof(SmallLlamas.Shapes), MemberType = typeof(SmallLlamas))]
    public void Every_shape_gives_the_stream_of_the_formulas(string shape) => HoldsForFormulas(Shape(shape), 2, 75);

    [Theory, MemberData(nameof(SmallLlamas.Sizes), MemberType = typeof(SmallLlamas))]
    public void Patterns_are_closer_to_the_formulas_than_those_that_a_hook_sees(int sequences, int tokens)
    {
        var config = Shape("windows");
        using var network = new Transformer(config, HalfWeights(config));
        using var exact = new Transformer(config, HalfWeights(config).To(ScalarType.Float64, CPU));
        var ids = Ids(sequences, tokens);
        int[] heads = [.. Enumerable.Range(0, config.NumAttentionHeads)], lengths = [.. Enumerable.Repeat(tokens, sequences)];
        using var kept = new PatternRecorder([0, 1], heads, lengths);
        network.Forward(ids, ((IPatternRows)kept).Pass);
        var (truth, libtorch) = (Patterns(exact, ids), Patterns(network, ids));
        var rows = Enumerable.Range(0, sequences).SelectMany(sequence => kept.Patterns(sequence).Index().Select(one =>
            (Pattern: tensor(one.Item.Memory.ToArray(), [tokens, tokens]),
            Truth: truth[one.Index / heads.Length][sequence, one.Index % heads.Length])));
        var off = Distance(rows.Select(one => (one.Pattern, one.Truth)));
        Assert.InRange(off, 0, Math.Max(Closer * Distance(libtorch.Zip(truth)), 1e-6));
    }

    [Fact]
    public void What_lies_between_two_numbers_of_bf16_goes_to_the_nearest_or_the_even_one()
    {
        for (var first = 0u; first < 0x7F70; first += 16)
            foreach (var sign in new[] { 0u, 0x8000u })
            {
                var halves = Vector256.Create([.. Enumerable.Range(0, 16).Select(i => (ushort)(first + i | sign))]);
                var numbers = Vector512.Create([.. Enumerable.Range(0, 16).Select(i => (uint)(first + i | sign) << 16)]);
                var even = Vector256.Create((ushort)1) & halves;
                Assert.Equal(numbers.AsSingle(), Halves.Floats(halves));
                Assert.Equal(halves, Nearest(0));
                Assert.Equal(halves, Nearest(0x7FFF));
                Assert.Equal(halves + even, Nearest(0x8000));
                Assert.Equal(halves + Vector256.Create((ushort)1), Nearest(0x8001));
                Vector256<ushort> Nearest(uint above) => Halves.Nearest((numbers + Vector512.Create(above)).AsSingle());
            }
        var none = Halves.Floats(Halves.Nearest(Vector512.Create(float.NaN)));
        Assert.True(float.IsNaN(none[0]) && float.IsNaN(none[15]));
    }

    private static void HoldsForFormulas(TransformerConfig config, int sequences, int tokens)
    {
        var weights = HalfWeights(config);
        using var network = new Transformer(config, weights);
        using var exact = new Transformer(config, weights.To(ScalarType.Float64, CPU));
        var ids = Ids(sequences, tokens);
        var truth = exact.Forward(ids);
        var rows = Distance((network.Forward(ids), truth));
        var libtorch = Distance((network.Forward(ids, (_, _, value) => value), truth));
        Assert.InRange(rows, 1e-5, Closer * libtorch);
        Assert.InRange(libtorch, 1e-5, .05);                          // the same network, and not the same numbers
    }

    /// <summary>How far numbers are from others: the root of the mean square, beside that of those.</summary>
    private static double Distance(params IEnumerable<(Tensor Numbers, Tensor Truth)> pairs)
    {
        var (off, all) = (0d, 0d);
        foreach (var (numbers, truth) in pairs)
        {
            off += numbers.to_type(ScalarType.Float64).sub(truth).square().sum().Number();
            all += truth.to_type(ScalarType.Float64).square().sum().Number();
        }
        return Math.Sqrt(off / all);
    }

    /// <summary>Of each layer, [B, H, T, T].</summary>
    private static List<Tensor> Patterns(Transformer network, Tensor ids)
    {
        List<Tensor> seen = [];
        network.Forward(ids, (point, _, value) =>
        {
            if (point == HookPoint.Pattern) seen.Add(value.clone().DetachFromDisposeScope());
            return value;
        });
        return seen;
    }

    private static TransformerWeights HalfWeights(TransformerConfig config) => Weights(config).To(ScalarType.BFloat16, CPU);
}
