using Attention.Models.Gguf;

namespace Attention.Tests.Models.Gguf;

public class GgufBlocksTests
{
    // blocks.safetensors: gguf-py's reference; iq4-blocks.safetensors: dequantize_row_iq4_nl and _xs of ggml (llama.cpp as in LLamaSharp
    // 0.30).
    [Theory]
    [InlineData("F16", "blocks")]
    [InlineData("BF16", "blocks")]
    [InlineData("Q4_0", "blocks")]
    [InlineData("Q4_1", "blocks")]
    [InlineData("Q5_0", "blocks")]
    [InlineData("Q5_1", "blocks")]
    [InlineData("Q8_0", "blocks")]
    [InlineData("Q2_K", "blocks")]
    [InlineData("Q3_K", "blocks")]
    [InlineData("Q4_K", "blocks")]
    [InlineData("Q5_K", "blocks")]
    [InlineData("Q6_K", "blocks")]
    [InlineData("IQ4_NL", "iq4-blocks")]
    [InlineData("IQ4_XS", "iq4-blocks")]
    public void Blocks_unpack_to_the_reference_values(string type, string file)
    {
        using var bytes = Fixture.Read($"gguf/{file}.safetensors", $"{type}.bytes");
        using var expected = Fixture.Read($"gguf/{file}.safetensors", $"{type}.values");
        var (due, values) = (expected.data<float>().ToArray(), new float[expected.numel()]);

        Enum.Parse<GgufType>(type).Block().UnpackAll(bytes.bytes, values);

        var scale = due.Max(MathF.Abs);
        foreach (var (a, b) in due.Zip(values)) Assert.Equal(a, b, 1e-6f * scale);
    }

    [Fact]
    public void Every_type_that_is_read_has_a_test()
    {
        var tested =
            typeof(GgufBlocksTests).GetMethod(nameof(Blocks_unpack_to_the_reference_values))!.GetCustomAttributes(
                typeof(InlineDataAttribute), false)
                .Cast<InlineDataAttribute>().Select(data => data.Data[0]!.ToString());
        Assert.Equal(Enum.GetNames<GgufType>().Where(name => name != "F32").Order(), tested.Order());
    }
}
