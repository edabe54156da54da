using Attention.Figures;
using Attention.Measures;
using Attention.Tokens;
using Attention.Traces;
using Attention.Training;
using static TorchSharp.torch;

namespace Explorer.Tests;

/// <summary>One figure of each kind, of a small model whose numbers are made up.</summary>
internal static class SampleFigures
{
    private static readonly string[] Words = ["<|endoftext|>", "The", " cat", " sat", " on", " the", " mat"];

    /// <summary>Every view of the course's own.</summary>
    public static Figure[] Views() => Views(Trace());

    /// <summary>Every view of the course's own, of three layers with two heads.</summary>
    public static Figure[] Views(AttentionTrace trace) =>
    [
        Figures.WholeModel(trace, Scores()),
        Figures.HeadLines(trace, (0, 0), (1, 1)),
        Figures.Gallery(new GalleryCard("first", "One.", new HeadView(trace, (0, 0))),
            new GalleryCard("second", "Two.", new HeadView(trace, (1, 1)))),
        Figures.LayerProgression(trace),
        Figures.SentenceExplorer(trace, withSimulation: true),
        Figures.SentenceExplorer(trace, trace),
        Figures.SimulatedPattern(trace.Text),
        Figures.AblationMap(Scores(), trace),
        Figures.Sentence(trace, [("one", (0, 0)), ("two", (1, 1))], trace, trace.Tokens[^1].Text.Trim()),
        TrainingPlayer(trace),
    ];

    /// <summary>Every kind of Plotly chart.</summary>
    public static Figure[] Charts() =>
    [
        Figures.Heatmap(Trace(), (1, 0)),
        Figures.Heatmap(new HeadView(Trace(), (0, 0)), new HeadView(Trace(), (2, 1))),
        Figures.HeadMap(Scores(), "Effect of each head"),
        Figures.Lines("Losses", "layer", "nats", ("measured", [3, 2, 1]), ("control", [3, 3, 3])),
        Figures.LayerCurve("Effect by layer", "nats", ("measured", Scores())),
        Figures.Bars("Effects", "nats", [("head 1.1", 2.5), ("head 1.0", .3)], [("head 0.0", .1)]),
        Figures.Scatter("Score against effect", "score", "nats", [("0.0", .1, .2), ("1.1", .9, 2.5)], ("control", .2, .1)),
        Figures.Similarity(new HeadSimilarity("test model", [(0, 0), (1, 0)], new[,] { { 0, .5f }, { .5f, 0 } })),
    ];

    /// <summary>A training whose first and last checkpoint have this run.</summary>
    public static Figure TrainingPlayer(AttentionTrace trace)
    {
        var record = Training();
        return Figures.TrainingPlayer(record, [(record.Points[0].Tokens, trace), (record.Points[^1].Tokens, trace)]);
    }

    /// <summary>The training of a shipped model.</summary>
    public static TrainingRecord Training() => TrainingRecord.Load(Path.Combine(Data.Models, "stories-6l", "training.json"));

    /// <summary>Three layers of two heads whose rows sum to 1, each head different.</summary>
    /// <param name="change">What is done to the weights.</param>
    /// <param name="layers">How many layers.</param>
    /// <param name="words">The tokens; a sentence of seven if none is given.</param>
    public static AttentionTrace Trace(Func<Tensor, Tensor>? change = null, int layers = 3, params string[] words)
    {
        if (words.Length == 0) words = Words;
        using var scope = NewDisposeScope();
        var T = words.Length;
        var scores = arange(layers * 2 * T * T).to_type(ScalarType.Float32).mul(.37f).sin().mul(3).view(layers, 2, T, T);
        var weights = scores.add(tensor(float.NegativeInfinity).expand(T, T).triu(1)).softmax(-1);
        return new AttentionTrace
        {
            ModelName = "test model",
            Text = string.Concat(words.Skip(1)),
            Tokens = [.. words.Select((word, i) => new Token(i, word, 0, 0))],
            HasBos = true,
            Layers = [.. Enumerable.Range(0, layers)],
            Heads = [0, 1],
            Patterns = AttentionPattern.All(change is null ? weights : change(weights)),
        };
    }

    /// <summary>A number for each of the six heads.</summary>
    public static HeadScoreTable Scores() =>
        new("ablation_effect", "test model", new[,] { { .1f, .2f }, { .3f, 2.5f }, { -.4f, .05f } }, MeasureUnit.SignedNumber);
}
