using Attention.Models.Gguf;
using Attention.Models.Layers;

namespace Attention.Models.Llama;

/// <summary>Maps the metadata of a GGUF file of the family. A key about the model that nobody understands is refused.</summary>
internal static class LlamaMetadata
{
    public const string Architecture = "llama", RopeDivisors = "rope_freqs.weight";
    private const string Prefix = Architecture + ".";

    /// <summary>Reads the configuration.</summary>
    /// <exception cref="ModelFileException">A key is missing, of a wrong kind, or asks for what is not computed.</exception>
    public static TransformerConfig Read(GgufFile file)
    {
        RefuseParts(file);
        var (width, heads) = (Size(file, "embedding_length"), Size(file, "attention.head_count"));
        var headDim = SizeOr(file, "attention.key_length")
            ?? (heads > 0 && width % heads == 0 ? width / heads
            : throw Refuse(file, "attention.head_count", $"heads must divide the width, {width}"));
        var config = new TransformerConfig
        {
            VocabSize = VocabSize(file),
            HiddenSize = width,
            NumHiddenLayers = Size(file, "block_count"),
            NumAttentionHeads = heads,
            NumKeyValueHeads = SizeOr(file, "attention.head_count_kv") ?? heads,
            HeadDim = headDim,
            IntermediateSize = Size(file, "feed_forward_length"),
            MaxPositionEmbeddings = Size(file, "context_length"),
            RopeTheta = Positive(file, "rope.freq_base", 10_000),
            RopeScaling = Scaling(file, headDim),
            RmsNormEps = Positive(file, "attention.layer_norm_rms_epsilon", null),
            TieWordEmbeddings = !file.Tensors.ContainsKey(LlamaNames.Gguf.Unembedding),
        };
        RefuseOthers(file, config);
        return config;
    }

    private static void RefuseParts(GgufFile file)
    {
        if (file.Metadata.Text("general.type") is { } type and not "model") throw new ModelFileException(file.Path,
            $"it is no model but '{type}' (general.type); give the file of the model.");
        if (file.Metadata.Integer("split.count") is > 1 and var count)
            throw new ModelFileException(file.Path, $"it is one of {count} parts of a model, and parts are not read; put them "
                + "together with llama.cpp's gguf-split --merge.");
    }

    private static int VocabSize(GgufFile file)
    {
        var (tokens, claimed) = (file.Metadata.Count("tokenizer.ggml.tokens"), SizeOr(file, "vocab_size"));
        if (tokens is < 1 or >= int.MaxValue) throw new ModelFileException(file.Path,
            $"its key tokenizer.ggml.tokens has {tokens:N0} tokens; choose another file of the model.");
        return (int?)tokens ?? claimed ?? throw new ModelFileException(file.Path, "it holds no tokens (tokenizer.ggml.tokens); choose "
            + "another file of the model.");
    }

    /// <summary>As llama.cpp: a factor without a type is linear, a type of none leaves factors out, and divisors by pair are a
    /// tensor.</summary>
    private static RopeScaling? Scaling(GgufFile file, int headDim)
    {
        var type = file.Metadata.Text(Prefix + "rope.scaling.type") ?? "linear";
        if (type is not ("linear" or "none")) throw Refuse(file, "rope.scaling.type", "computed are 'none' and 'linear'");
        var (scale, legacy) = (PositiveOr(file, "rope.scaling.factor"), PositiveOr(file, "rope.scale_linear"));
        var factor = type == "none" ? 1 : scale ?? legacy ?? 1;
        if (!file.Tensors.ContainsKey(RopeDivisors)) return factor == 1 ? null : new LinearRopeScaling(factor);
        if (file.ShapeOf(RopeDivisors) is not [var count] || count != headDim / 2)
            throw new ModelFileException(file.Path, $"tensor {RopeDivisors} has [{string.Join(", ", file.ShapeOf(RopeDivisors)!)}] "
                + $"numbers where {headDim / 2} are due, one for each pair of a head; choose another file of the model.");
        var divisors = new float[count];
        file.Read(RopeDivisors, 0, divisors);
        return divisors.All(divisor => divisor > 0) ? new DividedRopeScaling(divisors, factor)
            : throw new ModelFileException(file.Path, $"tensor {RopeDivisors} holds numbers that are not positive; choose another "
            + "file of the model.");
    }

    private static void RefuseOthers(GgufFile file, TransformerConfig config)
    {
        foreach (var (key, due) in new[] { ("rope.dimension_count", config.HeadDim), ("attention.value_length", config.HeadDim) })
            if (SizeOr(file, key) is { } size && size != due) throw Refuse(file, key,
                $"heads whose turned numbers or values are not all {due} of the head are not computed");
        if (SizeOr(file, "expert_count", 0) is > 0) throw Refuse(file, "expert_count", "mixtures of experts are not computed");
        if (file.Metadata.Integer(Prefix + "attention.sliding_window") is > 0 and var window && window < config.MaxPositionEmbeddings)
            throw Refuse(file, "attention.sliding_window", "attention within a window is not computed");
        if (file.Metadata.Flag(Prefix + "attention.causal") == false) throw Refuse(file, "attention.causal", "attention to later "
            + "tokens is not computed");
        SizeOr(file, "expert_used_count", 0);
        file.Metadata.Text(Prefix + "tensor_data_layout");
        SizeOr(file, "rope.scaling.original_context_length", 0);
        file.Metadata.Flag(Prefix + "rope.scaling.finetuned");
        if (file.Metadata.Unasked.FirstOrDefault(key => key.StartsWith(Prefix, StringComparison.Ordinal)) is { } stranger)
            throw Refuse(file, stranger[Prefix.Length..], "this key is not known, and it may change what the model computes");
        try
        {
            config.Validate();
        }
        catch (ArgumentException e)
        {
            throw new ModelFileException(file.Path, $"its numbers do not fit each other: {e.Message} Choose another file of the model.", e);
        }
    }

    private static int Size(GgufFile file, string key) => SizeOr(file, key) ?? throw Refuse(file, key, "a whole number is due");

    private static int? SizeOr(GgufFile file, string key, int least = 1) => file.Metadata.Integer(Prefix + key) is not { } size ? null
        : size >= least && size < int.MaxValue ? (int)size : throw Refuse(file, key, $"a whole number from {least} to two billion is due");

    private static double Positive(GgufFile file, string key, double? otherwise) => PositiveOr(file, key) ?? otherwise
        ?? throw Refuse(file, key, "a positive number is due");

    private static double? PositiveOr(GgufFile file, string key) => file.Metadata.Number(Prefix + key) is not { } number ? null
        : number > 0 && double.IsFinite(number) ? number : throw Refuse(file, key, "a positive number is due");

    private static ModelFileException Refuse(GgufFile file, string key, string due) =>
        new(file.Path, $"its key {Prefix}{key} is {file.Metadata.Show(Prefix + key)}, and {due}; choose another model.");
}
