using System.Text.Json.Serialization;
using Attention.Measures;
using Attention.Models;

namespace Attention.Studies;

/// <summary>One task of a study of function vectors. Heads and layer are chosen on one half of the words, all results are on the
/// other.</summary>
/// <param name="Name">The task.</param>
/// <param name="Words">Pairs of words in each half.</param>
/// <param name="Effects">The indirect effect of every head on prompts of the first half, [prompt][layer][head].</param>
/// <param name="Heads">The heads whose vector is used, the largest effect first.</param>
/// <param name="Layer">The layer after which the vector is added.</param>
/// <param name="Results">The probability of the right answer for each word of the second half, by condition.</param>
public sealed record FunctionVectorTask(
    string Name, int Words, IReadOnlyList<float[][]> Effects, IReadOnlyList<HeadIndex> Heads, int Layer,
    IReadOnlyList<PromptResults> Results)
{
    /// <summary>Five examples, then the question.</summary>
    public const string FewShot = "examples";

    /// <summary>Five examples with shuffled answers, then the question.</summary>
    public const string Shuffled = "shuffled examples";

    /// <summary>The question alone.</summary>
    public const string Bare = "no examples";

    /// <summary>The question alone, with the vector.</summary>
    public const string WithVector = "no examples, with the vector";

    /// <summary>The question alone, with a vector of as many induction heads.</summary>
    public const string WithInduction = "no examples, induction heads";

    /// <summary>Five examples, without the heads.</summary>
    public const string WithoutHeads = "examples, without the heads";

    /// <summary>Five examples, without as many induction heads.</summary>
    public const string WithoutInduction = "examples, without induction heads";

    private HeadScoreSample? sample;

    /// <summary>The indirect effects with their intervals over prompts.</summary>
    [JsonIgnore]
    public HeadScoreSample Sample => sample ??= StudyTables.Sample("indirect_effect", Name, Effects, MeasureUnit.SignedNumber);

    /// <summary>The results under a condition.</summary>
    /// <param name="condition">Such as <see cref="WithVector"/>.</param>
    /// <exception cref="Course.Files.WrongUseException">Nothing was measured under it.</exception>
    public PromptResults this[string condition] => PromptResults.Find(Results, condition);

    /// <summary>The results under all conditions whose name begins so: the draws of random heads, or the vectors of other tasks.</summary>
    /// <param name="condition">Such as "no examples, random".</param>
    /// <returns>In the order in which they were measured.</returns>
    public IReadOnlyList<PromptResults> All(string condition) =>
        [.. Results.Where(result => result.Name.StartsWith(condition, StringComparison.Ordinal))];

    internal string? Problem(TransformerConfig config) =>
        Effects.Count == 0 || Words < 1 || Layer < 0 || Layer >= config.NumHiddenLayers || !Heads.All(head => head.IsOf(config))
            ? $"the numbers of '{Name}' are none of the model."
            : StudyTables.Problem(Effects, config)
              ?? PromptResults.Problem(Results, config, FewShot, Shuffled, Bare, WithVector, WithInduction, WithoutHeads, WithoutInduction);
}
