using System.Text;
using System.Text.Json;
using Course.Files;

namespace Attention.Training;

/// <summary>How a model came to be: the content of its <c>training.json</c>.</summary>
public sealed record TrainingRecord
{
    private static readonly JsonSerializerOptions Compact = new(Recipe.Json) { WriteIndented = false };

    /// <summary>What was followed.</summary>
    public required Recipe Recipe { get; init; }

    /// <summary>The hash of what decides the weights.</summary>
    public required string RecipeHash { get; init; }

    /// <summary>Parameters that were trained.</summary>
    public required long Parameters { get; init; }

    /// <summary>Tokens in one copy of the random input that heads are scored on.</summary>
    public required int RepeatedLength { get; init; }

    /// <summary>Sequences of that input.</summary>
    public required int RepeatedSequences { get; init; }

    /// <summary>The seed of that input.</summary>
    public required int RepeatedSeed { get; init; }

    /// <summary>The measurements, in order.</summary>
    public IReadOnlyList<TrainingPoint> Points { get; init; } = [];

    /// <summary>Reads a record.</summary>
    /// <param name="path">A <c>training.json</c>.</param>
    /// <returns>The record.</returns>
    /// <exception cref="DamagedFileException">The file is no record, or its measurements do not fit its model.</exception>
    public static TrainingRecord Load(string path) => Checked(JsonFile.Read<TrainingRecord>(path, Compact), path);

    /// <summary>Writes the record, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    public void Save(string path) => WholeFile.Write(path, stream => stream.Write(JsonSerializer.SerializeToUtf8Bytes(this, Compact)));

    internal static TrainingRecord Parse(string json, string path) =>
        Checked(JsonFile.Parse<TrainingRecord>(Encoding.UTF8.GetBytes(json), path, Compact), path);

    internal string ToJson() => JsonSerializer.Serialize(this, Compact);

    private static TrainingRecord Checked(TrainingRecord record, string path)
    {
        foreach (var (i, point) in record.Points.Index())
            if (point.Problem(record.Recipe.Model) is { } problem) throw new DamagedFileException(path, $"points[{i}]", problem);
        return record;
    }
}
