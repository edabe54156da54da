using Attention.Models.HuggingFace;

namespace Attention.Models.Llama;

/// <summary>Maps a <c>config.json</c> of the family. A missing key has the default of transformers; a key that nobody understands is
/// refused.</summary>
internal static class LlamaConfigJson
{
    public const string Mistral = "mistral", Course = "course";

    /// <summary>Keys that say nothing about what is computed when a text is read.</summary>
    private static readonly string[] Harmless =
    [
        "architectures", "model_type", "torch_dtype", "dtype", "transformers_version", "_name_or_path", "_attn_implementation",
        "_attn_implementation_autoset", "_commit_hash", "auto_map", "use_cache", "pretraining_tp", "initializer_range",
        "attention_dropout", "hidden_dropout", "resid_pdrop", "embd_pdrop", "classifier_dropout", "bos_token_id", "eos_token_id",
        "pad_token_id", "sep_token_id", "decoder_start_token_id", "unk_token_id", "is_llama_config", "transformers.js_config",
        "task_specific_params", "id2label", "label2id", "num_labels", "problem_type", "finetuning_task", "tokenizer_class",
        "prefix", "return_dict", "output_attentions", "output_hidden_states", "chunk_size_feed_forward", "temperature", "top_k",
        "top_p", "typical_p", "repetition_penalty", "length_penalty", "no_repeat_ngram_size", "num_beams", "num_beam_groups",
        "num_return_sequences", "diversity_penalty", "early_stopping", "max_length", "min_length", "max_new_tokens", "do_sample",
        "bad_words_ids", "begin_suppress_tokens", "suppress_tokens", "encoder_no_repeat_ngram_size",
        "exponential_decay_length_penalty", "forced_bos_token_id", "forced_eos_token_id", "remove_invalid_values",
        "cross_attention_hidden_size", "tie_encoder_decoder", "is_decoder", "generation_config", "unsloth_version", "unsloth_fixed",
        "original_max_position_embeddings",
    ];

    /// <summary>Reads the configuration.</summary>
    /// <exception cref="ModelFileException">A key is missing, of a wrong kind, or asks for what is not computed.</exception>
    public static TransformerConfig Read(ConfigJson json)
    {
        Refuse(json);
        var type = json.Text("model_type");
        var (width, heads) = (json.Size("hidden_size"), json.Size("num_attention_heads"));
        var attentionOnly = json.Flag("attention_only", false);
        var rope = new RopeJson(json);
        var config = new TransformerConfig
        {
            VocabSize = json.Size("vocab_size"),
            HiddenSize = width,
            NumHiddenLayers = json.Size("num_hidden_layers"),
            NumAttentionHeads = heads,
            NumKeyValueHeads = json.SizeOr("num_key_value_heads") ?? (type == Mistral && !json.Contains("num_key_value_heads") ? 8 : heads),
            HeadDim = json.SizeOr("head_dim") ?? HeadDim(json, width, heads),
            IntermediateSize = attentionOnly ? json.SizeOr("intermediate_size") ?? 0 : json.Size("intermediate_size"),
            MaxPositionEmbeddings = json.SizeOr("max_position_embeddings") ?? (type == Mistral ? 131_072 : 2048),
            Positions = Positions(json),
            RopeTheta = rope.Theta,
            RopeScaling = rope.Scaling,
            RmsNormEps = json.Number("rms_norm_eps", 1e-6),
            TieWordEmbeddings = json.Flag("tie_word_embeddings", false),
        };
        CheckWindow(json, type == Mistral, config.MaxPositionEmbeddings);
        json.Pass(Harmless);
        if (json.Unasked.FirstOrDefault() is { } key)
            throw json.Refuse(key, "this key is not known, and it may change what the model computes; choose a model of a family that "
                + "is read, or take the key out if you know that it changes nothing");
        return Checked(json, config, attentionOnly);
    }

    private static void Refuse(ConfigJson json)
    {
        if (json.Text("hidden_act") is { } activation and not ("silu" or "swish"))
            throw json.Refuse("hidden_act", "the activation that is computed is \"silu\"; choose another model");
        foreach (var bias in new[] { "attention_bias", "mlp_bias" })
            if (json.Flag(bias, false)) throw json.Refuse(bias, "biases are not computed in this family; choose a model without");
        if (json.Has("quantization_config"))
            throw json.Refuse("quantization_config", "weights that are quantised in this way are not read; choose the plain model, or "
                + "a GGUF file of it");
    }

    private static int HeadDim(ConfigJson json, int width, int heads) => heads > 0 && width % heads == 0 ? width / heads
        : throw json.Refuse("head_dim", $"hidden_size {width} does not divide by num_attention_heads {heads}, so that it must be given");

    private static PositionKind Positions(ConfigJson json) => json.Text("positions") switch
    {
        null or "rotary" => PositionKind.Rotary,
        "learned" => PositionKind.Learned,
        _ => throw json.Refuse("positions", "\"rotary\" or \"learned\" is due"),
    };

    /// <summary>A window as long as the context hides nothing. Mistral's default is one of 4,096 tokens.</summary>
    private static void CheckWindow(ConfigJson json, bool mistral, int context)
    {
        var window = json.Has("sliding_window") ? json.Size("sliding_window") : mistral && !json.Contains("sliding_window") ? 4096
            : int.MaxValue;
        if (window < context && (mistral || json.Flag("use_sliding_window", true)))
            throw json.Refuse("sliding_window", $"attention within a window is not computed, and this model's has {window:N0} tokens "
                + $"of {context:N0}; choose a model without (null)");
    }

    private static TransformerConfig Checked(ConfigJson json, TransformerConfig config, bool attentionOnly)
    {
        try
        {
            config.Validate();
        }
        catch (ArgumentException e)
        {
            throw new ModelFileException(json.Path, $"its numbers do not fit each other: {e.Message} Take the file that belongs to "
                + "the model.", e);
        }
        if (attentionOnly == (config.IntermediateSize == 0)) return config;
        throw json.Refuse("intermediate_size", attentionOnly ? "a model that is attention_only has 0" : "it must be positive");
    }
}
