using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace JupyterKernel.Wire;

/// <summary>Messages as frames, in version 5.3 of the Jupyter protocol: identities, a delimiter, a signature and four parts of
/// JSON.</summary>
/// <param name="key">What messages are signed with; none if empty.</param>
internal sealed class WireFormat(byte[] key)
{
    public const string ProtocolVersion = "5.3";
    private const int Parts = 4;    // header, parent header, metadata, content
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };
    private readonly string session = Guid.NewGuid().ToString();
    private readonly SeenSignatures seen = new();

    private static ReadOnlySpan<byte> Delimiter => "<IDS|MSG>"u8;

    /// <summary>Reads a message.</summary>
    /// <returns>Null for what is no message, is not signed with our key, was read before or was sent by this kernel itself.</returns>
    public JupyterMessage? Decode(Channel channel, IReadOnlyList<ReadOnlyMemory<byte>> frames)
    {
        var delimiter = 0;
        while (delimiter < frames.Count && !frames[delimiter].Span.SequenceEqual(Delimiter)) delimiter++;
        if (frames.Count < delimiter + 2 + Parts) return null;
        ReadOnlyMemory<byte>[] parts = [.. frames.Skip(delimiter + 2).Take(Parts)];
        var signature = frames[delimiter + 1].Span;
        if (!CryptographicOperations.FixedTimeEquals(Sign(parts), signature)) return null;
        if (key.Length > 0 && !seen.IsNew(signature)) return null;
        if (Parse(parts[0].Span) is not { } header || Parse(parts[3].Span) is not { } content) return null;
        var message = new JupyterMessage(channel, [.. frames.Take(delimiter).Select(frame => frame.ToArray())], header, content);
        return message.Session == session ? null : message;
    }

    /// <summary>Writes a message.</summary>
    /// <param name="identities">Who it is for, or on the publishing socket what it is about.</param>
    /// <param name="type">Its type.</param>
    /// <param name="content">What it says.</param>
    /// <param name="parent">The header of the message that caused it.</param>
    public List<byte[]> Encode(IEnumerable<byte[]> identities, string type, JsonObject content, JsonObject? parent)
    {
        var header = new JsonObject
        {
            ["msg_id"] = Guid.NewGuid().ToString(),
            ["session"] = session,
            ["username"] = "kernel",
            ["date"] = DateTime.UtcNow.ToString("O"),
            ["msg_type"] = type,
            ["version"] = ProtocolVersion,
        };
        byte[][] parts = [Bytes(header), parent is null ? "{}"u8.ToArray() : Bytes(parent), "{}"u8.ToArray(), Bytes(content)];
        return [.. identities, Delimiter.ToArray(), Sign([.. parts]), .. parts];
    }

    private byte[] Sign(ReadOnlyMemory<byte>[] parts)
    {
        if (key.Length == 0) return [];
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        foreach (var part in parts) hash.AppendData(part.Span);
        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static byte[] Bytes(JsonObject json) => JsonSerializer.SerializeToUtf8Bytes(json, Relaxed);

    /// <summary>Reads an object; null for what is none.</summary>
    internal static JsonObject? Parse(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json)) return null;
        try
        {
            return JsonNode.Parse(LoneSurrogates.Replace(json), null, Strict) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
