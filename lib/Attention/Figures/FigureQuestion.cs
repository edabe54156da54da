using System.Text.Json;
using System.Text.Json.Serialization;

namespace Attention.Figures;

/// <summary>What a figure asks before it is seen: which of its parts is the largest.</summary>
/// <param name="Text">The question.</param>
/// <param name="Options">What the reader may choose.</param>
/// <param name="Right">The place of the right one.</param>
internal sealed record FigureQuestion(string Text, IReadOnlyList<string> Options, int Right)
{
    /// <summary>For lib/Web/ask.js; the encoder escapes angle brackets, so nothing in it can end a script.</summary>
    [JsonIgnore]
    public string Json => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <summary>The element in a figure that holds it.</summary>
    [JsonIgnore]
    public string Html => $"<script type=\"application/json\" class=\"av-question\">{Json}</script>";
}
