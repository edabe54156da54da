using System.Text;
using System.Text.Json.Nodes;

namespace Course.Damage;

/// <summary>Makes damaged JSON out of a good file: wrong types, numbers out of range, keys that are gone or given twice, bytes
/// changed.</summary>
/// <param name="good">A good file.</param>
internal sealed class DamagedJson(string good)
{
    private const string Hole = "\"a hole in the document\"";

    /// <summary>What is put in the place of a value.</summary>
    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1", "1.5", "-0.0", "1e999", "-1e999", "1e-320", "2147483647", "2147483648", "-2147483649",
        "9223372036854775807", "1e19", "\"\"", "\"x\"", "\"\\ud800\"", "\"\\u0000\"", "\"NaN\"", "\"../../x\"", "[]", "{}",
        "[null]", "[[]]",
        "{\"\":null}", "[\"\\udfff\"]", "{\"\\ud800\":1}", new string('[', 80) + new string(']', 80), "\"" + new string('w', 20_000) + "\"",
    ];

    private readonly JsonNode document = JsonNode.Parse(good)!;

    /// <summary>A damaged file.</summary>
    /// <param name="seed">The same seed makes the same file.</param>
    public byte[] Make(int seed)
    {
        var random = new Random(seed);
        var text = good;
        for (var times = random.Next(1, 4); times > 0; times--) text = random.Next(6) == 0 ? text : Replace(text, random);
        var bytes = Encoding.UTF8.GetBytes(text);
        return random.Next(4) == 0 ? Bytes(bytes, random) : bytes;
    }

    private string Replace(string text, Random random)
    {
        JsonNode copy;
        try
        {
            copy = JsonNode.Parse(text)!;
            return ReplaceIn(copy, random);
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or InvalidOperationException or ArgumentException)
        {
            return ReplaceIn(document.DeepClone(), random);    // what is damaged already cannot be read again
        }
    }

    private static string ReplaceIn(JsonNode copy, Random random)
    {
        var places = Places(copy).ToList();
        if (places.Count == 0) return Values[random.Next(Values.Length)];
        var (parent, key, index) = places[random.Next(places.Count)];
        var old = (key is null ? parent[index] : parent[key])?.ToJsonString() ?? "null";
        var hole = JsonValue.Create(Hole[1..^1]);
        if (key is null) parent[index] = hole;
        else parent[key] = hole;
        var name = key is null ? "" : JsonValue.Create(key).ToJsonString() + ":";
        var value = Values[random.Next(Values.Length)];
        var replacement = random.Next(8) switch
        {
            0 when key is not null => $"{old},{name}{value}",          // the key twice
            0 => $"{old},{old},{value}",                               // more items
            1 => $"[{old}]",
            2 => places[random.Next(places.Count)] is var (p, k, i) && (k is null ? p[i] : p[k]) is { } other
                ? other.ToJsonString()
                : value,
            _ => value,
        };
        var text = copy.ToJsonString();
        if (key is not null && random.Next(10) == 0)
            return text.Replace(name + Hole, JsonValue.Create("another" + key).ToJsonString() + ":" + old, StringComparison.Ordinal);
        return text.Replace(Hole, replacement, StringComparison.Ordinal);
    }

    private static IEnumerable<(JsonNode Parent, string? Key, int Index)> Places(JsonNode? node)
    {
        if (node is JsonObject items)
            foreach (var (key, value) in items)
            {
                yield return (items, key, 0);
                foreach (var place in Places(value)) yield return place;
            }
        if (node is JsonArray list)
            for (var i = 0; i < list.Count; i++)
            {
                yield return (list, null, i);
                foreach (var place in Places(list[i])) yield return place;
            }
    }

    private static byte[] Bytes(byte[] bytes, Random random)
    {
        if (random.Next(3) == 0) return bytes[..random.Next(bytes.Length)];
        for (var times = random.Next(1, 4); times > 0; times--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return bytes;
    }
}
