using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Attention.Models;
using static TorchSharp.torch;

#pragma warning disable CA2201 // what TorchSharp throws
namespace Attention.Tests.Models;

public sealed class MemoryRanOutTests : IDisposable
{
    private static readonly TransformerConfig Config = new()
    {
        VocabSize = 7,
        HiddenSize = 4,
        NumHiddenLayers = 2,
        NumAttentionHeads = 1,
        NumKeyValueHeads = 1,
        HeadDim = 4,
        IntermediateSize = 4,
        MaxPositionEmbeddings = int.MaxValue,
    };

    private readonly TransformerWeights weights = TransformerWeights.Random(Config, seed: 1);

    [Fact]
    public void A_pattern_larger_than_any_memory_is_refused_with_the_length_that_fits()
    {
        const int tokens = 2_000_000;       // 16 TB
        var error = Refused(tokens, (_, _, value) => value);
        Assert.Contains($"on a text of {tokens} tokens", error, StringComparison.Ordinal);
        var room = int.Parse(Regex.Match(error, "about ([0-9]+) tokens have room").Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.InRange(room, 1000, tokens - 1);
    }

    // No GPU here: its allocator's own words, in the middle of a run.
    [Fact]
    public void A_gpu_that_runs_out_in_the_second_layer_is_told_the_same_way() =>
        Assert.Contains("about 4 tokens have room", Refused(5, (_, layer, value) =>
            layer == 1 ? throw new ExternalException("CUDA out of memory. Tried to allocate 2.00 GiB.") : value), StringComparison.Ordinal);

    [Fact]
    public void Other_failures_of_native_code_keep_their_words() =>
        Assert.Throws<ExternalException>(() => Run(5, (_, _, _) => throw new ExternalException("device-side assert triggered")));

    public void Dispose() => weights.Dispose();

    private string Refused(int tokens, Hook hook) => Assert.Throws<TextTooLongException>(() => Run(tokens, hook)).Message;

    private void Run(int tokens, Hook hook)
    {
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        using var transformer = new Transformer(Config, weights);
        transformer.Forward(ones([1, tokens], dtype: ScalarType.Int64), hook);
    }
}
