using Attention.Models.Layers;

namespace Attention.Models.Gguf;

/// <summary>The keys of a GGUF file about its model, which begin with the name of its architecture. A key that nobody asked for is
/// refused.</summary>
internal sealed class GgufConfig
{
    public const string RopeDivisors = "rope_freqs.weight";
    private readonly GgufFile file;
    private readonly string prefix;

    /// <summary>Opens the keys of a file that is a whole model.</summary>
    /// <exception cref="ModelFileException">It is something else, or one part of several.</exception>
    public GgufConfig(GgufFile file)
    {
        (this.file, prefix) = (file, file.Metadata.Text("general.architecture") + ".");
        if (file.Metadata.Text("general.type") is { } type and not "model")
            throw new ModelFileException(file.Path, $"it is no model but '{type}' (general.type); give the file of the model.");
        if (file.Metadata.Integer("split.count") is > 1 and var count)
            throw new ModelFileException(file.Path,
                $"it is one of {count} parts of a model, and parts are not read; put them together with "
                + "llama.cpp's gguf-split --merge.");
    }

    /// <summary>What all architectures write alike: sizes, and the angles of rotary positions.</summary>
    /// <exception cref="ModelFileException">A key is missing, of a wrong kind, or asks for what is not computed.</exception>
    public TransformerConfig Common()
    {
        var (width, heads) = (Size("embedding_length"), Size("attention.head_count"));
        var headDim = SizeOr("attention.key_length")
            ?? (heads > 0 && width % heads == 0
                ? width / heads
                : throw Refuse("attention.head_count", $"heads must divide the width, {width}"));
        if (SizeOr("attention.value_length") is { } valueLength && valueLength != headDim)
            throw Refuse("attention.value_length", $"heads whose values are not all {headDim} of the head are not computed");
        return new()
        {
            VocabSize = VocabSize(),
            HiddenSize = width,
            NumHiddenLayers = Size("block_count"),
            NumAttentionHeads = heads,
            NumKeyValueHeads = SizeOr("attention.head_count_kv") ?? heads,
            HeadDim = headDim,
            IntermediateSize = Size("feed_forward_length"),
            MaxPositionEmbeddings = Size("context_length"),
            TieWordEmbeddings = !file.Tensors.ContainsKey("output.weight"),
        };
    }

    /// <summary>The same for a decoder with rotary positions.</summary>
    /// <param name="partly">Whether heads may be turned in part.</param>
    /// <param name="epsilon">The key of what norms add to the mean square.</param>
    public TransformerConfig Rotating(bool partly = false, string epsilon = "attention.layer_norm_rms_epsilon")
    {
        var config = Common();
        var turned = SizeOr("rope.dimension_count") ?? config.HeadDim;
        if (turned != config.HeadDim && !partly)
            throw Refuse("rope.dimension_count", $"heads whose turned numbers are not all {config.HeadDim} of the head are not computed");
        return config with
        {
            RotaryDim = turned == config.HeadDim ? null : turned,
            RopeTheta = Positive("rope.freq_base", 10_000),
            RopeScaling = Scaling(turned),
            RmsNormEps = Positive(epsilon, null),
        };
    }

    /// <summary>Refuses what nobody understood, and numbers that do not fit each other.</summary>
    /// <returns>The same configuration.</returns>
    /// <exception cref="ModelFileException">There is something.</exception>
    public TransformerConfig Understood(TransformerConfig config)
    {
        if (SizeOr("expert_count", 0) is > 0) throw Refuse("expert_count", "mixtures of experts are not computed");
        if (Window() is { } window && window < config.MaxPositionEmbeddings && config.Windows.Count == 0)
            throw Refuse("attention.sliding_window", "attention within a window is not computed in this family");
        if (file.Metadata.Flag(prefix + "attention.causal") is { } causal && causal != config.Causal)
            throw Refuse("attention.causal", causal
                ? "attention to earlier tokens alone is not computed in this family"
                : "attention to later tokens is not computed");
        foreach (var harmless in new[] { "expert_used_count", "rope.scaling.original_context_length" }) SizeOr(harmless, 0);
        file.Metadata.Text(prefix + "tensor_data_layout");
        file.Metadata.Flag(prefix + "rope.scaling.finetuned");
        if (file.Metadata.Unasked.FirstOrDefault(key => key.StartsWith(prefix, StringComparison.Ordinal)) is { } stranger)
            throw Refuse(stranger[prefix.Length..], "this key is not known, and it may change what the model computes");
        try
        {
            config.Validate();
            return config;
        }
        catch (ArgumentException e)
        {
            throw new ModelFileException(file.Path, $"its numbers do not fit each other: {e.Message} Choose another file of the model.", e);
        }
    }

