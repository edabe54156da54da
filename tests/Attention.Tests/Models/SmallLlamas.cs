using Attention.Models;
using static TorchSharp.torch;

namespace Attention.Tests.Models;

/// <summary>Llamas of two layers with random weights, in all shapes that run by the course's own loops.</summary>
internal static class SmallLlamas
{
    private const int Vocabulary = 50;

    // one tile or more, whole or not, of sixteen or sixty-four; sequences that begin in the middle of one
    public static TheoryData<int, int> Sizes => new(
        (1, 1), (1, 2), (1, 15), (1, 16), (1, 17), (1, 48), (1, 49), (1, 64), (1, 65), (1, 129), (1, 200),
        (3, 5), (2, 40), (5, 29), (2, 131));

    public static TheoryData<string> Shapes =>
        ["shared keys", "own keys", "windows", "no MLP", "half turned", "some layers unturned", "learned positions", "two bases"];

    public static Tensor Ids(int sequences, int tokens) => randint(Vocabulary, [sequences, tokens], ScalarType.Int64,
        generator: new Generator(7));

    public static TransformerWeights Weights(TransformerConfig config) => TransformerWeights.Random(config, seed: 5, std: .15);

    public static TransformerConfig Shape(string shape)
    {
        var plain = new TransformerConfig
        {
            VocabSize = Vocabulary,
            HiddenSize = 144,
            NumHiddenLayers = 2,
            NumAttentionHeads = 6,
            NumKeyValueHeads = 2,
            HeadDim = 32,
            IntermediateSize = 208,
            MaxPositionEmbeddings = 256,
        };
        return shape switch
        {
            "own keys" => plain with { NumKeyValueHeads = 6 },
            "windows" => plain with { Windows = [20, 0] },
            "no MLP" => plain with { IntermediateSize = 0 },
            "half turned" => plain with { RotaryDim = 16 },
            "some layers unturned" => plain with { UnturnedEvery = 2 },
            "learned positions" => plain with { Positions = PositionKind.Learned },
            "two bases" => plain with { Windows = [20, 0], LocalRopeTheta = 500 },
            _ => plain,
        };
    }
}
