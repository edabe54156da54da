using System.Text.Json;

namespace Attention.Models.HuggingFace;

/// <summary>A <c>config.json</c>, or an object in it. It remembers which keys were asked for, so that a key that nobody understands can
/// be refused by name.</summary>
internal sealed class ConfigJson
{
    private const int MostBytes = 1 << 20;
    private readonly string prefix;
    private readonly Dictionary<string, JsonElement> values;
    private readonly HashSet<string> asked = [];

    private ConfigJson(string path, string prefix, JsonElement json)
    {
        (Path, this.prefix) = (path, prefix);
        values = json.EnumerateObject().ToDictionary(property => property.Name, property => property.Value);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The keys that nobody has asked for and whose value says something: neither null nor false nor empty.</summary>
    public IEnumerable<string> Unasked => values.Where(value => !asked.Contains(value.Key) && Says(value.Value)).Select(value => value.Key);

    /// <summary>Reads a file.</summary>
    /// <param name="path">A <c>config.json</c>.</param>
    /// <returns>Its content.</returns>
    /// <exception cref="ModelFileException">It is missing, too long, or no JSON object.</exception>
    public static ConfigJson Read(string path)
    {
        using var document = JsonFile.Read(path, MostBytes);
        return new(path, "", document.RootElement.Clone());
    }

    /// <summary>Whether a key is there with a value other than null.</summary>
    public bool Has(string key) => Find(key) is not null;

    /// <summary>Whether a key is there, null or not.</summary>
    public bool Contains(string key) => values.ContainsKey(key);

    /// <summary>A whole number that must be there.</summary>
    public int Size(string key) => SizeOr(key) ?? throw Refuse(key, "a whole number is due");

    /// <summary>A whole number; null where the key is missing or null.</summary>
    public int? SizeOr(string key) => Find(key) is not { } value ? null :
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var size) ? size
            : throw Refuse(key, Show(value), "a whole number below two billion is due");

    /// <summary>A number; the default where the key is missing or null.</summary>
    public double Number(string key, double otherwise) => Find(key) is not { } value ? otherwise :
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) ? number
            : throw Refuse(key, Show(value), "a number is due");

    /// <summary>A number that must be there.</summary>
    public double Number(string key) => Has(key) ? Number(key, 0) : throw Refuse(key, "a number is due");

    /// <summary>A truth value; the default where the key is missing or null.</summary>
    public bool Flag(string key, bool otherwise) => Find(key) is not { } value ? otherwise :
        value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
            : throw Refuse(key, Show(value), "true or false is due");

    /// <summary>A text; null where the key is missing or null.</summary>
    public string? Text(string key) => Find(key) is not { } value ? null :
        value.ValueKind == JsonValueKind.String ? value.GetString() : throw Refuse(key, Show(value), "a text is due");

    /// <summary>A list of texts; null where the key is missing or null.</summary>
    public string[]? Texts(string key) => Find(key) is not { } value ? null :
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(item => item.GetString()!)] : throw Refuse(key, Show(value), "a list of texts is due");

    /// <summary>A list of anything; null where the key is missing or null.</summary>
    public IReadOnlyList<JsonElement>? List(string key) => Find(key) is not { } value ? null :
        value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : throw Refuse(key, Show(value), "a list is due");

    /// <summary>An object; null where the key is missing or null.</summary>
    public ConfigJson? Object(string key) => Find(key) is not { } value ? null :
        value.ValueKind == JsonValueKind.Object ? new(Path, $"{prefix}{key}.", value) : throw Refuse(key, Show(value), "an object is due");

    /// <summary>Marks keys as understood without use.</summary>
    public void Pass(IEnumerable<string> keys) => asked.UnionWith(keys);

    /// <summary>What a key's value is, for messages.</summary>
    public string Show(string key) => values.TryGetValue(key, out var value) ? Show(value) : "missing";

    /// <summary>A refusal that names the key and what was found.</summary>
    /// <param name="key">The key.</param>
    /// <param name="due">What is due, or why this is not read, and what to do.</param>
    public ModelFileException Refuse(string key, string due) => Refuse(key, Show(key), due);

    private ModelFileException Refuse(string key, string found, string due) => new(Path, $"{prefix}{key} is {found}; {due}.");

    private JsonElement? Find(string key)
    {
        asked.Add(key);
        return values.TryGetValue(key, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    private static bool Says(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.False => false,
        JsonValueKind.Array => value.GetArrayLength() > 0,
        JsonValueKind.Object => value.EnumerateObject().Any(),
        JsonValueKind.String => value.GetString()!.Length > 0,
        _ => true,
    };

    private static string Show(JsonElement value)
    {
        var text = value.GetRawText();
        return text.Length <= 60 ? text : text[..60] + "…";
    }
}
