using Attention.Models;
using Attention.Models.Layers;
using Attention.Tokens;
using static TorchSharp.torch;

namespace Attention.Tests.Models.Families;

/// <summary>A small model of each family's shape with random weights, biases and norms, so that no step of it does nothing.</summary>
internal static class RandomFamily
{
    private const int Vocabulary = 97;

    private static readonly TransformerConfig Llama = new()
    {
        VocabSize = Vocabulary,
        HiddenSize = 32,
        NumHiddenLayers = 3,
        NumAttentionHeads = 4,
        NumKeyValueHeads = 2,
        HeadDim = 8,
        IntermediateSize = 48,
        MaxPositionEmbeddings = 64,
    };

    private static readonly TransformerConfig Gpt = Llama with
    {
        NumKeyValueHeads = 4,
        Positions = PositionKind.Learned,
        NormKind = NormKind.Layer,
        Activation = Activation.GeluTanh,
        GatedMlp = false,
        QkvBias = true,
        OutputBias = true,
        MlpBias = true,
    };

    private static readonly TransformerConfig Gemma2 = Llama with
    {
        EmbeddingScale = Math.Sqrt(32),
        Activation = Activation.GeluTanh,
        NormPlacement = NormPlacement.BeforeAndOutput,
        AttentionScale = 1 / Math.Sqrt(16),
        AttentionSoftCap = 5,
        LogitSoftCap = 9,
        Windows = [4, 0],
    };

    /// <summary>The families by name.</summary>
    public static readonly IReadOnlyDictionary<string, TransformerConfig> Shapes = new Dictionary<string, TransformerConfig>
    {
        ["llama"] = Llama with { TieWordEmbeddings = false },
        ["llama 3"] = Llama with { RopeScaling = new Llama3RopeScaling(8, 1, 4, 16) },
        ["mistral"] = Llama with { Windows = [5] },
        ["gpt2"] = Gpt,
        ["gpt_neo"] = Gpt with { QkvBias = false, AttentionScale = 1, Windows = [0, 6] },
        ["gpt_neox"] = Gpt with
        {
            Positions = PositionKind.Rotary,
            RotaryDim = 4,
            ParallelResidual = true,
            Activation = Activation.Gelu,
            TieWordEmbeddings = false,
        },
        ["bert"] = Gpt with
        {
            NormPlacement = NormPlacement.AfterSum,
            EmbeddingNorm = true,
            Activation = Activation.Gelu,
            Causal = false,
            HasHead = false
        },
        ["qwen2"] = Llama with { QkvBias = true },
        ["qwen3"] = Llama with { QkNorm = QkNormKind.PerHead },
        ["gemma"] = Llama with { EmbeddingScale = Math.Sqrt(32), Activation = Activation.GeluTanh },
        ["gemma2"] = Gemma2,
        ["gemma3"] = Gemma2 with
        {
            NumHiddenLayers = 6,
            Windows = [4, 4, 4, 4, 4, 0],
            AttentionSoftCap = null,
            LogitSoftCap = null,
            QkNorm = QkNormKind.PerHead,
            RopeTheta = 1_000_000,
            RopeScaling = new LinearRopeScaling(8),
            LocalRopeTheta = 10_000,
        },
        ["olmo2"] = Llama with
        {
            NormPlacement = NormPlacement.Output,
            QkNorm = QkNormKind.AllHeads,
            NumKeyValueHeads = 4,
            TieWordEmbeddings = false
        },
        ["phi3"] = Llama with { RotaryDim = 6 },
        ["smollm3"] = Llama with { NumHiddenLayers = 5, UnturnedEvery = 4 },
    };

    /// <summary>A model of a family.</summary>
    /// <param name="family">Its name.</param>
    /// <param name="change">Gives other weights for a name and the random ones; null for none.</param>
    public static LanguageModel Model(string family, Func<string, Tensor, Tensor>? change = null) =>
        LanguageModel.From(family, Tokenizer(), Shapes[family], Weights(Shapes[family], change));

    /// <summary>Random weights of a shape: norms around 1 and biases around 0, none of them exactly.</summary>
    public static TransformerWeights Weights(TransformerConfig config, Func<string, Tensor, Tensor>? change = null)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(7);
        using var plain = TransformerWeights.Random(config, seed: 3, std: .3);
        var varied = plain.Select((_, t) => t.dim() == 1
            ? t.add(randn(t.shape, generator: generator).mul(tensor(.2f)), Scalars.One)
            : t.clone());
        return (change is null ? varied : varied.Select(change)).Kept();
    }

    /// <summary>96 signs of a character each, and a token in front.</summary>
    public static TextTokenizer Tokenizer() => new(new Vocabulary
    {
        Tokens = ["<|endoftext|>", .. Enumerable.Range('!', 94).Select(code => ((char)code).ToString()), "Ġ", "¡"],
        Special = new HashSet<int> { 0 },
        Bos = 0,
    });
}
