using System.Security.Cryptography;
using System.Text.Json;
using Course.Files;

namespace Grading.Grades;

/// <summary>What holds for a whole grading, kept in its folder, so that one that was cut off goes on with the same cases.</summary>
/// <param name="Seed">The seed of the cases.</param>
/// <param name="Learners">The key: each learner's seed of their own model; empty where nobody has one.</param>
public sealed record GradingPlan(int Seed, IReadOnlyDictionary<string, int> Learners)
{
    internal static readonly JsonSerializerOptions Json = new(JsonFile.Strict(JsonSerializerOptions.Web))
    {
        WriteIndented = true,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };

    /// <summary>The plan in a folder, made where there is none.</summary>
    /// <param name="folder">The folder of the grades.</param>
    /// <param name="seed">A seed to begin with; null for one that nobody knows.</param>
    /// <param name="key">The file that <c>course release --personal</c> wrote; null for none.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="WrongUseException">The folder holds a grading of another seed.</exception>
    public static GradingPlan In(string folder, int? seed, string? key)
    {
        var path = Path.Combine(folder, "plan.json");
        var learners = key is null ? new Dictionary<string, int>() : JsonFile.Read<Dictionary<string, int>>(key, Json);
        if (File.Exists(path))
        {
            var before = JsonFile.Read<GradingPlan>(path, Json);
            if (seed is not null && seed != before.Seed)
                throw new WrongUseException($"{folder} holds a grading with seed {before.Seed}. Grade into another folder.");
            return before with { Learners = learners };
        }
        var plan = new GradingPlan(seed ?? RandomNumberGenerator.GetInt32(int.MaxValue), learners);
        WholeFile.Write(path, JsonSerializer.Serialize(plan with { Learners = new Dictionary<string, int>() }, Json));
        return plan;
    }
}
