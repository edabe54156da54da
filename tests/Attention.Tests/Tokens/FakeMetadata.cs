using Attention.Tokens.Files;

namespace Attention.Tests.Tokens;

/// <summary>The keys of a GGUF file that nobody wrote.</summary>
internal sealed class FakeMetadata(params IEnumerable<(string Key, object Value)> values) : IMetadata
{
    private readonly Dictionary<string, object> values = values.ToDictionary(entry => "tokenizer.ggml." + entry.Key, entry => entry.Value);

    public string File => "model.gguf";

    public string? Text(string key) => (string?)values.GetValueOrDefault(key);

    public long? Integer(string key) => values.TryGetValue(key, out var value) ? Convert.ToInt64(value, null) : null;

    public bool? Flag(string key) => (bool?)values.GetValueOrDefault(key);

    public string[]? Texts(string key) => (string[]?)values.GetValueOrDefault(key);

    public int[]? Integers(string key) => (int[]?)values.GetValueOrDefault(key);

    public float[]? Floats(string key) => (float[]?)values.GetValueOrDefault(key);
}
