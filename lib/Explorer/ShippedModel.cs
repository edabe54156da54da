using System.Text.Json;
using Notebooks.Handouts;

namespace Explorer;

/// <summary>The model of which the page reads the file, as the catalogue describes it.</summary>
/// <param name="Title">What figures call it.</param>
/// <param name="Path">Its file in the folder of the course's models.</param>
/// <param name="Sha256">The file's SHA-256 in lower-case hexadecimal.</param>
public sealed record ShippedModel(string Title, string Path, string Sha256)
{
    /// <summary>Reads the catalogue's first entry.</summary>
    /// <param name="models">The folder of the course's models.</param>
    /// <returns>The model.</returns>
    /// <exception cref="HandoutException">There is no catalogue, or nothing in it.</exception>
    public static ShippedModel Read(string models)
    {
        var catalogue = System.IO.Path.Combine(models, "catalogue.json");
        try
        {
            return JsonSerializer.Deserialize<ShippedModel[]>(File.ReadAllText(catalogue), JsonSerializerOptions.Web) is [var first, ..]
                ? first
                : throw new HandoutException($"{catalogue} is empty.");
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            throw new HandoutException($"{catalogue} cannot be read: {e.Message}");
        }
    }
}
