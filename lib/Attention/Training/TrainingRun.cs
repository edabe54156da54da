using System.Diagnostics;
using System.Globalization;
using Attention.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Attention.Training;

/// <summary>Follows a recipe from the beginning, or from the last checkpoint, to the finished model; what it measures on the way is the
/// record.</summary>
public sealed class TrainingRun : IDisposable
{
    /// <summary>The file, in the model's folder, that a training goes on from; deleted when it is done.</summary>
    public const string CheckpointFile = "checkpoint.safetensors";

    /// <summary>A mean loss of so many times that of an even guess among all tokens is no noise: no training of the course has begun above
    /// 1.03 times.</summary>
    private const double WorstGuess = 2;

    private readonly Recipe recipe;
    private readonly string? folder;
    private readonly TrainingRows rows;
    private readonly TrainingScores scores;
    private readonly Trainer trainer;
    private readonly List<double> losses = [];      // of the steps since the last measurement
    private readonly Stopwatch clock = new();       // runs only while steps are taken
    private double secondsBefore;

    /// <summary>Prepares data, tokenizer and first weights.</summary>
    /// <param name="recipe">What to follow.</param>
    /// <param name="folder">The model's folder, made if missing; null keeps everything in memory.</param>
    /// <param name="texts">The folder of the text files that the recipe names; the course's own by default.</param>
    /// <param name="device">Where to train; the CPU by default.</param>
    /// <exception cref="RecipeException">The recipe's texts are missing or too small, or a step takes more memory than is free.</exception>
    /// <exception cref="ArgumentException">The recipe's numbers do not fit each other.</exception>
    /// <exception cref="CheckpointException">The folder holds a checkpoint of another recipe.</exception>
    public TrainingRun(Recipe recipe, string? folder = null, string? texts = null, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        recipe.Validate();
        if (device is null || device.type == DeviceType.CPU) TrainingMemory.Require(recipe);
        (this.recipe, this.folder) = (recipe, folder);
        rows = new TrainingRows(recipe, texts ?? Path.Combine(Catalogue.DataFolder(), "texts"));
        scores = new TrainingScores(rows, recipe.Model.MaxPositionEmbeddings);
        trainer = new Trainer(recipe, rows, device);
        Record = new TrainingRecord
        {
            Recipe = recipe,
            RecipeHash = recipe.Hash,
            Parameters = trainer.Weights.Named().Sum(p => p.Tensor.numel()),
            RepeatedLength = scores.Repeated.N,
            RepeatedSequences = TrainingScores.Sequences,
            RepeatedSeed = TrainingScores.Seed,
        };
        if (CheckpointPath is { } path && File.Exists(path)) (secondsBefore, Record) = Checkpoint.Restore(path, trainer);
    }

    /// <summary>What was measured so far.</summary>
    public TrainingRecord Record { get; private set; }

    /// <summary>Whether all steps of the recipe were taken.</summary>
    public bool IsDone => trainer.StepsTaken == recipe.Steps;

    private string? CheckpointPath => folder is null ? null : Path.Combine(folder, CheckpointFile);

    private double Seconds => secondsBefore + clock.Elapsed.TotalSeconds;

    private long Tokens => (long)trainer.StepsTaken * recipe.TokensPerStep;

    /// <summary>Prepares the training of one of the course's recipes, to be watched and not to be kept on disk.</summary>
    /// <param name="name">The name of a recipe in <c>data/training</c>.</param>
    /// <returns>A training that has not begun.</returns>
    /// <exception cref="IOException">There is no such recipe.</exception>
    /// <exception cref="RecipeException">The recipe cannot be followed.</exception>
    public static TrainingRun Open(string name) => new(Recipe.Load(Path.Combine(Catalogue.DataFolder(), "training", name + ".json")));

    /// <summary>Trains to the end, or until it is cancelled; called again, it goes on. With a folder, the checkpoint is written at every
    /// measurement, model and record at the end.</summary>
    /// <param name="report">Called after every step.</param>
    /// <param name="cancellation">Stops after the current step; what was learned is kept.</param>
    /// <returns>The record.</returns>
    /// <exception cref="IOException">The disk is full; the last checkpoint is still good.</exception>
    /// <exception cref="TrainingDivergedException">The loss is no number any more, or stays worse than a guess; the last checkpoint is
    /// still good.</exception>
    public TrainingRecord Run(Action<TrainingProgress>? report = null, CancellationToken cancellation = default)
    {
        var threads = get_num_threads();
        set_num_threads(Math.Min(recipe.Threads, Models.Threads.Count));
        try
        {
            TakeSteps(report, cancellation);
            if (losses.Count > 0) Measure();
            if (folder is not null) SaveModel(folder);
            return Record;
        }
        finally
        {
            set_num_threads(threads);
        }
    }

