using System.Runtime.Intrinsics.X86;
using Attention.Models;
using Attention.Traces;
using static Attention.Tests.Models.SmallLlamas;
using static TorchSharp.torch;

namespace Attention.Tests.Models;

/// <summary>A Llama's layers run with tokens side by side are what the formulas say: the same network in double precision, which goes by
/// libtorch step by step, as does any run with a hook.</summary>
public sealed class ColumnPassTests : IDisposable
{
    private const int Vocabulary = 50;
    private readonly IDisposable inference = inference_mode();
    private readonly TorchSharp.DisposeScope scope = NewDisposeScope();

    public ColumnPassTests() => Assert.SkipUnless(Avx512F.IsSupported, "Without AVX-512 libtorch computes all layers.");

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
    public void Patterns_are_those_that_a_hook_sees(int sequences, int tokens)
    {
        var config = Shape("windows");
        using var network = new Transformer(config, Weights(config));
        var ids = Ids(sequences, tokens);
        int[] heads = [.. Enumerable.Range(0, config.NumAttentionHeads)], lengths = [.. Enumerable.Repeat(tokens, sequences)];
        using var kept = new PatternRecorder([0, 1], heads, lengths);
        network.Forward(ids, ((IPatternRows)kept).Pass);
        List<float[]> seen = [];                                                                            // of each layer, [B, H, T, T]
        network.Forward(ids, (point, _, value) =>
        {
            if (point == HookPoint.Pattern) seen.Add(value.Floats());
            return value;
        });
        foreach (var sequence in Enumerable.Range(0, sequences))
            foreach (var (place, pattern) in kept.Patterns(sequence).Index())
            {
                var (layer, head) = (place / heads.Length, place % heads.Length);
                var expected = seen[layer].AsSpan((sequence * heads.Length + head) * tokens * tokens, tokens * tokens);
                for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], pattern.Memory.Span[i], 1e-5f);
            }
    }

    [Fact]
    public void A_token_has_the_same_digits_whatever_comes_after_it_and_beside_it()
    {
        var config = Shape("shared keys");
        using var network = new Transformer(config, Weights(config));
        var ids = Ids(3, 150);
        var all = network.Forward(ids);
        foreach (var count in new[] { 1, 16, 40, 64, 100 })
            Assert.Equal(0, Fixture.LargestDifference(all.narrow(1, 0, count).narrow(0, 1, 1),
                network.Forward(ids.narrow(0, 1, 1).narrow(1, 0, count))));
    }

    [Fact]
    public void Layers_run_from_one_in_the_middle()
    {
        var config = Shape("shared keys");
        using var network = new Transformer(config, Weights(config));
        Tensor? middle = null;
        var whole = network.Forward(Ids(1, 70), (point, layer, value) =>
        {
            if ((point, layer) == (HookPoint.ResidPre, 1)) middle = value.clone().MoveToOuterDisposeScope().MoveToOuterDisposeScope();
            return value;
        });
        Assert.InRange(Fixture.LargestDifference(network.RunLayers(middle!, 1), whole), 0, 1e-4);
    }

    /// <summary>libtorch's way in fp32 is off by rounding; this one is so by as little.</summary>
    private static void HoldsForFormulas(TransformerConfig config, int sequences, int tokens)
    {
        var weights = Weights(config);
        using var network = new Transformer(config, weights);
        using var exact = new Transformer(config, weights.To(ScalarType.Float64, CPU));
        var ids = Ids(sequences, tokens);
        var truth = exact.Forward(ids);
        double Off(Tensor stream) => Fixture.LargestDifference(stream.to_type(ScalarType.Float64), truth) / truth.abs().max().Number();
        var (columns, libtorch) = (Off(network.Forward(ids)), Off(network.Forward(ids, (_, _, value) => value)));
        Assert.InRange(columns, 0, Math.Max(2 * libtorch, 1e-6));
        Assert.InRange(libtorch, 1e-12, 1e-4);                       // the same network, and not the same numbers
    }
}
