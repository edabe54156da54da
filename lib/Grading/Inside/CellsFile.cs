using System.Text.Json;
using Course.Files;

namespace Grading.Inside;

/// <summary>The cells of a submission on their way into its contained process.</summary>
/// <param name="Cells">In order.</param>
public sealed record CellsFile(IReadOnlyList<NamedCell> Cells)
{
    private static readonly JsonSerializerOptions Json = JsonFile.Strict(JsonSerializerOptions.Web);

    /// <summary>Writes the file.</summary>
    /// <param name="path">Where.</param>
    public void Write(string path) => WholeFile.Write(path, JsonSerializer.Serialize(this, Json));

    /// <summary>Reads the file.</summary>
    /// <param name="path">Where it lies.</param>
    /// <returns>The cells.</returns>
    public static CellsFile Read(string path) => JsonFile.Read<CellsFile>(path, Json);
}
