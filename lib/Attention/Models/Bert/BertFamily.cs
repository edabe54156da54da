using Attention.Models.HuggingFace;

namespace Attention.Models.Bert;

/// <summary>BERT (Devlin et al. 2019), MiniLM and arctic-embed: every token looks at every other, the stream is normed after each sum, and
/// there is no head that predicts a next token.</summary>
internal sealed class BertFamily : ModelFamily
{
    private static readonly TensorNames Names = new()
    {
        Prefix = "bert.",
        Embedding = "embeddings.word_embeddings",
        Positions = "embeddings.position_embeddings",
        TokenTypes = "embeddings.token_type_embeddings",
        EmbeddingNorm = "embeddings.LayerNorm",
        Layer = "encoder.layer.",
        Query = "attention.self.query",
        Key = "attention.self.key",
        Value = "attention.self.value",
        Output = "attention.output.dense",
        AttnOutNorm = "attention.output.LayerNorm",
        Up = "intermediate.dense",
        Down = "output.dense",
        MlpOutNorm = "output.LayerNorm",
    };

    /// <inheritdoc/>
    public override IReadOnlySet<string> ModelTypes { get; } = new HashSet<string> { "bert" };

    /// <inheritdoc/>
    public override TransformerConfig ReadConfig(ConfigJson json)
    {
        DecoderJson.RefuseQuantised(json);
        DecoderJson.RefuseFlag(json, "is_decoder", "BERT as a decoder is not computed");
        DecoderJson.RefuseFlag(json, "add_cross_attention", "attention to another text is not computed");
        if (json.Text("position_embedding_type") is { } positions and not "absolute")
            throw json.Refuse("position_embedding_type", "the positions that are computed are \"absolute\"; choose another model");
        json.Pass(["attention_probs_dropout_prob", "hidden_dropout_prob", "tie_word_embeddings", "pooler_fc_size",
            "pooler_num_attention_heads",
            "pooler_num_fc_layers", "pooler_size_per_head", "pooler_type", "directionality"]);
        var (width, heads) = (json.Size("hidden_size"), json.Size("num_attention_heads"));
        if (heads < 1 || width % heads != 0) throw json.Refuse("num_attention_heads", $"heads must divide the width, {width}");
        return json.Understood(new()
        {
            VocabSize = json.Size("vocab_size"),
            HiddenSize = width,
            NumHiddenLayers = json.Size("num_hidden_layers"),
            NumAttentionHeads = heads,
            NumKeyValueHeads = heads,
            HeadDim = width / heads,
            IntermediateSize = json.Size("intermediate_size"),
            MaxPositionEmbeddings = json.SizeOr("max_position_embeddings") ?? 512,
            TokenTypes = json.SizeOr("type_vocab_size") ?? 2,
            RmsNormEps = json.Number("layer_norm_eps", 1e-12),
            Positions = PositionKind.Learned,
            NormKind = NormKind.Layer,
            NormPlacement = NormPlacement.AfterSum,
            EmbeddingNorm = true,
            Activation = DecoderJson.ActivationOf(json, "hidden_act", Activation.Gelu),
            GatedMlp = false,
            QkvBias = true,
            OutputBias = true,
            MlpBias = true,
            Causal = false,
            HasHead = false,
        });
    }

    /// <inheritdoc/>
    public override TensorNames NamesInFolder(TransformerConfig config) => Names;

    /// <summary>The pooler, and heads for masked words and pairs of sentences, come after the stream.</summary>
    protected override bool IsHarmless(string name) => base.IsHarmless(name)
        || name.StartsWith("pooler.", StringComparison.Ordinal) || name.StartsWith("bert.pooler.", StringComparison.Ordinal)
        || name.StartsWith("cls.", StringComparison.Ordinal) || name.StartsWith("classifier.", StringComparison.Ordinal);
}
