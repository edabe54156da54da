using System.Text;
using System.Text.Json.Nodes;
using Attention.Tests.Models.Tiny;

namespace Attention.Tests.Models.Fuzz;

/// <summary>A Hugging Face folder with large and odd numbers in its configuration, and now and then a spoiled header of its weights,
/// vocabulary or merges.</summary>
internal sealed class FolderInputs
{
    private static readonly string[] Spoiled = ["model.safetensors", "vocab.json", "merges.txt", "config.json"];
    private readonly string folder;
    private readonly Dictionary<string, byte[]> whole;

    public FolderInputs(string folder)
    {
        this.folder = new TinyLlama().WriteFolder(folder);
        whole = Spoiled.ToDictionary(name => name, name => File.ReadAllBytes(Path.Combine(folder, name)));
    }

    public string Write(int number)
    {
        var random = new Random(number);
        foreach (var (name, bytes) in whole) File.WriteAllBytes(Path.Combine(folder, name), bytes);
        if (number % 4 == 0)
        {
            var name = Spoiled[random.Next(Spoiled.Length)];
            File.WriteAllBytes(Path.Combine(folder, name), Mutation.Bytes(random, whole[name], 2000));
        }
        else File.WriteAllText(Path.Combine(folder, "config.json"), Config(random), new UTF8Encoding(false));
        return folder;
    }

    private static string Config(Random random)
    {
        var config = TinyLlama.Config();
        string[] more = ["rope_parameters", "sliding_window", "partial_rotary_factor", "attention_only", "positions", "no_rope_layers",
            "unknown_key", "mlp_bias"];
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var key = random.Next(3) == 0 ? more[random.Next(more.Length)] : config.ElementAt(random.Next(config.Count)).Key;
            config[key] = Value(random, key);
        }
        return config.ToJsonString();
    }

    private static JsonNode? Value(Random random, string key) => random.Next(10) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => new string('9', random.Next(40)),
        3 => new JsonArray(1, 2, 3),
        4 => new JsonObject
        {
            ["rope_type"] = random.Next(2) == 0 ? "llama3"
            : "linear",
            ["factor"] = Math.Pow(10, random.Next(-320, 308))
        },
        5 => new JsonObject { ["type"] = "default", [key] = Mutation.Number(random) },
        6 => -(long)(Mutation.Number(random) >> 1),
        7 => Math.Pow(10, random.Next(-320, 308)),
        _ => Mutation.Number(random),
    };
}
