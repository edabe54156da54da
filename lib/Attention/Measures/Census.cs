using System.Text.Encodings.Web;
using System.Text.Json;
using Attention.Models;
using Attention.Tokens;
using Course.Files;

namespace Attention.Measures;

/// <summary>Models against head types: what <c>data/measurements/census.json</c> holds, measured by <c>course measure census</c>.</summary>
/// <param name="Threshold">From which score on a head counts.</param>
/// <param name="Measured">The day of the measurement.</param>
/// <param name="Rows">A row for each model, and one of random weights for each shape.</param>
public sealed record Census(double Threshold, DateOnly Measured, IReadOnlyList<CensusRow> Rows)
{
    /// <summary>Half of a head's weight: a majority.</summary>
    public const double DefaultThreshold = .5;

    /// <summary>Sequences of random tokens.</summary>
    public const int Sequences = StandardInput.Sequences;

    /// <summary>The seed of these tokens, other than that of the training records.</summary>
    public const int Seed = StandardInput.Seed;

    private static readonly JsonSerializerOptions Json = JsonFile.Strict(new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>The file of the course's own census.</summary>
    public static string CoursePath => Path.Combine(Catalogue.DataFolder(), "measurements", "census.json");

    /// <summary>The head types of a census.</summary>
    /// <param name="input">The random tokens they are measured on.</param>
    /// <returns>Current, previous and first token, two back, duplicate token, induction.</returns>
    public static IReadOnlyList<HeadMeasure> Types(RepeatedTokens input) =>
        [HeadScores.Offset(0), HeadScores.PreviousToken, HeadScores.Offset(2), HeadScores.FirstToken, HeadScores.DuplicateToken(input),
            HeadScores.Induction(input)];

    /// <summary>Reads a census.</summary>
    /// <param name="path">A JSON file; the course's own by default.</param>
    /// <returns>The census.</returns>
    /// <exception cref="IOException">There is no such file.</exception>
    /// <exception cref="DamagedFileException">It holds no census.</exception>
    public static Census Load(string? path = null)
    {
        path ??= CoursePath;
        var census = JsonFile.Read<Census>(path, Json);
        foreach (var (i, row) in census.Rows.Index())
            if (row.Problem() is { } problem) throw new DamagedFileException(path, $"rows[{i}]", problem);
        return census;
    }

    /// <summary>Writes the census, whole or not at all.</summary>
    /// <param name="path">The file; the course's own by default.</param>
    public void Save(string? path = null) =>
        WholeFile.Write(path ?? CoursePath, stream => stream.Write(JsonSerializer.SerializeToUtf8Bytes(this, Json)));
}
