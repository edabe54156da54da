// What tells families of transformers apart. Course models are Llamas, so none of it is written to their files.
using System.Text.Json.Serialization;

namespace Attention.Models;

public sealed partial record TransformerConfig
{
    /// <summary>The kind of all norms.</summary>
    [JsonIgnore]
    public NormKind NormKind { get; init; }

    /// <summary>Where in a layer they stand.</summary>
    [JsonIgnore]
    public NormPlacement NormPlacement { get; init; }

    /// <summary>Whether the embedding passes a norm before the first layer (BERT).</summary>
    [JsonIgnore]
    public bool EmbeddingNorm { get; init; }

    /// <summary>What token embeddings are multiplied with; the square root of the width in Gemma.</summary>
    [JsonIgnore]
    public double EmbeddingScale { get; init; } = 1;

    /// <summary>Whether attention and MLP read the same stream, side by side, and are added together (GPT-NeoX).</summary>
    [JsonIgnore]
    public bool ParallelResidual { get; init; }

    /// <summary>What the MLP does to its neurons.</summary>
    [JsonIgnore]
    public Activation Activation { get; init; }

    /// <summary>Whether neurons are multiplied with a second projection (Shazeer 2020).</summary>
    [JsonIgnore]
    public bool GatedMlp { get; init; } = true;

    /// <summary>Whether queries, keys and values have biases.</summary>
    [JsonIgnore]
    public bool QkvBias { get; init; }

    /// <summary>Whether the output matrix of attention has a bias.</summary>
    [JsonIgnore]
    public bool OutputBias { get; init; }

    /// <summary>Whether the matrices of the MLP have biases.</summary>
    [JsonIgnore]
    public bool MlpBias { get; init; }

    /// <summary>Whether queries and keys pass a norm.</summary>
    [JsonIgnore]
    public QkNormKind QkNorm { get; init; }

    /// <summary>How many numbers of a head rotary positions turn, the first ones; null for all. An odd number is rounded up, but counts
    /// as it is in the angles, as in transformers.</summary>
    [JsonIgnore]
    public int? RotaryDim { get; init; }

    /// <summary>Base of the rotary angles in layers with a window, which are not stretched then; null for that of all layers.</summary>
    [JsonIgnore]
    public double? LocalRopeTheta { get; init; }

    /// <summary>Every so many layers one turns nothing, so that its heads look by content alone (SmolLM 3: the fourth, the eighth, ...);
    /// null where all turn.</summary>
    [JsonIgnore]
    public int? UnturnedEvery { get; init; }

    /// <summary>What queries are multiplied with; null for one over the root of the head's width.</summary>
    [JsonIgnore]
    public double? AttentionScale { get; init; }

    /// <summary>What scores stay below: c tanh(score / c) (Gemma 2); null for no cap.</summary>
    [JsonIgnore]
    public double? AttentionSoftCap { get; init; }

    /// <summary>What logits stay below in the same way; null for no cap.</summary>
    [JsonIgnore]
    public double? LogitSoftCap { get; init; }

    /// <summary>How many tokens back each layer looks, its own included; 0 for all. Where there are more layers the list begins again; it
    /// is empty where all layers look at all.</summary>
    [JsonIgnore]
    public IReadOnlyList<int> Windows { get; init; } = [];

    /// <summary>Whether a token looks at itself and earlier ones only; false in a bidirectional encoder.</summary>
    [JsonIgnore]
    public bool Causal { get; init; } = true;

    /// <summary>Whether the model predicts tokens; false in an encoder such as BERT's, which ends with its stream.</summary>
    [JsonIgnore]
    public bool HasHead { get; init; } = true;

    /// <summary>How many parts of a text the embedding can tell apart; only the first is used, and its vector is part of the
    /// positions.</summary>
    internal int TokenTypes { get; init; }

    /// <summary>Query heads that share one key/value head.</summary>
    internal int QueriesPerKey => NumAttentionHeads / NumKeyValueHeads;

    /// <summary>How many numbers of a head are turned where positions are rotary.</summary>
    internal int TurnedNumbers => ((RotaryDim ?? HeadDim) + 1) / 2 * 2;

    /// <summary>What queries are multiplied with.</summary>
    internal double ScoreScale => AttentionScale ?? 1 / Math.Sqrt(HeadDim);

    /// <summary>Whether attention and MLP read the stream through norms of their own.</summary>
    internal bool NormsInput => NormPlacement is NormPlacement.Before or NormPlacement.BeforeAndOutput;

    /// <summary>How many tokens back a layer looks, its own included; 0 for all.</summary>
    internal int WindowOf(int layer) => Windows.Count > 0 ? Windows[layer % Windows.Count] : 0;

    /// <summary>Whether a layer turns its queries and keys by their positions.</summary>
    internal bool Turns(int layer) => Positions == PositionKind.Rotary && (UnturnedEvery is not { } every || (layer + 1) % every != 0);

    /// <summary>The same shape with a window for some layers; one as long as the context hides nothing.</summary>
    /// <param name="window">Tokens.</param>
    /// <param name="local">For each layer whether it has one; where there are more layers the list begins again.</param>
    internal TransformerConfig WithWindows(int window, params IReadOnlyList<bool> local) => this with
    {
        Windows = local.Any(has => has) && (window < MaxPositionEmbeddings || LocalRopeTheta is not null)
            ? [.. local.Select(has => has ? window : 0)] : [],
    };

    private void ValidateParts()
    {
        if (RotaryDim is { } turned && (turned <= 0 || TurnedNumbers > HeadDim))
            throw new ArgumentException($"{turned} of {HeadDim} numbers of a head are to be turned; a part of it is due.");
        foreach (var number in new[] { EmbeddingScale, ScoreScale, AttentionSoftCap ?? 1, LogitSoftCap ?? 1, LocalRopeTheta ?? 1 })
            if (!(number > 0 && double.IsFinite(number)))
                throw new ArgumentException($"{number} stands where a scale, cap or base is due; it must be positive and finite.");
        if (UnturnedEvery < 1) throw new ArgumentException($"Every {UnturnedEvery}th layer is not to turn; a number from 1 on is due.");
        if (Windows.Any(window => window < 0))
            throw new ArgumentException($"A window is of {Windows.Min()} tokens; 0 (none) or more are due.");
    }
}
