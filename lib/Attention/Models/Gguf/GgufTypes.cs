namespace Attention.Models.Gguf;

/// <summary>What is known of the ways to store a tensor: size of a block, how it is unpacked, and the names of those that are not
/// read.</summary>
internal static class GgufTypes
{
    private static readonly Dictionary<GgufType, GgufBlock> Blocks = new()
    {
        [GgufType.F32] = new(1, 4, PlainBlocks.F32),
        [GgufType.F16] = new(1, 2, PlainBlocks.F16),
        [GgufType.BF16] = new(1, 2, PlainBlocks.BF16),
        [GgufType.Q4_0] = new(32, 18, PlainBlocks.Q4_0),
        [GgufType.Q4_1] = new(32, 20, PlainBlocks.Q4_1),
        [GgufType.Q5_0] = new(32, 22, PlainBlocks.Q5_0),
        [GgufType.Q5_1] = new(32, 24, PlainBlocks.Q5_1),
        [GgufType.Q8_0] = new(32, 34, PlainBlocks.Q8_0),
        [GgufType.IQ4_NL] = new(32, 18, PlainBlocks.IQ4_NL),
        [GgufType.Q2_K] = new(256, 84, KBlocks.Q2_K),
        [GgufType.Q3_K] = new(256, 110, KBlocks.Q3_K),
        [GgufType.Q4_K] = new(256, 144, KBlocks.Q4_K),
        [GgufType.Q5_K] = new(256, 176, KBlocks.Q5_K),
        [GgufType.Q6_K] = new(256, 210, KBlocks.Q6_K),
        [GgufType.IQ4_XS] = new(256, 136, KBlocks.IQ4_XS),
    };

    /// <summary>Types of the format that are not read, so that a message can name them.</summary>
    private static readonly Dictionary<uint, string> Others = new()
    {
        [9] = "Q8_1",
        [15] = "Q8_K",
        [16] = "IQ2_XXS",
        [17] = "IQ2_XS",
        [18] = "IQ3_XXS",
        [19] = "IQ1_S",
        [21] = "IQ3_S",
        [22] = "IQ2_S",
        [24] = "I8",
        [25] = "I16",
        [26] = "I32",
        [27] = "I64",
        [28] = "F64",
        [29] = "IQ1_M",
        [34] = "TQ1_0",
        [35] = "TQ2_0",
        [39] = "MXFP4",
    };

    /// <summary>The types that are read, for messages.</summary>
    public static string Known => string.Join(", ", Blocks.Keys);

    public static GgufBlock Block(this GgufType type) => Blocks[type];

    /// <summary>The type of a number in a file, or null where it is not read.</summary>
    public static GgufType? Find(uint number) => Blocks.ContainsKey((GgufType)number) ? (GgufType)number : null;

    /// <summary>The name of any type, read or not.</summary>
    public static string NameOf(uint number) => Find(number)?.ToString() ?? Others.GetValueOrDefault(number, $"type {number}");
}
