namespace Attention.Figures;

/// <summary>Writes a value of one of our types under one MIME type; found by its members' names (see
/// <see cref="TypeFormatterSourceAttribute"/>).</summary>
internal sealed class ShownFormatter<T>(string mimeType, Func<T, string?> write)
{
    public string MimeType { get; } = mimeType;

    public bool Format(object value, TextWriter writer)
    {
        if (value is not T shown || write(shown) is not { } text) return false;
        writer.Write(text);
        return true;
    }
}
