using Attention.Models.Gguf;

namespace Attention.Tests.Models.Gguf;

public class GgufBlocksTests
{
    [Theory]
    [InlineData(GgufType.Q4_1)]
    [InlineData(GgufType.Q8_0)]
    public void Blocks_unpack_to_the_reference_values(GgufType type)
    {
        using var bytes = Fixture.Read("gguf/blocks.safetensors", $"{type}.bytes");
        using var expected = Fixture.Read("gguf/blocks.safetensors", $"{type}.values");
        var values = new float[expected.numel()];

        GgufBlocks.Dequantize(type, bytes.bytes, values);

        Assert.Equal(expected.data<float>().ToArray(), values);
    }
}
