using Attention.Models;
using Attention.Tokens;
using Course.Files;

namespace Attention.Studies;

/// <summary>Which heads carry what a few-shot task is, and what their vector does to prompts without examples.</summary>
/// <param name="Model">The weights.</param>
/// <param name="Measured">The day.</param>
/// <param name="Seed">The seed of the halves, of the examples and of the random heads.</param>
/// <param name="Shots">Examples in each prompt.</param>
/// <param name="Tasks">The tasks.</param>
public sealed record FunctionVectorStudy(StudiedModel Model, DateOnly Measured, int Seed, int Shots,
    IReadOnlyList<FunctionVectorTask> Tasks) : IStudy
{
    private const string Kind = "function-vectors";
    private const int ExamplesShown = 5;

    /// <summary>One task.</summary>
    /// <param name="name">Its name, such as <c>opposites</c>.</param>
    /// <exception cref="WrongUseException">It was not measured.</exception>
    public FunctionVectorTask this[string name] => Tasks.FirstOrDefault(task => task.Name == name)
        ?? throw new WrongUseException($"There is no task '{name}'; there are {string.Join(", ", Tasks.Select(task => task.Name))}.");

    /// <summary>The stored study of a model, or one made now.</summary>
    /// <param name="model">The model.</param>
    /// <param name="progress">Told which share 0-1 is done where it has to be made; minutes for a model of a hundred million
    /// weights.</param>
    /// <param name="cancellation">Ends the work between two heads.</param>
    /// <returns>The study.</returns>
    /// <exception cref="TextTooLongException">A prompt is longer than the context.</exception>
    /// <exception cref="WrongUseException">The vocabulary has too few of a task's words.</exception>
    public static FunctionVectorStudy Of(LanguageModel model, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        return StudyFile.Find<FunctionVectorStudy>(Kind, model) ?? Run(model, progress, cancellation: cancellation);
    }

    /// <summary>Measures a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="progress">Told which share 0-1 is done.</param>
    /// <param name="seed">The seed of the halves, of the examples and of the random heads.</param>
    /// <param name="cancellation">Ends the work between two heads.</param>
    /// <returns>The study.</returns>
    /// <exception cref="TextTooLongException">A prompt is longer than the context.</exception>
    /// <exception cref="WrongUseException">The vocabulary has too few of a task's words.</exception>
    public static FunctionVectorStudy Run(LanguageModel model, IProgress<double>? progress = null, int seed = 1,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        var runs = FewShotTask.All.Select(task => new FunctionVectorRun(model, task, ExamplesShown, seed)).ToArray();
        foreach (var (t, run) in runs.Index())
            run.Choose(progress is null ? null : new ShareOf(progress, (double)t / runs.Length, (t + 1d) / runs.Length), cancellation);
        return new(
            StudiedModel.Of(model), DateOnly.FromDateTime(DateTime.UtcNow), seed, ExamplesShown,
            [.. runs.Select(run => run.Result(runs, cancellation))]);
    }

    /// <summary>Keeps the study in the course's data folder.</summary>
    /// <returns>The file.</returns>
    public string Save() => StudyFile.Save(Kind, this);

    /// <summary>The file that a study of these weights is kept in.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The path.</returns>
    public static string PathOf(LanguageModel model) => StudyFile.PathOf(Kind, StudiedModel.Of(model));

    string? IStudy.Problem(TransformerConfig config) =>
        Tasks.Count == 0 ? "there is no task." : Tasks.Select(task => task.Problem(config)).FirstOrDefault(problem => problem is not null);
}