    /// <summary>The model as it is now.</summary>
    /// <returns>A model of its own, weights rounded to bfloat16 as in a shipped file.</returns>
    public LanguageModel Model() => trainer.Snapshot();

    /// <summary>Frees the weights.</summary>
    public void Dispose() => trainer.Dispose();

    private void TakeSteps(Action<TrainingProgress>? report, CancellationToken cancellation)
    {
        var (first, secondsAtFirst) = (trainer.StepsTaken, Seconds);
        if (Record.Points.Count == 0) Measure();
        while (!IsDone && !cancellation.IsCancellationRequested)
        {
            clock.Start();
            losses.Add(trainer.Step());
            clock.Stop();
            var loss = losses[^1];
            if (!double.IsFinite(loss)) throw Diverged(loss);
            var point = IsDue(trainer.StepsTaken) ? Measure() : null;
            var perStep = (Seconds - secondsAtFirst) / (trainer.StepsTaken - first);
            var left = TimeSpan.FromSeconds((recipe.Steps - trainer.StepsTaken) * perStep);
            report?.Invoke(new TrainingProgress(Tokens, recipe.Tokens, loss, recipe.TokensPerStep / perStep, left, point));
        }
    }

    private bool IsDue(int step) => step == recipe.Steps || IsMultiple(step) || IsSnapshot(step);

    private bool IsMultiple(int step) => (long)step * recipe.TokensPerStep / recipe.ScoreEvery
        > (long)(step - 1) * recipe.TokensPerStep / recipe.ScoreEvery;

    private bool IsSnapshot(int step) => recipe.Snapshots.Any(tokens => (tokens + recipe.TokensPerStep - 1) / recipe.TokensPerStep == step);

    private TrainingPoint Measure()
    {
        RequireLearning();
        using var model = trainer.Snapshot();
        var point = scores.Measure(model, (Tokens, trainer.StepsTaken, Seconds, losses.Count > 0 ? losses.Average() : null));
        losses.Clear();
        Record = Record with { Points = [.. Record.Points, point] };
        if (folder is not null && IsSnapshot(trainer.StepsTaken)) SaveSnapshot(folder);
        if (CheckpointPath is { } path) Checkpoint.Save(path, trainer, Seconds, Record);
        return point;
    }

    /// <summary>Before anything is written: a step can spoil the weights after its own loss was good.</summary>
    private void RequireLearning()
    {
        if (!trainer.IsFinite) throw Diverged(double.NaN);
        if (losses.Count > 0 && losses.Average() > WorstGuess * Math.Log(recipe.Model.VocabSize)) throw Diverged(losses.Average());
    }

    private TrainingDivergedException Diverged(double loss)
    {
        var rates = recipe.Optimizer.MuonRate is { } muon
            ? $"optimizer.rate ({recipe.Optimizer.Rate}) or optimizer.muon_rate ({muon})"
            : $"optimizer.rate ({recipe.Optimizer.Rate})";
        var kept = CheckpointPath is { } path && File.Exists(path)
            ? $" {path} still holds what was good, after step {Record.Points[^1].Step}; it goes with this recipe only."
            : "";
        return new(trainer.StepsTaken, loss, string.Create(CultureInfo.InvariantCulture,
            $"recipe {recipe.Name}: the training has diverged at step {trainer.StepsTaken} of {recipe.Steps}: its loss is {loss:0.00} "
                + $"nats per token, where an even guess has {Math.Log(recipe.Model.VocabSize):0.00}. Lower {rates}, and train "
                + $"anew.{kept}"));
    }

    private void SaveSnapshot(string folder)
    {
        using var rounded = trainer.RoundedWeights();
        var name = Tokens.ToString("D9", CultureInfo.InvariantCulture) + ".safetensors";
        CourseModelFolder.SaveWeights(Path.Combine(folder, CourseModelFolder.SnapshotFolder, name), recipe.Model, rounded);
    }

    private void SaveModel(string folder)
    {
        using var rounded = trainer.RoundedWeights();
        CourseModelFolder.Save(folder, recipe.Model, rows.Tokenizer.Vocabulary, rounded);
        Record.Save(Path.Combine(folder, "training.json"));
        if (IsDone) File.Delete(CheckpointPath!);
    }
}
