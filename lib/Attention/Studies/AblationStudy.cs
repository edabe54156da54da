using Attention.Measures;
using Attention.Models;

namespace Attention.Studies;

/// <summary>What each head of a model is worth, on English and on repeated random tokens, and what is left when more and more heads
/// go.</summary>
/// <param name="Model">The weights.</param>
/// <param name="Measured">The day.</param>
/// <param name="English">Zero ablation of every head, on ordinary English (dev half).</param>
/// <param name="Repeated">The same on the second copy of random tokens.</param>
/// <param name="Removal">Heads taken out together, the least important on English (dev half) first; loss on the test half.</param>
/// <param name="RandomRemoval">The control: heads taken out in random order.</param>
public sealed record AblationStudy(StudiedModel Model, DateOnly Measured, HeadEffects English, HeadEffects Repeated, RemovalLosses Removal,
    RemovalLosses RandomRemoval) : IStudy
{
    private const string Kind = "ablation";
    private const int Points = 45;        // of a removal curve

    /// <summary>The stored study of a model, or one made now.</summary>
    /// <param name="model">The model.</param>
    /// <param name="progress">Told which share 0-1 is done where it has to be made; minutes for a model of a hundred million
    /// weights.</param>
    /// <param name="cancellation">Ends the work between two heads.</param>
    /// <returns>The study.</returns>
    public static AblationStudy Of(LanguageModel model, IProgress<double>? progress = null, CancellationToken cancellation = default) =>
        Find(model) ?? Run(model, progress, cancellation);

    /// <summary>The stored study of a model.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The study; null where there is none of exactly these weights.</returns>
    public static AblationStudy? Find(LanguageModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return StudyFile.Find<AblationStudy>(Kind, model);
    }

    /// <summary>Measures a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="progress">Told which share 0-1 is done.</param>
    /// <param name="cancellation">Ends the work between two heads.</param>
    /// <returns>The study.</returns>
    public static AblationStudy Run(LanguageModel model, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        var repeated = StandardInput.Repeated(model);
        var english = HeadEffects.Of(model, CourseText.English(model, "dev"), null, Part(progress, 0, .3), cancellation);
        var copies = HeadEffects.Of(model, repeated, repeated.SecondCopy, Part(progress, .3, .6), cancellation);
        HeadIndex[] order = [.. english.Table(model.Title).All().OrderBy(effect => effect.Score).Select(effect => effect.Head)],
            shuffled = [.. order];
        new Random(1).Shuffle(shuffled);
        var test = CourseText.English(model, "test", sequences: 2);
        return new AblationStudy(
            StudiedModel.Of(model), DateOnly.FromDateTime(DateTime.UtcNow), english, copies,
            RemovalLosses.Of(model, test, order, Points, Part(progress, .6, .8), cancellation),
            RemovalLosses.Of(model, test, shuffled, Points, Part(progress, .8, 1), cancellation));
    }

    /// <summary>Keeps the study in the course's data folder.</summary>
    /// <returns>The file.</returns>
    public string Save() => StudyFile.Save(Kind, this);

    /// <summary>The file that a study of these weights is kept in.</summary>
    /// <param name="model">The model.</param>
    /// <returns><c>data/measurements/ablation/NAME.json</c>, or <c>NAME.HASH.json</c> where the former is of other weights of that
    /// name.</returns>
    public static string PathOf(LanguageModel model) => StudyFile.PathOf(Kind, StudiedModel.Of(model));

    string? IStudy.Problem(TransformerConfig config) =>
        English.Problem(config) ?? Repeated.Problem(config) ?? Removal.Problem(config) ?? RandomRemoval.Problem(config);

    private static ShareOf? Part(IProgress<double>? progress, double from, double to) =>
        progress is null ? null : new ShareOf(progress, from, to);
}
