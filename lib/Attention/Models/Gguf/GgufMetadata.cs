using System.Runtime.InteropServices;
using Attention.Tokens.Files;
using Microsoft.Win32.SafeHandles;

namespace Attention.Models.Gguf;

/// <summary>What a GGUF file says about its model, by key. Arrays are read from the file when asked for. A value of another type than
/// asked for is refused by name.</summary>
internal sealed class GgufMetadata : IMetadata
{
    private const int MostKeys = 1 << 16, LongestKey = 65_535;
    // the largest vocabularies have 300,000 tokens
    private const int MostElements = 1 << 20, LongestText = 1 << 16, MostListBytes = 1 << 26;
    private const long MostText = 1 << 25;
    private readonly string path;
    private readonly SafeFileHandle file;
    private readonly long fileLength;
    private readonly Dictionary<string, GgufValue> values = [];
    private readonly HashSet<string> asked = [];

    private GgufMetadata(string path, SafeFileHandle file, long fileLength) =>
        (this.path, this.file, this.fileLength) = (path, file, fileLength);

    /// <summary>The file.</summary>
    public string File => path;

    /// <summary>The keys that nobody has asked for.</summary>
    public IEnumerable<string> Unasked => values.Keys.Where(key => !asked.Contains(key));

    /// <summary>Reads all keys, and all values but those of arrays.</summary>
    public static GgufMetadata Read(GgufCursor cursor, long count, string path, SafeFileHandle file, long fileLength)
    {
        if (count > MostKeys) throw new InvalidDataException($"it has {count:N0} keys; at most {MostKeys:N0} are read");
        var metadata = new GgufMetadata(path, file, fileLength);
        var text = 0L;
        for (var i = 0L; i < count; i++)
        {
            var key = cursor.Text(LongestKey, "bytes in a key");
            var value = GgufValue.Read(cursor, key);
            if (!metadata.values.TryAdd(key, value)) throw new InvalidDataException($"it has the key '{key}' twice");
            text += key.Length + (value.Text?.Length ?? 0);
            if (text > MostText) throw new InvalidDataException($"its keys and texts have more than {MostText:N0} characters");
        }
        return metadata;
    }

    /// <summary>Whether a key is there.</summary>
    public bool Has(string key) => Find(key) is not null;

    /// <summary>A text; null where the key is missing.</summary>
    public string? Text(string key) => Find(key) is { } value ? value.Text ?? throw Wrong(key, value, "a text") : null;

    /// <summary>A whole number; null where the key is missing.</summary>
    public long? Integer(string key) => Find(key) is { } value ? value.Integer ?? throw Wrong(key, value, "a whole number") : null;

    /// <summary>Any number; null where the key is missing.</summary>
    public double? Number(string key) => Find(key) is { } value ? value.Number ?? throw Wrong(key, value, "a number") : null;

    /// <summary>A truth value; null where the key is missing.</summary>
    public bool? Flag(string key) =>
        Find(key) is { } value ? value.Type == GgufValueType.Bool ? value.Bits != 0 : throw Wrong(key, value, "true or false") : null;

    /// <summary>How many elements an array has; null where the key is missing.</summary>
    public long? Count(string key) => Find(key) is { } value ? value.Type == GgufValueType.Array ? value.Count
        : throw Wrong(key, value, "a list") : null;

    /// <summary>An array of texts; null where the key is missing.</summary>
    public string[]? Texts(string key)
    {
        if (Array(key, "a list of texts", type => type == GgufValueType.String) is not { } value) return null;
        var cursor = new GgufCursor(file, fileLength, value.Offset);
        var (texts, what) = (new string[value.Count], $"bytes in a text of '{key}'");
        for (var i = 0; i < texts.Length; i++) texts[i] = Readable(() => cursor.Text(LongestText, what));
        return texts;
    }

    /// <summary>An array of whole numbers of up to 32 bits; null where the key is missing.</summary>
    public int[]? Integers(string key) =>
        Numbers<int>(key, "a list of whole numbers", value => value.Integer is { } integer and >= int.MinValue and <= int.MaxValue
            ? (int)integer : null);

    /// <summary>An array of numbers; null where the key is missing.</summary>
    public float[]? Floats(string key) => Numbers<float>(key, "a list of numbers", value => (float?)value.Number);

    /// <summary>What a value is, for messages: its number or text, or the kind of list.</summary>
    public string Show(string key) => Find(key) is not { } value ? "missing" : value.Type switch
    {
        GgufValueType.Array => $"a list of {value.Count:N0} {value.ElementType}",
        GgufValueType.String => $"'{Short(value.Text!)}'",
        GgufValueType.Bool => value.Bits != 0 ? "true" : "false",
        _ => $"{value.Number}",
    };

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";

    private T[]? Numbers<T>(string key, string due, Func<GgufValue, T?> convert) where T : struct
    {
        if (Array(key, due, type => GgufValue.SizeOf(type) > 0) is not { } value) return null;
        var (cursor, size) = (new GgufCursor(file, fileLength, value.Offset), GgufValue.SizeOf(value.ElementType));
        var numbers = new T[value.Count];
        foreach (ref var number in MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference(numbers), numbers.Length))
            number = convert(new(value.ElementType, Readable(() => cursor.Bits(size)))) ?? throw Wrong(key, value, due);
        return numbers;
    }

    private GgufValue? Array(string key, string due, Func<GgufValueType, bool> fits)
    {
        if (Find(key) is not { } value) return null;
        if (value.Type != GgufValueType.Array || !fits(value.ElementType)) throw Wrong(key, value, due);
        if (value.Count > MostElements) throw new ModelFileException(path,
            $"its key {key} has {value.Count:N0} elements, and at most {MostElements:N0} are read; choose another model.");
        return value.Length <= MostListBytes ? value : throw new ModelFileException(path,
            $"its key {key} takes {value.Length:N0} bytes, and at most {MostListBytes:N0} are read; choose another model.");
    }

    private GgufValue? Find(string key)
    {
        asked.Add(key);
        return values.TryGetValue(key, out var value) ? value : null;
    }

    private ModelFileException Wrong(string key, GgufValue value, string due) =>
        new(path, $"its key {key} is {Show(key)} ({value.Type}) where {due} is due; choose another file of the model.");

    private T Readable<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new ModelFileException(path, $"it cannot be read: {e.Message}; get the file again.", e);
        }
    }
}
