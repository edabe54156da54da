using System.Globalization;
using System.Text.Json;

namespace Attention.Tokens.Files;

/// <summary>A value in a JSON file, which is what is asked for or is refused by name.</summary>
internal readonly struct JsonPart
{
    private const long MostBytes = 512L << 20;
    private readonly JsonElement element;

    private JsonPart(string file, string? name, JsonElement element) => (File, Name, this.element) = (file, name, element);

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>What the value is called in messages; null for the whole file.</summary>
    public string? Name { get; }

    /// <summary>The type that a section of a tokenizer names.</summary>
    public string Type => this["type"].Text;

    public string Text => element.ValueKind == JsonValueKind.String ? Whole(element, text => text.GetString()!) : throw Refused("text");

    public double Number => element.ValueKind == JsonValueKind.Number ? element.GetDouble() : throw Refused("a number");

    /// <summary>
    /// A number as Hugging Face's reader has it: digits as a whole number, then one division by a power of ten, which may differ from the
    /// nearest double in the last bit and so decide between two paths of equal score.
    /// </summary>
    public double Score
    {
        get
        {
            var text = element.ValueKind == JsonValueKind.Number ? element.GetRawText() : throw Refused("a number");
            var digits = text.TrimStart('-').Replace(".", "", StringComparison.Ordinal);
            var point = text.IndexOf('.', StringComparison.Ordinal);
            if (point < 0 || digits.Length > 19 || digits.Any(c => !char.IsAsciiDigit(c))) return Number;
            var size = ulong.Parse(digits, CultureInfo.InvariantCulture) / Math.Pow(10, text.Length - point - 1);
            return text[0] == '-' ? -size : size;
        }
    }

    public int Id => element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var id) && id >= 0 ? id
        : throw Refused("a number of a token, 0 or more");

    public bool Flag => element.ValueKind is JsonValueKind.True or JsonValueKind.False ? element.GetBoolean()
        : throw Refused("true or false");

    public bool IsText => element.ValueKind == JsonValueKind.String;

    /// <summary>A member that must be there.</summary>
    public JsonPart this[string name] => Find(name)
        ?? throw new TokenizerFileException(File, Name,
            $"there is no {name}, without which it cannot be read; copy the file again from where the model comes from.");

    /// <summary>Reads a file.</summary>
    public static JsonPart Read(string file)
    {
        try
        {
            if (new FileInfo(file).Length > MostBytes)
                throw new TokenizerFileException(file, null, $"it is over {MostBytes >> 20} MB, more than any tokenizer's file has.");
            return new JsonPart(file, null, JsonSerializer.Deserialize<JsonElement>(System.IO.File.ReadAllBytes(file)));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new TokenizerFileException(file, null,
                "there is no such file; a model's folder has tokenizer.json, or vocab.json with merges.txt.", e);
        }
        catch (JsonException e)
        {
            throw new TokenizerFileException(file, null,
                $"it is not whole JSON (line {e.LineNumber + 1}); copy it again from where the model comes from.", e);
        }
    }

    /// <summary>A member, or null where there is none or it is null.</summary>
    public JsonPart? Find(string name)
    {
        if (element.ValueKind != JsonValueKind.Object) throw Refused("an object { }");
        return element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null
            ? new JsonPart(File, Name is null ? name : $"{name} of {Name}", member)
            : null;
    }

    /// <summary>The members of an object.</summary>
    public IEnumerable<(string Name, JsonPart Value)> Members()
    {
        if (element.ValueKind != JsonValueKind.Object) throw Refused("an object { }");
        var (file, name) = (File, Name);
        var part = this;
        return element.EnumerateObject().Select(member =>
        {
            var key = part.Whole(member, of => of.Name);
            return (key, new JsonPart(file, name is null ? $"'{Shortened(key)}'" : $"'{Shortened(key)}' of {name}", member.Value));
        });
    }

    /// <summary>The entries of a list.</summary>
    public IEnumerable<JsonPart> Items()
    {
        if (element.ValueKind != JsonValueKind.Array) throw Refused("a list [ ]");
        var (file, name) = (File, Name);
        return element.EnumerateArray().Select((item, i) => new JsonPart(file, $"entry {i} of {name}", item));
    }

    /// <summary>Makes sure that a section has no settings but those that are understood.</summary>
    public void Only(params ReadOnlySpan<string> names)
    {
        foreach (var (name, value) in Members())
            if (!names.Contains(name) && value.element.ValueKind is not (JsonValueKind.Null or JsonValueKind.False))
                throw new TokenizerFileException(File, Name,
                    $"the setting '{Shortened(name)}' is not among those that this course reads there: "
                        + $"{string.Join(", ", names.ToArray())}. Choose another model.");
    }

    /// <summary>The error for a type or setting that is not read.</summary>
    public TokenizerFileException Unknown(string found, string read) =>
        new(File, Name, $"it is '{Shortened(found)}', which this course does not read; it reads {read}. Choose another model.");

    /// <summary>The error for a value that cannot be meant.</summary>
    public TokenizerFileException Wrong(string problem) =>
        new(File, Name, $"{problem}. Copy the file again from where the model comes from.");

    /// <summary>A text of whole characters; JSON can write half a surrogate pair, and reading it throws.</summary>
    private string Whole<T>(T json, Func<T, string> read)
    {
        try
        {
            return read(json);
        }
        catch (InvalidOperationException)
        {
            throw Wrong("a text holds half a character");
        }
    }

    private TokenizerFileException Refused(string due) =>
        new(File, Name,
            $"{Shortened(element.GetRawText())} stands where {due} is due; copy the file again from where the model comes from.");

    private static string Shortened(string text) => text.Length <= 60 ? text : text[..57] + "...";
}
