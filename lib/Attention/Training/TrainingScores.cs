using Attention.Measures;
using Attention.Models;
using Attention.Tokens;

namespace Attention.Training;

/// <summary>Measures a model the way training records are made, so that a record can be checked against the shipped weights.</summary>
public sealed class TrainingScores
{
    /// <summary>Sequences of random tokens given twice.</summary>
    public const int Sequences = 8;

    /// <summary>The seed of these tokens.</summary>
    public const int Seed = 1;

    private readonly TrainingRows rows;

    /// <summary>Prepares the input.</summary>
    /// <param name="rows">The data of the recipe.</param>
    /// <param name="context">Tokens the model can read.</param>
    public TrainingScores(TrainingRows rows, int context)
    {
        ArgumentNullException.ThrowIfNull(rows);
        this.rows = rows;
        Repeated = Input(rows.Tokenizer.Vocabulary, context);
    }

    /// <summary>The random tokens given twice.</summary>
    public RepeatedTokens Repeated { get; }

    /// <summary>The random tokens that models of a context are scored on: 50 or as many as fit.</summary>
    /// <param name="vocabulary">Where they come from.</param>
    /// <param name="context">Tokens the model can read.</param>
    /// <returns>[8, 2 n + 1].</returns>
    public static RepeatedTokens Input(Vocabulary vocabulary, int context) => RepeatedTokens.Fitting(vocabulary, context, Sequences, Seed);

    /// <summary>The measures of a training record: its schema, which shipped records follow. A new measure does not belong here but to
    /// <see cref="HeadScores.OfAnyText"/>.</summary>
    /// <param name="input">From <see cref="Input"/>.</param>
    /// <returns>The measures, in the order of the record.</returns>
    public static IReadOnlyList<HeadMeasure> Recorded(RepeatedTokens input) =>
    [
        HeadScores.PreviousToken, HeadScores.Offset(2), HeadScores.FirstToken, HeadScores.Entropy, HeadScores.Confidence,
        HeadScores.MeanDistance, HeadScores.MeanDistanceWithoutFirst, HeadScores.Induction(input), HeadScores.DuplicateToken(input),
    ];

    /// <summary>Every measure of every head on random tokens given twice, rounded to four decimals.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">From <see cref="Input"/>.</param>
    /// <returns>By the measure's name, [layer][head].</returns>
    public static IReadOnlyDictionary<string, double[][]> Heads(LanguageModel model, RepeatedTokens input) =>
        model.Score(input, Recorded(input)).ToDictionary(table => table.Measure, Rounded);

    /// <summary>Measures a model at one moment of its training.</summary>
    /// <param name="model">The model.</param>
    /// <param name="moment">Tokens, step, seconds and training loss so far.</param>
    /// <returns>The point of the record.</returns>
    internal TrainingPoint Measure(LanguageModel model, (long Tokens, int Step, double Seconds, double? Loss) moment) => new()
    {
        Tokens = moment.Tokens,
        Step = moment.Step,
        Seconds = Math.Round(moment.Seconds, 1),
        TrainingLoss = Round(moment.Loss),
        FirstCopyLoss = Math.Round(TokenLoss.Mean(model, Repeated, Repeated.FirstCopy), 4),
        SecondCopyLoss = Math.Round(TokenLoss.Mean(model, Repeated, Repeated.SecondCopy), 4),
        StoryLoss = Round(rows.HeldOutStories is { } stories ? TokenLoss.Mean(model, stories) : null),
        TextLoss = Round(rows.HeldOutText is { } text ? TokenLoss.Mean(model, text) : null),
        Scores = Heads(model, Repeated),
    };

    private static double? Round(double? value) => value is { } number ? Math.Round(number, 4) : null;

    private static double[][] Rounded(HeadScoreTable table) =>
        [.. Enumerable.Range(0, table.Values.GetLength(0))
            .Select(l => Enumerable.Range(0, table.Values.GetLength(1)).Select(h => Math.Round(table.Values[l, h], 4)).ToArray())];
}
