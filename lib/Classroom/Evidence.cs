using System.Text.Json;
using System.Text.Json.Serialization;

namespace Classroom;

/// <summary>
/// What an answer did, as plain numbers and words. It is collected where the answer runs and judged somewhere else, so that code which
/// a learner hands in never runs in the process that gives the points.
/// </summary>
public sealed record Evidence
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        RespectNullableAnnotations = true,
    };

    /// <summary>One list for each case that the answer was tried on; what the numbers mean is the exercise's.</summary>
    public IReadOnlyList<double[]> Numbers { get; init; } = [];

    /// <summary>Words of the learner.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>Why there is nothing to judge: what the answer threw, or that it took too long; null where all went well.</summary>
    public string? Failure { get; init; }

    /// <summary>Whether there is no answer yet.</summary>
    public bool IsEmpty { get; init; }

    /// <summary>Evidence of an empty answer.</summary>
    public static Evidence None { get; } = new() { IsEmpty = true };

    /// <summary>The evidence as one line.</summary>
    /// <returns>JSON.</returns>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Reads a line.</summary>
    /// <param name="json">What <see cref="ToJson"/> wrote, or what a stranger says it did.</param>
    /// <returns>The evidence; null where it is none.</returns>
    public static Evidence? FromJson(string json)
    {
        try
        {
            var evidence = JsonSerializer.Deserialize<Evidence>(json, Json);
            return evidence is null || evidence.Numbers.Any(numbers => numbers is null) || evidence.Texts.Any(text => text is null)
                ? null
                : evidence;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
