using System.Text.Json;
using System.Text.Json.Nodes;
using Notebooks.Handouts;

namespace Explorer;

/// <summary>A course model as it goes into a page.</summary>
/// <param name="Description">Title, configuration and tokenizer.</param>
/// <param name="Weights">Its safetensors file.</param>
/// <param name="Sentence">A sentence of its kind, to begin with.</param>
public sealed record EmbeddedModel(JsonObject Description, byte[] Weights, string Sentence)
{
    // The one that reads English best comes first; whichever the course has is taken.
    private static readonly (string Name, string Sentence)[] Known =
    [
        ("stories-6l", "The dog near the old gate chased the cat. The dog near the old"),
        ("induction-2l", "Tom saw Anna and Ben. Tom saw Anna and"),
    ];

    /// <summary>The model that a page gets if none is named.</summary>
    /// <param name="models">The folder of the course's models.</param>
    /// <returns>A name.</returns>
    /// <exception cref="HandoutException">None of them is there.</exception>
    public static string Default(string models) =>
        Known.Select(known => known.Name).FirstOrDefault(name => File.Exists(Path.Combine(models, name, "model.safetensors")))
        ?? throw new HandoutException(
            $"{models} holds no model to put into a page. It needs {string.Join(" or ", Known.Select(known => known.Name))}.");

    /// <summary>Reads a model's folder.</summary>
    /// <param name="models">The folder of the course's models.</param>
    /// <param name="name">The model.</param>
    /// <returns>What the page needs of it.</returns>
    /// <exception cref="HandoutException">A file is missing or damaged.</exception>
    public static EmbeddedModel Read(string models, string name)
    {
        string FileOf(string file) => Path.Combine(models, name, file);
        try
        {
            var ids = JsonSerializer.Deserialize<Dictionary<string, int>>(File.ReadAllText(FileOf("vocab.json")))!;
            var description = new JsonObject
            {
                ["title"] = name,
                ["config"] = JsonNode.Parse(File.ReadAllText(FileOf("config.json"))),
                ["tokens"] = new JsonArray([.. ids.OrderBy(token => token.Value).Select(token => JsonValue.Create(token.Key))]),
                ["merges"] = new JsonArray([.. File.ReadLines(FileOf("merges.txt")).Skip(1).Select(merge => JsonValue.Create(merge))]),
            };
            return new EmbeddedModel(description, File.ReadAllBytes(FileOf("model.safetensors")),
                Known.FirstOrDefault(known => known.Name == name).Sentence ?? Known[^1].Sentence);
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            throw new HandoutException($"The model {name} cannot be put into a page: {e.Message}");
        }
    }
}
