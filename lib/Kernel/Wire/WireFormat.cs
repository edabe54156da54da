using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace JupyterKernel.Wire;

/// <summary>Messages as frames, in version 5.3 of the Jupyter protocol: identities, a delimiter, a signature and four parts of JSON.</summary>
/// <param name="key">What messages are signed with; none if empty.</param>
internal sealed class WireFormat(byte[] key)
{
    public const string ProtocolVersion = "5.3";
    private const int Parts = 4;    // header, parent header, metadata, content
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly string session = Guid.NewGuid().ToString();

    private static ReadOnlySpan<byte> Delimiter => "<IDS|MSG>"u8;

    /// <summary>Reads a message.</summary>
    /// <returns>Null for what is no message or is not signed with our key.</returns>
    public JupyterMessage? Decode(Channel channel, IReadOnlyList<byte[]> frames)
    {
        var delimiter = 0;
        while (delimiter < frames.Count && !frames[delimiter].AsSpan().SequenceEqual(Delimiter)) delimiter++;
        if (frames.Count < delimiter + 2 + Parts) return null;
        byte[][] parts = [.. frames.Skip(delimiter + 2).Take(Parts)];
        if (!CryptographicOperations.FixedTimeEquals(Sign(parts), frames[delimiter + 1])) return null;
        return Parse(parts[0]) is { } header && Parse(parts[3]) is { } content
            ? new JupyterMessage(channel, [.. frames.Take(delimiter)], header, content)
            : null;
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
        return [.. identities, Delimiter.ToArray(), Sign(parts), .. parts];
    }

    private byte[] Sign(byte[][] parts)
    {
        if (key.Length == 0) return [];
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        foreach (var part in parts) hash.AppendData(part);
        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static byte[] Bytes(JsonObject json) => JsonSerializer.SerializeToUtf8Bytes(json, Relaxed);

    /// <summary>Reads an object; null for what is none.</summary>
    internal static JsonObject? Parse(byte[] json)
    {
        try
        {
            if (JsonNode.Parse(json) is not JsonObject parsed) return null;
            _ = parsed.ContainsKey("");    // a property given twice shows when an object is first looked into
            return parsed;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return null;
        }
    }
}
