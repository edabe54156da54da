using System.Text.Json;
using System.Text.Json.Serialization;
using Attention.Models;

namespace Attention.Studies;

/// <summary>Heads as <c>"16.0"</c>.</summary>
internal sealed class HeadIndexConverter : JsonConverter<HeadIndex>
{
    public override HeadIndex Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        HeadIndex.TryParse(reader.GetString() ?? "") ?? throw new JsonException("It is not a head, such as \"16.0\".");

    public override void Write(Utf8JsonWriter writer, HeadIndex value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
