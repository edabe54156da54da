// A course model on disk, laid out as Hugging Face does for Llama: config.json, model.safetensors, vocab.json, merges.txt.
// Attention-only models and learned positions, which Llama does not have, are marked by the keys attention_only and positions.
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Attention.Models.Llama;
using Attention.Tokens;
using Course.Files;
using static TorchSharp.torch;

namespace Attention.Models;

/// <summary>Writes and reads the folder of a course model.</summary>
public static class CourseModelFolder
{
    internal const string SnapshotFolder = "snapshots";

    private static readonly JsonSerializerOptions Line = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonSerializerOptions Indented = new(Line) { WriteIndented = true };

    /// <summary>Writes everything but the training record.</summary>
    /// <param name="folder">The folder; made if missing.</param>
    /// <param name="config">The shape.</param>
    /// <param name="vocabulary">The tokenizer.</param>
    /// <param name="weights">The weights, stored in their own type.</param>
    public static void Save(string folder, TransformerConfig config, Vocabulary vocabulary, TransformerWeights weights)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(vocabulary);
        WriteText(Path.Combine(folder, "config.json"), ConfigJson(config));
        var ids = vocabulary.Tokens.Index().ToDictionary(token => token.Item, token => token.Index);
        WriteText(Path.Combine(folder, "vocab.json"), JsonSerializer.Serialize(ids, Line));
        WriteText(Path.Combine(folder, "merges.txt"), string.Join('\n', vocabulary.Merges.Prepend("#version: 0.2")) + "\n");
        SaveWeights(Path.Combine(folder, "model.safetensors"), config, weights);
    }

    /// <summary>Writes weights alone.</summary>
    /// <param name="path">A <c>.safetensors</c> file.</param>
    /// <param name="config">The shape.</param>
    /// <param name="weights">The weights, stored in their own type.</param>
    public static void SaveWeights(string path, TransformerConfig config, TransformerWeights weights)
    {
        using var scope = NewDisposeScope();
        SafetensorsWriter.Write(path, new WeightParts(config, LlamaFamily.HuggingFace).All().Select(part => (part.Name, part.In(weights))),
            new Dictionary<string, string> { ["format"] = "pt" });
    }

    /// <summary>Reads a course model.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="weightsFile">Another file of weights in it, such as one of the snapshots; null for the finished model.</param>
    /// <returns>The model in float32 on the CPU.</returns>
    /// <exception cref="ModelFileException">A file is missing or damaged, or does not fit the configuration.</exception>
    public static LanguageModel Load(string folder, string? weightsFile = null) =>
        LanguageModel.LoadFolder(folder, weightsFile, new() { Device = "cpu" });

    /// <summary>The weights that were kept while a course model was trained.</summary>
    /// <param name="folder">Its folder.</param>
    /// <returns>Tokens trained on, and the file for <see cref="Load"/>, in order; none where the folder has no <c>snapshots</c>.</returns>
    public static IReadOnlyList<(long Tokens, string File)> Snapshots(string folder)
    {
        var snapshots = Path.Combine(folder, SnapshotFolder);
        if (!Directory.Exists(snapshots)) return [];
        return [.. Directory.GetFiles(snapshots, "*.safetensors")
            .Select(file => (long.Parse(Path.GetFileNameWithoutExtension(file), CultureInfo.InvariantCulture),
                Path.Combine(SnapshotFolder, Path.GetFileName(file)))).OrderBy(s => s.Item1)];
    }

    private static string ConfigJson(TransformerConfig config)
    {
        var json = JsonSerializer.SerializeToNode(config, Line)!.AsObject();
        var plainLlama = config.IntermediateSize > 0 && config.Positions == PositionKind.Rotary;
        json.Insert(0, "model_type", plainLlama ? "llama" : "course");
        if (plainLlama) json.Insert(0, "architectures", new JsonArray("LlamaForCausalLM"));
        json.Add("attention_only", config.IntermediateSize == 0);
        json.Add("hidden_act", "silu");
        json.Add("torch_dtype", "bfloat16");
        json.Add("bos_token_id", 0);
        json.Add("eos_token_id", 0);
        return json.ToJsonString(Indented) + "\n";
    }

    private static void WriteText(string path, string text) => WholeFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
}
