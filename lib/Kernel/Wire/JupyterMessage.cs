using System.Text.Json.Nodes;

namespace JupyterKernel.Wire;

/// <summary>A message as it came in. Front ends make mistakes: what is missing or of the wrong type reads as its default.</summary>
/// <param name="Channel">The channel that it came on.</param>
/// <param name="Identities">Who sent it; an answer begins with the same.</param>
/// <param name="Header">Its header, which an answer repeats.</param>
/// <param name="Content">What it says.</param>
internal sealed record JupyterMessage(Channel Channel, IReadOnlyList<byte[]> Identities, JsonObject Header, JsonObject Content)
{
    public string Type => TextOf(Header, "msg_type") ?? "";

    /// <summary>Which run of which program sent it.</summary>
    public string Session => TextOf(Header, "session") ?? "";

    public string Id => TextOf(Header, "msg_id") ?? "";

    /// <summary>The code of requests that have some.</summary>
    public string Code => Text("code") ?? "";

    public string? Text(string name) => TextOf(Content, name);

    public bool Flag(string name, bool otherwise) =>
        Content[name] is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : otherwise;

    public int? Number(string name) => Content[name] is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;

    private static string? TextOf(JsonObject json, string name) =>
        json[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