    /// <summary>The window of its layers, in tokens; null without.</summary>
    public int? Window() => SizeOr("attention.sliding_window", 0) is > 0 and var window ? window : null;

    /// <summary>A truth value; null where the key is missing.</summary>
    public bool? Flag(string key) => file.Metadata.Flag(prefix + key);

    /// <summary>A whole number that must be there.</summary>
    public int Size(string key) => SizeOr(key) ?? throw Refuse(key, "a whole number is due");

    /// <summary>A whole number; null where the key is missing.</summary>
    public int? SizeOr(string key, int least = 1) => file.Metadata.Integer(prefix + key) is not { } size ? null
        : size >= least && size < int.MaxValue ? (int)size : throw Refuse(key, $"a whole number from {least} to two billion is due");

    /// <summary>A positive number, or the default; there is no default where it must be there.</summary>
    public double Positive(string key, double? otherwise) => PositiveOr(key) ?? otherwise ?? throw Refuse(key, "a positive number is due");

    /// <summary>A positive number; null where the key is missing.</summary>
    public double? PositiveOr(string key) => file.Metadata.Number(prefix + key) is not { } number ? null
        : number > 0 && double.IsFinite(number) ? number : throw Refuse(key, "a positive number is due");

    /// <summary>A refusal that names the key and what was found.</summary>
    public ModelFileException Refuse(string key, string due) =>
        new(file.Path, $"its key {prefix}{key} is {file.Metadata.Show(prefix + key)}, and {due}; choose another model.");

    private int VocabSize()
    {
        var (tokens, claimed) = (file.Metadata.Count("tokenizer.ggml.tokens"), SizeOr("vocab_size"));
        if (tokens is < 1 or >= int.MaxValue) throw new ModelFileException(file.Path,
            $"its key tokenizer.ggml.tokens has {tokens:N0} tokens; choose another file of the model.");
        return (int?)tokens ?? claimed ?? throw new ModelFileException(file.Path, "it holds no tokens (tokenizer.ggml.tokens); choose "
            + "another file of the model.");
    }

    /// <summary>As llama.cpp: a factor without a type is linear, a type of none leaves factors out, and divisors by pair are a
    /// tensor.</summary>
    private RopeScaling? Scaling(int turned)
    {
        var type = file.Metadata.Text(prefix + "rope.scaling.type") ?? "linear";
        if (type is not ("linear" or "none")) throw Refuse("rope.scaling.type", "computed are 'none' and 'linear'");
        var (scale, legacy) = (PositiveOr("rope.scaling.factor"), PositiveOr("rope.scale_linear"));
        var factor = type == "none" ? 1 : scale ?? legacy ?? 1;
        if (!file.Tensors.ContainsKey(RopeDivisors)) return factor == 1 ? null : new LinearRopeScaling(factor);
        if (file.ShapeOf(RopeDivisors) is not [var count] || count != turned / 2)
            throw new ModelFileException(file.Path, $"tensor {RopeDivisors} has [{string.Join(", ", file.ShapeOf(RopeDivisors)!)}] "
                + $"numbers where {turned / 2} are due, one for each pair of a head; choose another file of the model.");
        var divisors = new float[count];
        file.Read(RopeDivisors, 0, divisors);
        return divisors.All(divisor => divisor > 0) ? new DividedRopeScaling(divisors, factor)
            : throw new ModelFileException(file.Path, $"tensor {RopeDivisors} holds numbers that are not positive; choose another "
            + "file of the model.");
    }
}
