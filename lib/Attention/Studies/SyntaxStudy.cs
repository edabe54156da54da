using Attention.Measures;
using Attention.Models;
using Attention.Treebanks;
using Course.Files;

namespace Attention.Studies;

/// <summary>How well a model's heads follow grammar, on the course's annotated sentences.</summary>
/// <param name="Model">The weights.</param>
/// <param name="Measured">The day.</param>
/// <param name="DevSentences">Sentences that heads and distances were chosen on.</param>
/// <param name="TestSentences">Sentences they were scored on.</param>
/// <param name="LeftOut">Sentences longer than the model's context.</param>
/// <param name="Scores">A score for each relation and direction, the most frequent first.</param>
public sealed record SyntaxStudy(StudiedModel Model, DateOnly Measured, int DevSentences, int TestSentences, int LeftOut,
    IReadOnlyList<SyntacticScore> Scores) : IStudy
{
    /// <summary>Cases that a relation must have in each half to be compared: an accuracy on fewer says little.</summary>
    public const int FewestCases = 25;

    private const string Kind = "syntax";

    /// <summary>The stored study of a model, or one made now.</summary>
    /// <param name="model">The model.</param>
    /// <param name="progress">Told which share 0-1 is done where it has to be made.</param>
    /// <param name="cancellation">Ends the work between two batches of sentences.</param>
    /// <returns>The study.</returns>
    public static SyntaxStudy Of(LanguageModel model, IProgress<double>? progress = null, CancellationToken cancellation = default) =>
        Find(model) ?? Run(model, progress, cancellation);

    /// <summary>The stored study of a model.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The study; null where there is none of exactly these weights.</returns>
    public static SyntaxStudy? Find(LanguageModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return StudyFile.Find<SyntaxStudy>(Kind, model);
    }

    /// <summary>Measures a model on the sentences annotated by hand.</summary>
    /// <param name="model">The model.</param>
    /// <param name="progress">Told which share 0-1 is done.</param>
    /// <param name="cancellation">Ends the work between two batches of sentences.</param>
    /// <returns>The study.</returns>
    public static SyntaxStudy Run(LanguageModel model, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        Treebank Half(string name) => Treebank.Read(Path.Combine(Catalogue.DataFolder(), "arcs", $"english-{name}.conllu"));
        var halves = new TreebankHalves(Half("dev"), Half("test"));
        var (done, all) = (0, halves.Dev.Sentences.Count + halves.Test.Sentences.Count);
        var reader = new TreebankReader(model)
        {
            Progress = sentences => progress?.Report((double)(done += sentences) / all),
            Cancellation = cancellation
        };
        var scores = SyntacticAccuracy.Score(halves, reader);
        return new SyntaxStudy(StudiedModel.Of(model), DateOnly.FromDateTime(DateTime.UtcNow), halves.Dev.Sentences.Count,
            halves.Test.Sentences.Count, reader.LeftOut, scores);
    }

    /// <summary>The best head for a relation, in the direction that occurs more often.</summary>
    /// <param name="relation">The relation, such as <c>nsubj</c>.</param>
    /// <exception cref="WrongUseException">The sentences have no such relation.</exception>
    public SyntacticScore this[string relation] => Scores.FirstOrDefault(score => score.Relation == relation)
        ?? throw new WrongUseException(
            $"There is no relation {relation} in the study; there are "
                + $"{string.Join(", ", Scores.Select(score => score.Relation).Distinct())}.");

    /// <summary>Each relation of at least <see cref="FewestCases"/> cases in each half beside its rivals, by distance and by an untrained
    /// control.</summary>
    /// <param name="control">The study of the control.</param>
    /// <returns>The relations, the most frequent first.</returns>
    public IReadOnlyList<SyntacticEvidence> Against(SyntaxStudy control)
    {
        ArgumentNullException.ThrowIfNull(control);
        var luck = control.Scores.ToDictionary(score => (score.Relation, score.Direction), score => (double?)score.Accuracy);
        return [.. Scores.Where(score => score.N >= FewestCases && score.DevN >= FewestCases)
            .Select(score => new SyntacticEvidence(score, luck.GetValueOrDefault((score.Relation, score.Direction))))];
    }

    /// <summary>Keeps the study in the course's data folder.</summary>
    /// <returns>The file.</returns>
    public string Save() => StudyFile.Save(Kind, this);

    /// <summary>The file that a study of these weights is kept in.</summary>
    /// <param name="model">The model.</param>
    /// <returns><c>data/measurements/syntax/NAME.json</c>, or <c>NAME.HASH.json</c> where the former is of other weights of that
    /// name.</returns>
    public static string PathOf(LanguageModel model) => StudyFile.PathOf(Kind, StudiedModel.Of(model));

    string? IStudy.Problem(TransformerConfig config)
    {
        static bool IsShare(double share) => share is >= 0 and <= 1;

        if (DevSentences < 0 || TestSentences < 0 || LeftOut < 0) return "a number of sentences is negative.";
        if (Scores.FirstOrDefault(score => !score.Head.IsOf(config)) is { } outside)
            return $"'{outside.Relation}' names head {outside.Head}, which the model does not have.";
        if (Scores.FirstOrDefault(score => score.N < 0 || score.DevN < 0 || !IsShare(score.Accuracy)
            || !IsShare(score.Baseline)) is { } odd) return $"the numbers of '{odd.Relation}' are none of cases and shares.";
        return Scores.DistinctBy(score => (score.Relation, score.Direction)).Count() < Scores.Count
            ? "a relation stands there twice."
            : null;
    }
}
