using Attention.Models;
using Attention.Tokens;
using static TorchSharp.torch;

namespace Attention.Tests.Interventions;

/// <summary>
/// A two-layer, attention-only model whose circuit is known exactly (Elhage et al. 2021). The residual stream has four parts: the token,
/// the position, the token before, the prediction. Head 0.0 looks one position back and copies the token into "the token before"; head 1.0
/// asks its own token of "the token before" and copies the token it finds into the prediction. Heads 0.1 and 1.1 do nothing.
/// </summary>
internal static class HandBuiltModel
{
    public const int Vocabulary = 12, Context = 16, Width = (3 * Vocabulary) + Context, HeadDim = 16;

    private const int TokenPart = 0, PositionPart = Vocabulary, BeforePart = Vocabulary + Context,
        PredictionPart = (2 * Vocabulary) + Context;

    /// <summary>Letters a to f, twice: no token comes twice in one copy.</summary>
    public const string Text = "abcdefabcdef";

    /// <summary>Tokens in one copy of <see cref="Text"/>.</summary>
    public const int N = 6;

    public static TokenBatch Input(LanguageModel model) => TokenBatch.Of(model.Tokenizer.Encode(Text));

    /// <summary>Predictions of the second copy: rows 7 to 10. Row 6 asks for what came after "a", and the first token, with none before it,
    /// counts itself as that.</summary>
    public static Range SecondCopy => (N + 1)..(2 * N - 1);

    public static LanguageModel Build()
    {
        var config = new TransformerConfig
        {
            VocabSize = Vocabulary,
            HiddenSize = Width,
            NumHiddenLayers = 2,
            NumAttentionHeads = 2,
            NumKeyValueHeads = 2,
            HeadDim = HeadDim,
            IntermediateSize = 0,
            MaxPositionEmbeddings = Context,
            Positions = PositionKind.Learned,
            TieWordEmbeddings = false,
        };
        var weights = TransformerWeights.Random(config, 0);
        foreach (var (name, tensor) in weights.Named())
            if (!name.EndsWith("Norm", StringComparison.Ordinal)) tensor.zero_();
        Copy(weights.Embedding, (0, 0), (0, TokenPart), Vocabulary, 1);
        Copy(weights.Positions!, (0, 0), (0, PositionPart), Context, 1);
        Copy(weights.Unembedding, (0, 0), (0, PredictionPart), Vocabulary, 8);
        var (first, second) = (weights.Layers[0], weights.Layers[1]);
        Copy(first.Qkv, (Row(0), 0), (0, PositionPart), Context, 8);                          // query: my position
        Copy(first.Qkv, (Row(1), 1), (0, PositionPart), Context - 1, 8);                      // key: the position after mine
        Copy(first.Qkv, (Row(2), 0), (0, TokenPart), Vocabulary, 1);                          // value: my token
        Copy(first.Output, (BeforePart, 0), (0, 0), Vocabulary, 1);
        Copy(second.Qkv, (Row(0), 0), (0, TokenPart), Vocabulary, 8);                         // query: my token
        Copy(second.Qkv, (Row(1), 0), (0, BeforePart), Vocabulary, 8);                        // key: the token before me
        Copy(second.Qkv, (Row(2), 0), (0, TokenPart), Vocabulary, 1);                         // value: my token
        Copy(second.Output, (PredictionPart, 0), (0, 0), Vocabulary, 1);
        var tokens = Enumerable.Range(0, Vocabulary).Select(i => ((char)('a' + i)).ToString()).ToList();
        return LanguageModel.From("hand-built",
            new TextTokenizer(new Vocabulary { Tokens = tokens, Merges = [], Special = new HashSet<int>(), Bos = null }), config, weights);
    }

    /// <summary>First row of head 0 in the queries, keys or values of a layer.</summary>
    private static int Row(int kind) => kind * 2 * HeadDim;

    /// <summary>Puts a diagonal of ones times a factor at a place of a matrix.</summary>
    private static void Copy(Tensor matrix, (int Block, int Shift) row, (int Block, int Shift) column, int size, float factor)
    {
        using var scope = NewDisposeScope();
        matrix.narrow(0, row.Block + row.Shift, size).narrow(1, column.Block + column.Shift, size).copy_(eye(size).mul(tensor(factor)));
    }
}
