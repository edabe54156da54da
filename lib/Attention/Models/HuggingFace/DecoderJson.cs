namespace Attention.Models.HuggingFace;

/// <summary>What families write alike in a <c>config.json</c>. A missing key has the default of transformers; a key that nobody
/// understands is refused.</summary>
internal static class DecoderJson
{
    /// <summary>Keys that say nothing about what is computed when a text is read.</summary>
    private static readonly string[] Harmless =
    [
        "architectures", "model_type", "torch_dtype", "dtype", "transformers_version", "_name_or_path", "_attn_implementation",
        "_attn_implementation_autoset", "_commit_hash", "auto_map", "use_cache", "pretraining_tp", "initializer_range",
        "attention_dropout", "hidden_dropout", "resid_pdrop", "embd_pdrop", "attn_pdrop", "classifier_dropout", "bos_token_id",
        "eos_token_id",
        "pad_token_id", "sep_token_id", "decoder_start_token_id", "unk_token_id", "is_llama_config", "transformers.js_config",
        "task_specific_params", "id2label", "label2id", "num_labels", "problem_type", "finetuning_task", "tokenizer_class",
        "prefix", "return_dict", "output_attentions", "output_hidden_states", "chunk_size_feed_forward", "temperature", "top_k",
        "top_p", "typical_p", "repetition_penalty", "length_penalty", "no_repeat_ngram_size", "num_beams", "num_beam_groups",
        "num_return_sequences", "diversity_penalty", "early_stopping", "max_length", "min_length", "max_new_tokens", "do_sample",
        "bad_words_ids", "begin_suppress_tokens", "suppress_tokens", "encoder_no_repeat_ngram_size",
        "exponential_decay_length_penalty", "forced_bos_token_id", "forced_eos_token_id", "remove_invalid_values",
        "cross_attention_hidden_size", "tie_encoder_decoder", "generation_config", "unsloth_version", "unsloth_fixed",
        "original_max_position_embeddings", "gradient_checkpointing", "cache_implementation",
    ];

    /// <summary>The keys of Llama and those who follow it: RMSNorm, rotary positions, grouped queries, a gated MLP.</summary>
    /// <param name="json">The file.</param>
    /// <param name="rope">Its rotary settings.</param>
    /// <param name="context">The context length where the file does not say.</param>
    /// <param name="headDim">The width of a head where the file does not say; null for the width by the heads.</param>
    /// <exception cref="ModelFileException">A key is missing, of a wrong kind, or asks for what is not computed.</exception>
    public static TransformerConfig Read(ConfigJson json, RopeJson rope, int context, int? headDim = null)
    {
        RefuseQuantised(json);
        var (width, heads) = (json.Size("hidden_size"), json.Size("num_attention_heads"));
        var hd = json.SizeOr("head_dim") ?? headDim ?? WidthOfHeads(json, width, heads);
        return new()
        {
            VocabSize = json.Size("vocab_size"),
            HiddenSize = width,
            NumHiddenLayers = json.Size("num_hidden_layers"),
            NumAttentionHeads = heads,
            NumKeyValueHeads = json.SizeOr("num_key_value_heads") ?? heads,
            HeadDim = hd,
            IntermediateSize = json.Flag("attention_only", false) ? json.SizeOr("intermediate_size") ?? 0 : json.Size("intermediate_size"),
            MaxPositionEmbeddings = json.SizeOr("max_position_embeddings") ?? context,
            RopeTheta = rope.Theta,
            RopeScaling = rope.Scaling,
            RotaryDim = rope.Share == 1 ? null : (int)(hd * rope.Share),
            RmsNormEps = json.Number("rms_norm_eps", 1e-6),
            TieWordEmbeddings = json.Flag("tie_word_embeddings", false),
        };
    }

    /// <summary>Refuses what nobody understood, and numbers that do not fit each other.</summary>
    /// <returns>The same configuration.</returns>
    /// <exception cref="ModelFileException">There is something.</exception>
    public static TransformerConfig Understood(this ConfigJson json, TransformerConfig config)
    {
        json.Pass(Harmless);
        if (json.Unasked.FirstOrDefault() is { } key)
            throw json.Refuse(key, "this key is not known, and it may change what the model computes; choose a model of a family that "
                + "is read, or take the key out if you know that it changes nothing");
        try
        {
            config.Validate();
        }
        catch (ArgumentException e)
        {
            throw new ModelFileException(json.Path, $"its numbers do not fit each other: {e.Message} Take the file that belongs to "
                + "the model.", e);
        }
        var attentionOnly = json.Flag("attention_only", false);
        if (attentionOnly == (config.IntermediateSize == 0)) return config;
        throw json.Refuse("intermediate_size", attentionOnly ? "a model that is attention_only has 0" : "it must be positive");
    }

    /// <summary>Refuses weights that are packed in a way that is not read.</summary>
    public static void RefuseQuantised(ConfigJson json)
    {
        if (json.Has("quantization_config"))
            throw json.Refuse("quantization_config", "weights that are quantised in this way are not read; choose the plain model, or "
                + "a GGUF file of it");
    }

    /// <summary>The activation that a key names.</summary>
    /// <param name="json">The file.</param>
    /// <param name="key">The key.</param>
    /// <param name="otherwise">What it is where the file does not say.</param>
    /// <param name="computed">Those that the family has; none given means all.</param>
    public static Activation ActivationOf(ConfigJson json, string key, Activation otherwise, params Activation[] computed)
    {
        Activation? found = json.Text(key) switch
        {
            null => otherwise,
            "silu" or "swish" => Activation.Silu,
            "gelu" => Activation.Gelu,
            "gelu_new" or "gelu_pytorch_tanh" or "gelu_fast" => Activation.GeluTanh,
            "relu" => Activation.Relu,
            _ => null,
        };
        return found is { } activation && (computed.Length == 0 || computed.Contains(activation)) ? activation
            : throw json.Refuse(key, computed is [Activation.Silu] ? "the activation that is computed is \"silu\"; choose another model"
                : "computed are \"silu\", \"gelu\", \"gelu_new\", \"gelu_pytorch_tanh\" and \"relu\"; choose another model");
    }

    /// <summary>The width of an MLP that is four times as wide as the stream, of which no claimed size makes too large a number.</summary>
    public static int FourTimes(int width) => (int)Math.Min(4L * width, int.MaxValue);

    /// <summary>Refuses a switch of the family that is on.</summary>
    public static void RefuseFlag(ConfigJson json, string key, string why)
    {
        if (json.Flag(key, false)) throw json.Refuse(key, $"{why}; choose another model");
    }

    /// <summary>Which layers have a window, by <c>layer_types</c>; null where the file has no such list.</summary>
    public static bool[]? LocalLayers(ConfigJson json, int layers)
    {
        if (json.Texts("layer_types") is not { } types) return null;
        if (types.Length != layers) throw json.Refuse("layer_types", $"one entry is due for each of {layers:N0} layers");
        return types.FirstOrDefault(type => type is not ("full_attention" or "sliding_attention")) is { } other
            ? throw json.Refuse("layer_types", $"layers of \"{other}\" are not computed; choose another model")
            : [.. types.Select(type => type == "sliding_attention")];
    }

    private static int WidthOfHeads(ConfigJson json, int width, int heads) => heads > 0 && width % heads == 0 ? width / heads
        : throw json.Refuse("head_dim", $"hidden_size {width} does not divide by num_attention_heads {heads}, so that it must be given");
}
