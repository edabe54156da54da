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

    /// <summary>Measures several things in one run of each sequence.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">The sequences.</param>
    /// <param name="measures">What is measured.</param>
    /// <returns>A sample a measure, in their order.</returns>
    public static IReadOnlyList<HeadScoreSample> Of(LanguageModel model, RepeatedTokens input, IReadOnlyList<HeadMeasure> measures)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(measures);
        IReadOnlyList<HeadScoreTable>[] each = [.. input.Each().Select(one => model.Score(one, measures))];
        return [.. measures.Select((_, m) => new HeadScoreSample([.. each.Select(tables => tables[m])]))];
    }

    /// <summary>Measures many texts: those of equal length run together, so that a corpus takes a fraction of the time that its texts take
    /// one by one.</summary>
    /// <param name="model">The model.</param>
    /// <param name="texts">The texts, none longer than the context.</param>
    /// <param name="measures">What is measured; a text that is too short for a measure has no number and is left out of its mean.</param>
    /// <param name="progress">Told which share 0-1 is done.</param>
    /// <param name="cancellation">Ends the work between two runs.</param>
    /// <returns>A sample a measure, in their order: a table a text, and intervals over texts.</returns>
    /// <exception cref="TextTooLongException">A text has more tokens than the context.</exception>
    /// <exception cref="OperationCanceledException">It was asked to end.</exception>
    public static IReadOnlyList<HeadScoreSample> Of(LanguageModel model, IReadOnlyList<TokenizedText> texts,
        IReadOnlyList<HeadMeasure> measures,
        IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(measures);
        var each = Scoring.ScoreEach(model, texts, measures, progress, cancellation);
        return [.. measures.Select((_, m) => new HeadScoreSample([.. each.Select(tables => tables[m])]))];
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
