using System.Text.Json.Serialization;
using Attention.Measures;
using Attention.Models;
using Course.Files;

namespace Attention.Studies;

/// <summary>What was measured on each of some prompts under one condition.</summary>
/// <param name="Name">The condition.</param>
/// <param name="Heads">The heads that it is about; none for all.</param>
/// <param name="Each">A number for each prompt: a loss in nats, or a probability.</param>
public sealed record PromptResults(string Name, IReadOnlyList<HeadIndex> Heads, IReadOnlyList<double> Each)
{
    /// <summary>The mean over prompts and its interval.</summary>
    [JsonIgnore]
    public Interval Mean => Interval.OfMean(Each);

    /// <summary>How much higher it is than under another condition, prompt by prompt.</summary>
    /// <param name="other">The other condition, on the same prompts.</param>
    /// <returns>The mean difference and its interval.</returns>
    public Interval Over(PromptResults other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Interval.OfMean([.. Each.Zip(other.Each, (mine, theirs) => mine - theirs)]);
    }

    internal static PromptResults Find(IReadOnlyList<PromptResults> results, string name) =>
        results.FirstOrDefault(result => result.Name == name)
            ?? throw new WrongUseException(
                $"Nothing was measured under '{name}'; there are {string.Join(", ", results.Select(result => result.Name))}.");

    internal static string? Problem(IReadOnlyList<PromptResults> results, TransformerConfig config, params IEnumerable<string> needed)
    {
        if (needed.FirstOrDefault(name => results.All(result => result.Name != name)) is { } missing)
            return $"nothing stands under '{missing}'.";
        if (results.Any(result => result.Each.Count == 0 || result.Each.Count != results[0].Each.Count))
            return "the numbers of prompts do not agree.";
        if (!results.SelectMany(result => result.Each).All(double.IsFinite)) return "a number is too large.";
        return results.SelectMany(result => result.Heads).All(head => head.IsOf(config)) ? null : "a head is none of the model's.";
    }
}
