using System.Text;
using System.Text.Json;

namespace JupyterKernel.Installing;

/// <summary>The text of a settings file as VS Code writes it, JSON with comments, of which single settings change and all else stays.</summary>
internal sealed class SettingsText
{
    private static readonly JsonReaderOptions WithComments = new() { CommentHandling = JsonCommentHandling.Allow, AllowTrailingCommas = true };
    private readonly byte[] text;
    private readonly int open;
    private readonly List<Member> members = [];

    /// <summary>Reads a settings file.</summary>
    /// <param name="text">The file, in UTF-8.</param>
    /// <exception cref="JsonException">It is no JSON object with comments.</exception>
    public SettingsText(byte[] text)
    {
        this.text = text;
        var start = text.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        var reader = new Utf8JsonReader(text.AsSpan(start), WithComments);
        do Read(ref reader);
        while (reader.TokenType == JsonTokenType.Comment);
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("It holds no object.");
        open = start + (int)reader.BytesConsumed;
        while (reader.Read())
            if (reader.TokenType == JsonTokenType.PropertyName) members.Add(ReadMember(ref reader, start));
    }

    /// <summary>The value of a setting.</summary>
    /// <returns>Its JSON, or null where it is not set.</returns>
    public string? Value(string name) => Find(name) is { } member ? Encoding.UTF8.GetString(text, member.Value, member.End - member.Value) : null;

    /// <summary>Sets a setting; a new one becomes the first, on a line of its own if the others have lines.</summary>
    public byte[] With(string name, string json)
    {
        if (Find(name) is { } member) return [.. text[..member.Value], .. Encoding.UTF8.GetBytes(json), .. text[member.End..]];
        var at = AfterCommentOfBrace();
        var added = $"{Separator(at)}{JsonSerializer.Serialize(name)}: {json}{(members.Count > 0 ? "," : "")}";
        return [.. text[..at], .. Encoding.UTF8.GetBytes(added), .. text[at..]];
    }

    /// <summary>Takes a setting out, with what <see cref="With"/> puts around it.</summary>
    public byte[] Without(string name)
    {
        var index = members.FindIndex(member => member.Name == name);
        if (index < 0) return text;
        var (start, end) = (StartOfSeparator(members[index].Start), members[index].End);
        var after = SkipTrivia(end);
        if (text[after] == ',') end = after + 1;
        else if (index > 0) return Without(SkipTrivia(members[index - 1].End), start, end);    // the last one: the comma before it goes too
        return [.. text[..start], .. text[end..]];
    }

    private byte[] Without(int comma, int start, int end) => [.. text[..comma], .. text[(comma + 1)..start], .. text[end..]];

    private Member? Find(string name) => members.Find(member => member.Name == name);

    private static Member ReadMember(ref Utf8JsonReader reader, int offset)
    {
        var (name, start) = (reader.GetString()!, (int)reader.TokenStartIndex);
        do Read(ref reader);
        while (reader.TokenType == JsonTokenType.Comment);
        var value = (int)reader.TokenStartIndex;
        reader.Skip();
        return new Member(name, offset + start, offset + value, offset + (int)reader.BytesConsumed);
    }

    private static void Read(ref Utf8JsonReader reader)
    {
        if (!reader.Read()) throw new JsonException("It ends too early.");
    }

    /// <summary>A comment behind the brace stays there.</summary>
    private int AfterCommentOfBrace()
    {
        var line = text.AsSpan(open);
        if (line.IndexOfAny((byte)'\r', (byte)'\n') is var length and >= 0) line = line[..length];
        return line.TrimStart(" \t"u8).StartsWith("//"u8) ? open + line.Length : open;
    }

    private string Separator(int at)
    {
        var next = members.Count > 0 ? members[0].Start : SkipTrivia(at);
        if (!text.AsSpan(at, next - at).Contains((byte)'\n')) return " ";
        var indent = members.Count > 0 ? Encoding.UTF8.GetString(text, StartOfBlanks(next), next - StartOfBlanks(next)) : "  ";
        return (text.AsSpan().IndexOf("\r\n"u8) >= 0 ? "\r\n" : "\n") + indent;
    }

    private int StartOfSeparator(int start)
    {
        var blanks = StartOfBlanks(start);
        if (text[blanks - 1] != '\n') return blanks < start ? start - 1 : start;
        return text[blanks - 2] == '\r' ? blanks - 2 : blanks - 1;
    }

    private int StartOfBlanks(int end)
    {
        while (text[end - 1] is (byte)' ' or (byte)'\t') end--;
        return end;
    }

    /// <summary>The next place that is neither blank nor in a comment. There is one: the brace that closes the object.</summary>
    private int SkipTrivia(int at)
    {
        while (true)
        {
            var rest = text.AsSpan(at);
            if (rest[0] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') at++;
            else if (rest.StartsWith("//"u8)) at += rest.IndexOfAny((byte)'\r', (byte)'\n');
            else if (rest.StartsWith("/*"u8)) at += rest.IndexOf("*/"u8) + 2;
            else return at;
        }
    }

    /// <summary>A setting, and where it lies: its name, its value, and what follows.</summary>
    private sealed record Member(string Name, int Start, int Value, int End);
}
