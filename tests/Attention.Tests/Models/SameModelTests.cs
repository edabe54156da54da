using Attention.Models;
using Attention.Models.Gguf;
using Attention.Tests.Models.Tiny;
using static TorchSharp.torch;

namespace Attention.Tests.Models;

/// <summary>One model in every kind of file: what it computes differs by no more than the type of its numbers allows.</summary>
public sealed class SameModelTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly TinyLlama llama = new();
    private readonly TinyTrace plain;

    public SameModelTests() => plain = TinyTrace.Of(llama.WriteFolder(folder["plain"]));

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_reference_looks_at_more_than_one_token() =>
        Assert.InRange(plain.Attention.Count(weight => weight is > .05f and < .95f), 50, int.MaxValue);

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Shards_are_the_same_as_one_file(int shards) => Same(TinyTrace.Of(llama.WriteFolder(folder["shards"], shards: shards)), 0);

    [Fact]
    public void Numbers_of_64_bits_are_the_same() => Same(TinyTrace.Of(llama.WriteFolder(folder["wide"], type: ScalarType.Float64)), 1e-6);

    [Fact]
    public void A_folder_in_16_bits_is_the_model_rounded_to_16_bits()
    {
        var rounded = TinyTrace.Of(TinyLlama.Rounded(GgufType.F16, norms: true).WriteFolder(folder["rounded"]));
        Same(TinyTrace.Of(llama.WriteFolder(folder["half"], type: ScalarType.Float16)), rounded, 1e-6);
        Assert.InRange(rounded.AttentionTo(plain), 1e-5, .05);
    }

    [Theory]
    [InlineData("F32", 0, 1e-6)]
    [InlineData("F16", 1e-5, .05)]
    [InlineData("BF16", 1e-4, .15)]
    [InlineData("Q8_0", 1e-4, .4)]
    public void A_GGUF_file_is_the_model_that_its_type_makes_of_it(string name, double atLeast, double atMost)
    {
        var type = Enum.Parse<GgufType>(name);
        var rounded = TinyTrace.Of(TinyLlama.Rounded(type, norms: false).WriteFolder(folder["rounded"]));
        Same(TinyTrace.Of(llama.Gguf(type).Write(folder["m.gguf"])), rounded, 1e-6);
        Assert.InRange(rounded.AttentionTo(plain), atLeast, atMost);
    }

    [Fact]
    public void A_file_of_GGUF_version_2_reads_as_one_of_version_3()
    {
        var file = llama.Gguf();
        file.Version = 2;
        Same(TinyTrace.Of(file.Write(folder["v2.gguf"])), 1e-6);
    }

    [Fact]
    public void Weights_read_straight_into_bfloat16_are_those_that_were_rounded_afterwards()
    {
        var options = new ModelOptions { Device = "cpu", DType = ScalarType.BFloat16 };
        using var straight = LanguageModel.Load(llama.WriteFolder(folder["b"]), options);
        using var scope = NewDisposeScope();
        using var whole = LanguageModel.Load(folder["b"], new() { Device = "cpu" });
        using var rounded = whole.Transformer.Weights.To(ScalarType.BFloat16, CPU);
        foreach (var (a, b) in straight.Transformer.Weights.Named().Zip(rounded.Named())) Assert.True(a.Tensor.Equals(b.Tensor), a.Name);
    }

    [Fact]
    public void A_file_of_mixed_blocks_such_as_Q4_K_M_opens_and_computes_what_its_unpacked_numbers_do()
    {
        var (mixed, unpacked) = WideLlama.Write(folder["mixed.gguf"], folder["unpacked.gguf"]);
        var (a, b) = (TinyTrace.Of(mixed), TinyTrace.Of(unpacked));
        Assert.InRange(a.AttentionTo(b), 0, 1e-6);
        Assert.InRange(a.LogitsTo(b), 0, 1e-4);
    }

    private void Same(TinyTrace trace, double tolerance) => Same(trace, plain, tolerance);

    private static void Same(TinyTrace trace, TinyTrace due, double tolerance)
    {
        Assert.Equal(due.Attention.Length, trace.Attention.Length);
        Assert.InRange(trace.AttentionTo(due), 0, tolerance);
        Assert.InRange(trace.LogitsTo(due), 0, 100 * tolerance);
    }
}
