using System.Text.Json;
using System.Text.Json.Serialization;
using Attention.Models;
using Course.Files;

namespace Attention.Studies;

/// <summary>Heads as <c>"16.0"</c>.</summary>
internal sealed class HeadIndexConverter : JsonConverter<HeadIndex>
{
    public override HeadIndex Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return HeadIndex.Parse(reader.GetString() ?? "");
        }
        catch (WrongUseException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    public override void Write(Utf8JsonWriter writer, HeadIndex value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
