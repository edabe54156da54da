using System.Text.Json;

namespace Course.Files;

/// <summary>Reads JSON files from outside: whole and of the right shape, or refused with the line and the key.</summary>
public static class JsonFile
{
    /// <summary>Makes options strict: a key given twice, one that is missing, and null where a value is due are refused.</summary>
    /// <param name="options">What else holds.</param>
    /// <returns>New options.</returns>
    public static JsonSerializerOptions Strict(JsonSerializerOptions options) => new(options)
    {
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Reads a file.</summary>
    /// <typeparam name="T">What it holds.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="options">How its keys are spelled; best made by <see cref="Strict"/>.</param>
    /// <returns>Its content.</returns>
    /// <exception cref="DamagedFileException">It is not UTF-8, no JSON, or not of that shape.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static T Read<T>(string path, JsonSerializerOptions options) => Parse<T>(TextFile.ReadBytes(path).Span, path, options);

    /// <summary>Reads JSON that lies in a file with other things.</summary>
    /// <inheritdoc cref="Read"/>
    /// <param name="json">The JSON, in UTF-8.</param>
    /// <param name="path">The file that it lies in, for the message.</param>
    /// <param name="options">How its keys are spelled.</param>
    public static T Parse<T>(ReadOnlySpan<byte> json, string path, JsonSerializerOptions options)
    {
        try
        {
            RefuseNullInLists(json, options);
            return JsonSerializer.Deserialize<T>(json, options)
                ?? throw new DamagedFileException(path, null, "it holds null where an object is due.");
        }
        catch (JsonException e)
        {
            throw new DamagedFileException(path, PlaceOf(e), OnOneLine(Sentence(e)), e);
        }
    }

    /// <summary>The serialiser minds annotations of properties, not those of a list's items: it would put null among heads.</summary>
    private static void RefuseNullInLists(ReadOnlySpan<byte> json, JsonSerializerOptions options)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = options.MaxDepth });
        var inList = new Stack<bool>();
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
                inList.Push(reader.TokenType == JsonTokenType.StartArray);
            else if (reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject) inList.Pop();
            else if (reader.TokenType == JsonTokenType.Null && inList.TryPeek(out var list) && list)
                throw new JsonException("A list holds null.", null, json[..(int)reader.TokenStartIndex].Count((byte)'\n'), null);
        }
    }

    private static string? PlaceOf(JsonException e) => (e.LineNumber, e.Path) switch
    {
        ({ } line, null or "" or "$") => $"line {line + 1}",
        ({ } line, { } key) => $"line {line + 1}, {OnOneLine(key.StartsWith("$.", StringComparison.Ordinal) ? key[2..] : key)}",
        _ => null,
    };

    /// <summary>Keys of a damaged file may hold line ends, which would make two lines of one sentence.</summary>
    private static string OnOneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));

    /// <summary>What the parser says, without the place, which stands in front already.</summary>
    private static string Sentence(JsonException e) => e.Message.Split([" LineNumber:", " Path:"], StringSplitOptions.None)[0];
}
