using Attention.Models;
using Attention.Models.Layers;
using Attention.Tests.Models.Families;
using Attention.Tokens;
using static TorchSharp.torch;

namespace Attention.Tests.Models.Tiny;

/// <summary>A small model of a family as a GGUF file: the same numbers that were given to llama.cpp for Fixtures/gguf/families.safetensors
/// (<c>dotnet run --project tests/Peers -- families FILE</c>), so that what it computed holds here.</summary>
internal static class TinyFamily
{
    /// <summary>Those that llama.cpp computes as their authors do. It leaves out the window of Phi 3 and knows none in a Llama.</summary>
    public static readonly string[] Names = ["llama", "llama 3", "gpt2", "gpt_neox", "qwen2", "qwen3", "gemma", "gemma2", "gemma3", "olmo2",
        "phi3", "smollm3"];

    /// <summary>What is run: more tokens than the longest window.</summary>
    public static readonly int[] Ids = [0, 40, 71, 12, 90, 3, 55, 18, 200, 131, 7, 64, 99, 31, 250, 5, 77, 42, 160, 23];

    /// <summary>How many of the last rows of logits are kept.</summary>
    public const int Rows = 4;

    /// <summary>The shape of a family with the vocabulary of the file.</summary>
    public static TransformerConfig Shape(string family) =>
        RandomFamily.Shapes[family] with { VocabSize = TinyLlama.Tokens.Length, AttentionScale = null };

    /// <summary>The file, to be changed and written.</summary>
    public static TinyGguf Gguf(string family)
    {
        var (config, architecture) = (Shape(family), ArchitectureOf(family));
        var file = new TinyGguf();
        file.Set("general.architecture", architecture);
        foreach (var (key, value) in Metadata(config)) file.Set($"{architecture}.{key}", value);
        foreach (var (key, value) in Vocabulary()) file.Set($"tokenizer.ggml.{key}", value);
        using var scope = NewDisposeScope();
        using var weights = RandomFamily.Weights(config);
        foreach (var part in new WeightParts(config, ModelFamilies.OfArchitecture(architecture).NamesInGguf(config)).All())
            file.Put(part.Name, new TinyTensor(part.Shape, Values(architecture, config, part, weights)));
        if (config.RopeScaling is Llama3RopeScaling) file.Put("rope_freqs.weight", new TinyTensor([config.HeadDim / 2], Divisors(config)));
        return file;
    }

    /// <summary>Writes the same weights as a folder in the layout that transformers writes.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="family">The family.</param>
    /// <param name="shape">Another shape than the smallest.</param>
    /// <param name="vocabulary">Other tokens than the fewest; as many as the shape has.</param>
    public static string WriteFolder(string folder, string family, TransformerConfig? shape = null, Vocabulary? vocabulary = null)
    {
        var config = shape ?? Shape(family);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "config.json"), FamilyJson.Of(family, config).ToJsonString());
        if (vocabulary is null) TinyLlama.WriteTokens(folder, TinyLlama.Tokens);
        else TinyLlama.WriteTokens(folder, [.. vocabulary.Tokens], vocabulary.Merges);
        using var scope = NewDisposeScope();
        using var weights = RandomFamily.Weights(config);
        var names = ModelFamilies.OfArchitecture(ArchitectureOf(family)).NamesInFolder(config);
        SafetensorsWriter.Write(Path.Combine(folder, "model.safetensors"),
            new WeightParts(config, names).All().Select(part => (part.Name, Stored(family, names, config, part, weights))));
        return folder;
    }

    /// <summary>By how much a file of Llama 3 says that each pair is slowed.</summary>
    private static float[] Divisors(TransformerConfig config) =>
        [.. Rotary.FrequenciesOf(config with { RopeScaling = null })
            .Zip(Rotary.FrequenciesOf(config), (plain, slowed) => (float)(plain / slowed))];

    private static string ArchitectureOf(string family) => family switch { "gpt_neox" => "gptneox", "llama 3" => "llama", _ => family };

    /// <summary>What the file holds where it is not what the weights hold: said by family, and not by what the reader believes.</summary>
    private static Tensor Stored(string family, TensorNames names, TransformerConfig config, WeightPart part, TransformerWeights weights)
    {
        var values = part.In(weights);
        if (family == "gpt2" && part.Name.StartsWith("transformer.h.", StringComparison.Ordinal) && values.dim() == 2)
            return values.t().contiguous();
        if (family == "gpt_neox" && part.Name.Contains(names.Qkv!, StringComparison.Ordinal))
            return values.view(3, config.NumAttentionHeads, config.HeadDim, -1).transpose(0, 1).reshape(part.Shape);
        return family.StartsWith("gemma", StringComparison.Ordinal) && values.dim() == 1 ? values.sub(ones(part.Shape)) : values.clone();
    }

    /// <summary>The rows of a rotary pair are neighbours in the files of a Llama and of SmolLM 3.</summary>
    private static float[] Values(string architecture, TransformerConfig config, WeightPart part, TransformerWeights weights)
    {
        var values = part.In(weights);
        if (architecture is "llama" or "smollm3"
            && (part.Name.EndsWith("attn_q.weight", StringComparison.Ordinal)
                || part.Name.EndsWith("attn_k.weight", StringComparison.Ordinal)))
            values = values.view(-1, 2, config.HeadDim / 2, config.HiddenSize).transpose(1, 2).reshape(part.Shape);
        return values.Floats();
    }

    private static IEnumerable<(string Key, object Value)> Metadata(TransformerConfig c)
    {
        (string, object?)[] all =
        [
            ("context_length", (uint)c.MaxPositionEmbeddings), ("embedding_length", (uint)c.HiddenSize),
            ("block_count", (uint)c.NumHiddenLayers),
            ("feed_forward_length", (uint)c.IntermediateSize), ("attention.head_count", (uint)c.NumAttentionHeads),
            ("attention.head_count_kv", (uint)c.NumKeyValueHeads), ("attention.key_length", (uint)c.HeadDim),
            ("attention.value_length", (uint)c.HeadDim),
            (c.NormKind == NormKind.Rms ? "attention.layer_norm_rms_epsilon" : "attention.layer_norm_epsilon", (float)c.RmsNormEps),
            ("rope.dimension_count", c.Positions == PositionKind.Rotary ? (uint)c.TurnedNumbers : null),
            ("rope.freq_base", c.Positions == PositionKind.Rotary ? (float)c.RopeTheta : null),
            ("rope.scaling.type", c.RopeScaling is LinearRopeScaling ? "linear" : null),
            ("rope.scaling.factor", c.RopeScaling is LinearRopeScaling { Factor: var factor } ? (float)factor : null),
            ("use_parallel_residual", c.ParallelResidual ? true : null), ("attn_logit_softcapping", (float?)c.AttentionSoftCap),
            ("final_logit_softcapping", (float?)c.LogitSoftCap),
            ("attention.sliding_window", c.Windows.Count > 0 ? (uint)c.Windows.Max() : null),
        ];
        return from pair in all where pair.Item2 is not null select (pair.Item1, pair.Item2!);
    }

    private static IEnumerable<(string Key, object Value)> Vocabulary() =>
    [
        ("model", "gpt2"), ("pre", "smollm"), ("tokens", TinyLlama.Tokens), ("merges", new[] { "t h", "th e" }),
        ("token_type", TinyLlama.Tokens.Select((_, id) => id == 0 ? 3 : 1).ToArray()), ("bos_token_id", 0u), ("eos_token_id", 0u),
    ];
}
