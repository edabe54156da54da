// After Elhage et al. 2021: a two-layer, attention-only model put together by hand, so that what each head does is known and not measured.
using Attention.Models;
using Attention.Tokens;
using static TorchSharp.torch;

namespace Classroom;

/// <summary>
/// The parts of a small model with a known circuit. The stream has four places: the token, the position, the token before, the prediction.
/// A head of layer 0 looks one back and may write the token before; a head of layer 1 looks somewhere and may write what it finds into the
/// prediction. Heads that are given no job do nothing.
/// </summary>
internal sealed record PlantedModel
{
    private const int V = 52, Context = 40, HeadDim = 54, Width = 3 * V + Context, Heads = 4;
    private const int Token = 0, Position = V, Before = V + Context, Prediction = 2 * V + Context;
    private const float Sharp = 8;

    /// <summary>Heads of layer 0 that look at the token before; each writes it with its strength, and 0 only looks.</summary>
    public IReadOnlyDictionary<int, float> Previous { get; init; } = new Dictionary<int, float>();

    /// <summary>Heads of layer 0 that look at the letter before in the alphabet, wherever it stands.</summary>
    public IReadOnlyList<int> LetterBefore { get; init; } = [];

    /// <summary>Heads of layer 1 that look at the token after an earlier copy, with the strength that they write it with.</summary>
    public IReadOnlyDictionary<int, float> Induction { get; init; } = new Dictionary<int, float>();

    /// <summary>Heads of layer 1 that look at an earlier copy itself.</summary>
    public IReadOnlyList<int> Duplicate { get; init; } = [];

    /// <summary>Heads of layer 1 that look so many tokens back, whatever stands there, and write what they find.</summary>
    public IReadOnlyDictionary<int, int> Distance { get; init; } = new Dictionary<int, int>();

    /// <summary>Heads of layer 1 that rest on the first token where they find nothing.</summary>
    public IReadOnlyList<int> Resting { get; init; } = [];

    /// <summary>Puts the model together.</summary>
    /// <returns>52 letters, texts of up to 40 of them.</returns>
    public LanguageModel Build()
    {
        var config = new TransformerConfig
        {
            VocabSize = V,
            HiddenSize = Width,
            NumHiddenLayers = 2,
            NumAttentionHeads = Heads,
            NumKeyValueHeads = Heads,
            HeadDim = HeadDim,
            IntermediateSize = 0,
            MaxPositionEmbeddings = Context,
            Positions = PositionKind.Learned,
            TieWordEmbeddings = false,
        };
        var weights = TransformerWeights.Random(config, 0);
        foreach (var (name, tensor) in weights.Named())
            if (!name.EndsWith("Norm", StringComparison.Ordinal)) tensor.zero_();
        Diagonal(weights.Embedding, 0, Token, V, 1);
        Diagonal(weights.Positions!, 0, Position, Context, 1);
        Diagonal(weights.Unembedding, 0, Prediction, V, Sharp);
        First(weights.Layers[0]);
        Second(weights.Layers[1]);
        string[] letters = [.. Enumerable.Range(0, V).Select(i => ((char)(i < 26 ? 'a' + i : 'A' + i - 26)).ToString())];
        return LanguageModel.From("planted",
            new TextTokenizer(new Vocabulary { Tokens = letters, Merges = [], Special = new HashSet<int>(), Bos = null }), config, weights);
    }

    private void First(LayerWeights layer)
    {
        foreach (var (head, strength) in Previous)
        {
            Diagonal(layer.Qkv, Query(head), Position, Context, Sharp);
            Diagonal(layer.Qkv, Key(head) + 1, Position, Context - 1, Sharp);
            Diagonal(layer.Qkv, Value(head), Token, V, 1);
            Diagonal(layer.Output, Before, head * HeadDim, V, strength);
        }
        foreach (var head in LetterBefore)
        {
            Diagonal(layer.Qkv, Query(head), Token, V, Sharp);
            Diagonal(layer.Qkv, Key(head) + 1, Token, V - 1, Sharp);
        }
    }

    private void Second(LayerWeights layer)
    {
        foreach (var (head, strength) in Induction)
        {
            Diagonal(layer.Qkv, Query(head), Token, V, Sharp);
            Diagonal(layer.Qkv, Key(head), Before, V, Sharp);
            Writes(layer, head, strength);
        }
        foreach (var head in Duplicate)
        {
            Diagonal(layer.Qkv, Query(head), Token, V, Sharp);
            Diagonal(layer.Qkv, Key(head), Token, V, Sharp);
        }
        foreach (var (head, back) in Distance)
        {
            Diagonal(layer.Qkv, Query(head), Position, Context, Sharp);
            Diagonal(layer.Qkv, Key(head) + back, Position, Context - back, Sharp);
            Writes(layer, head, 1);
        }
        foreach (var head in Resting) Rests(layer.Qkv, head);
    }

    private static void Writes(LayerWeights layer, int head, float strength)
    {
        Diagonal(layer.Qkv, Value(head), Token, V, 1);
        Diagonal(layer.Output, Prediction, head * HeadDim, V, strength);
    }

    /// <summary>Every query asks, in a place of its own, for position 0: less loudly than for a copy, and louder than for
    /// nothing.</summary>
    private static void Rests(Tensor qkv, int head)
    {
        using var scope = NewDisposeScope();
        var loud = tensor(Sharp / 2);
        qkv.narrow(0, Query(head) + HeadDim - 1, 1).narrow(1, Position, Context).copy_(loud);
        qkv.narrow(0, Key(head) + HeadDim - 1, 1).narrow(1, Position, 1).copy_(loud);
    }

    private static int Query(int head) => head * HeadDim;

    private static int Key(int head) => (Heads + head) * HeadDim;

    private static int Value(int head) => (2 * Heads + head) * HeadDim;

    /// <summary>Puts a diagonal of ones times a factor at a place of a matrix.</summary>
    private static void Diagonal(Tensor matrix, int row, int column, int size, float factor)
    {
        using var scope = NewDisposeScope();
        matrix.narrow(0, row, size).narrow(1, column, size).copy_(eye(size).mul(tensor(factor)));
    }
}
