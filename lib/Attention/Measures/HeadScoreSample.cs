using Attention.Models;
using Attention.Tokens;

namespace Attention.Measures;

/// <summary>A measure of all heads, taken on each sequence of an input by itself: so that its scores come with intervals.</summary>
/// <param name="Each">A table for each sequence.</param>
public sealed record HeadScoreSample(IReadOnlyList<HeadScoreTable> Each)
{
    /// <summary>The mean over the sequences.</summary>
    public HeadScoreTable Mean { get; } = MeanOf(Each);

    /// <summary>The score of a head and its bootstrap interval over the sequences.</summary>
    /// <param name="head">The head's address.</param>
    /// <exception cref="HeadIndexException">The model has no such head.</exception>
    public Interval this[HeadIndex head] => Interval.OfMean([.. Each.Select(table => table[head]).Where(score => !double.IsNaN(score))]);

    /// <summary>Measures.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">The sequences.</param>
    /// <param name="measure">What is measured.</param>
    /// <returns>A table a sequence.</returns>
    public static HeadScoreSample Of(LanguageModel model, RepeatedTokens input, HeadMeasure measure) => Of(model, input, [measure])[0];

    /// <summary>Measures several things in one run, or in a few where the sequences are long.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">The sequences.</param>
    /// <param name="measures">What is measured.</param>
    /// <returns>A sample a measure, in their order.</returns>
    public static IReadOnlyList<HeadScoreSample> Of(LanguageModel model, RepeatedTokens input, IReadOnlyList<HeadMeasure> measures)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(measures);
        var each = Enumerable.Range(0, input.Sequences).Chunk(Math.Max(1, TokensTogether.For(model, input.Length) / input.Length))
            .SelectMany(some => Scoring.ScoreEach(model, input.Chosen(some, input.Length), measures));
        return ByMeasure([.. each], measures);
    }

    /// <summary>Measures many texts: those of equal length run together, so that a corpus takes a fraction of the time that its texts take
    /// one by one.</summary>
    /// <param name="model">The model.</param>
    /// <param name="texts">The texts, none longer than the context.</param>
    /// <param name="measures">What is measured; a text that is too short for a measure has no number and is left out of its mean.</param>
    /// <param name="hook">A change made while the model runs, such as <see cref="Interventions.Hooks.Forbid"/>; null for none.</param>
    /// <param name="progress">Told which share 0-1 is done.</param>
    /// <param name="cancellation">Ends the work between two runs.</param>
    /// <returns>A sample a measure, in their order: a table a text, and intervals over texts.</returns>
    /// <exception cref="TextTooLongException">A text has more tokens than the context.</exception>
    /// <exception cref="OperationCanceledException">It was asked to end.</exception>
    public static IReadOnlyList<HeadScoreSample> Of(LanguageModel model, IReadOnlyList<TokenizedText> texts,
        IReadOnlyList<HeadMeasure> measures, Hook? hook = null, IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(measures);
        return ByMeasure(Scoring.ScoreEach(model, texts, measures, hook, progress, cancellation), measures);
    }

    /// <summary>The difference of two samples of the same inputs, input by input.</summary>
    /// <param name="other">What is taken away.</param>
    /// <returns>A signed number for each head and input.</returns>
    /// <exception cref="ArgumentException">The samples are not of as many inputs.</exception>
    public HeadScoreSample Minus(HeadScoreSample other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Each.Count != other.Each.Count)
            throw new ArgumentException($"A sample of {Each.Count} inputs and one of {other.Each.Count} have no difference.",
                nameof(other));
        return new([.. Each.Zip(other.Each, Difference)]);
    }

    private static HeadScoreSample[] ByMeasure(HeadScoreTable[][] each, IReadOnlyList<HeadMeasure> measures) =>
        [.. measures.Select((_, m) => new HeadScoreSample([.. each.Select(tables => tables[m])]))];

    private static HeadScoreTable Difference(HeadScoreTable first, HeadScoreTable second)
    {
        var values = (float[,])first.Values.Clone();
        for (var l = 0; l < values.GetLength(0); l++)
            for (var h = 0; h < values.GetLength(1); h++) values[l, h] -= second.Values[l, h];
        return first with { Measure = $"{first.Measure} - {second.Measure}", Values = values, Unit = MeasureUnit.SignedNumber };
    }

    private static HeadScoreTable MeanOf(IReadOnlyList<HeadScoreTable> each)
    {
        ArgumentNullException.ThrowIfNull(each);
        if (each.Count == 0) throw new ArgumentException("A sample needs at least one sequence.", nameof(each));
        var mean = new float[each[0].Values.GetLength(0), each[0].Values.GetLength(1)];
        for (var l = 0; l < mean.GetLength(0); l++)
            for (var h = 0; h < mean.GetLength(1); h++)
                mean[l, h] = each.Select(table => table.Values[l, h]).Where(score => !float.IsNaN(score))
                    .DefaultIfEmpty(float.NaN).Average();
        return each[0] with { Values = mean };
    }
}
