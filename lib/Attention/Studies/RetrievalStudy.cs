using System.Text.Json.Serialization;
using Attention.Interventions;
using Attention.Measures;
using Attention.Models;
using Attention.Tokens;

namespace Attention.Studies;

/// <summary>Which heads fetch a hidden fact, and what is lost without them. Heads are chosen on one half of the facts, removed on the
/// other.</summary>
/// <param name="Model">The weights.</param>
/// <param name="Measured">The day.</param>
/// <param name="Seed">The seed of the sentences around the facts, and of the random heads.</param>
/// <param name="TextTokens">Tokens of each prompt.</param>
/// <param name="AnswerTokens">Tokens of each answer.</param>
/// <param name="SaidFirst">How many of them were the model's first guess.</param>
/// <param name="Scores">The retrieval score of every head on each prompt, [prompt][layer][head].</param>
/// <param name="Losses">The loss of the answer on the prompts of the second half: with all heads, without the best, without random
/// ones.</param>
public sealed record RetrievalStudy(
    StudiedModel Model, DateOnly Measured, int Seed, IReadOnlyList<int> TextTokens, IReadOnlyList<int> AnswerTokens,
    IReadOnlyList<int> SaidFirst,
    IReadOnlyList<float[][]> Scores, IReadOnlyList<PromptResults> Losses) : IStudy
{
    /// <summary>How many heads are removed together.</summary>
    public const int Removed = 8;

    /// <summary>What the losses without the best heads are called.</summary>
    public const string Best = "best";

    private const string Kind = "retrieval";
    private const int RandomDraws = 6;
    private HeadScoreSample? sample;

    /// <summary>The scores with their intervals over prompts.</summary>
    [JsonIgnore]
    public HeadScoreSample Sample => sample ??= StudyTables.Sample("retrieval", Model.Title, Scores, MeasureUnit.Share);

    /// <summary>The heads chosen on the first half of the facts.</summary>
    [JsonIgnore]
    public IReadOnlyList<HeadIndex> BestHeads => this[Best].Heads;

    /// <summary>The losses under a name: "all heads", "best", "random 1", "same layers 1" and so on.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="Course.Files.WrongUseException">There are none.</exception>
    public PromptResults this[string name] => PromptResults.Find(Losses, name);

    /// <summary>The stored study of a model, or one made now.</summary>
    /// <param name="model">The model.</param>
    /// <param name="progress">Told which share 0-1 is done where it has to be made; minutes for a model of a hundred million
    /// weights.</param>
    /// <param name="cancellation">Ends the work between two prompts.</param>
    /// <returns>The study.</returns>
    /// <exception cref="TextTooLongException">A prompt is longer than the context.</exception>
    public static RetrievalStudy Of(LanguageModel model, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        return StudyFile.Find<RetrievalStudy>(Kind, model) ?? Run(model, progress, cancellation: cancellation);
    }

    /// <summary>Measures a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="progress">Told which share 0-1 is done.</param>
    /// <param name="seed">The seed of the sentences around the facts, and of the random heads.</param>
    /// <param name="cancellation">Ends the work between two prompts.</param>
    /// <returns>The study.</returns>
    /// <exception cref="TextTooLongException">A prompt is longer than the context.</exception>
    public static RetrievalStudy Run(LanguageModel model, IProgress<double>? progress = null, int seed = 1,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        var prompts = HiddenFacts.Prompts(model, seed);
        foreach (var prompt in prompts) model.Transformer.CheckLength(prompt.Text.Tokens.Count);
        var (tables, said) = (new List<HeadScoreTable>(), new List<int>());
        foreach (var prompt in prompts)
        {
            cancellation.ThrowIfCancellationRequested();
            tables.Add(Retrieval.Score(model, [prompt]).Mean);
            said.Add(Retrieval.SaidFirst(model, prompt).Count(first => first));
            progress?.Report(.3 * tables.Count / prompts.Count);
        }
        var half = prompts.Count / 2;
        var best = new HeadScoreSample(tables[..half]).Mean.Top(Removed).Select(score => score.Head).ToArray();
        var losses = LossesWithout(model, [.. prompts.Skip(half)], Sets(model.Config, best, seed), progress, cancellation);
        return new(
            StudiedModel.Of(model), DateOnly.FromDateTime(DateTime.UtcNow), seed, [.. prompts.Select(prompt => prompt.Text.Tokens.Count)],
            [.. prompts.Select(prompt => prompt.AnswerLength)], said, [.. tables.Select(StudyTables.Rows)], losses);
    }

    /// <summary>Keeps the study in the course's data folder.</summary>
    /// <returns>The file.</returns>
    public string Save() => StudyFile.Save(Kind, this);

    /// <summary>The file that a study of these weights is kept in.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The path.</returns>
    public static string PathOf(LanguageModel model) => StudyFile.PathOf(Kind, StudiedModel.Of(model));

    string? IStudy.Problem(TransformerConfig config) =>
        Scores.Count == 0 || new[] { TextTokens.Count, AnswerTokens.Count, SaidFirst.Count }.Any(count => count != Scores.Count)
            ? "the numbers of prompts do not agree."
            : StudyTables.Problem(Scores, config) ?? PromptResults.Problem(Losses, config, "all heads", Best);

    /// <summary>The best heads, as many others of the same layers, and as many of all layers.</summary>
    private static IReadOnlyList<(string Name, HeadIndex[] Heads)> Sets(TransformerConfig config, HeadIndex[] best, int seed) =>
    [
        ("all heads", []), (Best, best),
        .. Enumerable.Range(1, RandomDraws).Select(draw => ($"random {draw}", config.RandomHeads(best.Length, seed + draw, best))),
        .. Enumerable.Range(1, RandomDraws).Select(draw => ($"same layers {draw}", config.RandomHeadsLike(best, seed + draw))),
    ];

    private static IReadOnlyList<PromptResults> LossesWithout(
        LanguageModel model, RetrievalPrompt[] prompts, IReadOnlyList<(string Name, HeadIndex[] Heads)> sets, IProgress<double>? progress,
        CancellationToken cancellation)
    {
        var losses = sets.Select(_ => new List<double>()).ToArray();
        foreach (var prompt in prompts)
        {
            var input = TokenBatch.Of(prompt.Text);
            var clean = TokenLoss.Mean(model, input, prompt.AnswerRows);
            var effects = Ablation.Effects(model, input, sets.Select(set => set.Heads), prompt.AnswerRows, cancellation: cancellation);
            foreach (var (s, effect) in effects.Index()) losses[s].Add(Math.Round(clean + effect, 5));
            progress?.Report(.3 + .7 * losses[0].Count / prompts.Length);
        }
        return [.. sets.Select((set, s) => new PromptResults(set.Name, set.Heads, losses[s]))];
    }
}
