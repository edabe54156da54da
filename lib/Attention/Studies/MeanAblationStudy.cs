using Attention.Measures;
using Attention.Models;
using Attention.Tokens;
using Course.Files;

namespace Attention.Studies;

/// <summary>What every head costs, taken out in both ways, on each sequence of two inputs: so that effects come with intervals, and a
/// search through all heads can be allowed for.</summary>
/// <param name="Model">The weights.</param>
/// <param name="Measured">The day.</param>
/// <param name="Repeated">On the second copy of <see cref="StandardInput.Repeated"/>.</param>
/// <param name="English">On passages of <see cref="CourseText.English"/>, dev half, 48 tokens each.</param>
public sealed record MeanAblationStudy(StudiedModel Model, DateOnly Measured, EffectsBothWays Repeated, EffectsBothWays English) : IStudy
{
    private const string Kind = "mean-ablation";
    private const int EnglishLength = 48;
    private const double MinutesAWeight = 1.5e-9;    // and head, on one core
    private const double MinutesInPassing = 5;

    /// <summary>The stored study of a model, or one made now where that takes minutes.</summary>
    /// <param name="model">The model.</param>
    /// <param name="progress">Told which share 0-1 is done where it has to be made.</param>
    /// <param name="cancellation">Ends the work between two runs.</param>
    /// <returns>The study.</returns>
    /// <exception cref="WrongUseException">None is stored, and to make it takes longer than anybody waits for a cell: <c>course measure</c>
    /// does it.</exception>
    public static MeanAblationStudy Of(LanguageModel model, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (Find(model) is { } stored) return stored;
        var (config, name) = (model.Config, StudiedModel.Of(model).Name);
        var minutes = 12.0 * config.NumHiddenLayers * config.HiddenSize * config.HiddenSize * config.HeadCount * MinutesAWeight;
        return minutes <= MinutesInPassing ? Run(model, null, null, progress, cancellation) : throw new WrongUseException(
            $"What each head of {model.Title} costs, taken out in both ways, is not stored, and to measure it takes about "
                + $"{minutes:0} minutes of one core. Measure it once: course measure mean-ablation --model {name}");
    }

    /// <summary>The stored study of a model.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The study; null where there is none of exactly these weights, or not yet of all sequences.</returns>
    public static MeanAblationStudy? Find(LanguageModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return StudyFile.Find<MeanAblationStudy>(Kind, model) is { } stored && stored.IsWhole(model) ? stored : null;
    }

    /// <summary>Measures a model and keeps the study after each sequence: what was interrupted goes on where it ended, what is whole is
    /// measured anew.</summary>
    /// <param name="model">The model.</param>
    /// <param name="progress">Told which share 0-1 is done.</param>
    /// <param name="cancellation">Ends the work between two runs.</param>
    /// <returns>The study.</returns>
    public static MeanAblationStudy Measure(LanguageModel model, IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        var begun = Find(model) is null ? StudyFile.Find<MeanAblationStudy>(Kind, model) : null;
        return Run(model, begun, study => study.Save(), progress, cancellation);
    }

    /// <summary>Keeps the study in the course's data folder.</summary>
    /// <returns>The file.</returns>
    public string Save() => StudyFile.Save(Kind, this);

    /// <summary>The file that a study of these weights is kept in.</summary>
    /// <param name="model">The model.</param>
    /// <returns><c>data/measurements/mean-ablation/NAME.json</c>, or <c>NAME.HASH.json</c> where the former is of other weights of that
    /// name.</returns>
    public static string PathOf(LanguageModel model) => StudyFile.PathOf(Kind, StudiedModel.Of(model));

    string? IStudy.Problem(TransformerConfig config) => Repeated.Problem(config) ?? English.Problem(config);

    private bool IsWhole(LanguageModel model) =>
        Repeated.Zero.Count == StandardInput.Sequences && English.Zero.Count == EnglishOf(model).Sequences;

    /// <summary>Measures what is missing from a study; each sequence that is done is told.</summary>
    internal static MeanAblationStudy Run(
        LanguageModel model, MeanAblationStudy? start, Action<MeanAblationStudy>? keep, IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        var (repeated, english) = (StandardInput.Repeated(model), EnglishOf(model));
        var study = start ?? new(StudiedModel.Of(model), default, EffectsBothWays.None, EffectsBothWays.None);
        var all = (double)(repeated.Sequences + english.Sequences);
        foreach (var one in repeated.Each().Skip(study.Repeated.Zero.Count))
            Keep(study with { Repeated = study.Repeated.With(model, one, one.SecondCopy, repeated, Part(), cancellation) });
        foreach (var passage in CourseText.Passages(model, "dev", StandardInput.Sequences, EnglishLength).Skip(study.English.Zero.Count))
            Keep(study with { English = study.English.With(model, TokenBatch.Of(passage), null, english, Part(), cancellation) });
        return study;

        ShareOf? Part() => progress is null ? null : new(progress, Done() / all, (Done() + 1) / all);
        int Done() => study.Repeated.Zero.Count + study.English.Zero.Count;
        void Keep(MeanAblationStudy more)
        {
            study = more with { Measured = DateOnly.FromDateTime(DateTime.UtcNow) };
            keep?.Invoke(study);
        }
    }

    /// <summary>The passages of English that heads are taken out on.</summary>
    internal static TokenBatch EnglishOf(LanguageModel model) => CourseText.English(model, "dev", StandardInput.Sequences, EnglishLength);
}
