using Attention.Models;

namespace Attention.Measures;

/// <summary>A measure of every head of a model.</summary>
/// <param name="Measure">The measure's name.</param>
/// <param name="ModelName">The model that ran.</param>
/// <param name="Values">The numbers, [layer, head]; NaN for a head that was not measured.</param>
/// <param name="Unit">What they count in.</param>
public sealed record HeadScoreTable(string Measure, string ModelName, float[,] Values, MeasureUnit Unit = MeasureUnit.Share)
{
    /// <summary>The head with the largest number.</summary>
    public HeadScore Best => Top(1)[0];

    /// <summary>The number of one head.</summary>
    /// <param name="head">Its address.</param>
    /// <exception cref="HeadIndexException">The model has no such head.</exception>
    public double this[HeadIndex head] =>
        head.Layer >= 0 && head.Layer < Values.GetLength(0) && head.Head >= 0 && head.Head < Values.GetLength(1)
            ? Values[head.Layer, head.Head]
            : throw new HeadIndexException(
                $"head {head}: this table has layers 0-{Values.GetLength(0) - 1} with heads 0-{Values.GetLength(1) - 1}");

    /// <summary>The heads with the largest numbers.</summary>
    /// <param name="count">How many.</param>
    /// <returns>Largest first; equals in order of address.</returns>
    public IReadOnlyList<HeadScore> Top(int count) => [.. All().OrderByDescending(s => s.Score).Take(count)];

    /// <summary>One number a layer: the mean over its heads.</summary>
    /// <returns>L numbers; NaN for a layer in which no head has one.</returns>
    public IReadOnlyList<double> LayerMeans() => [.. Enumerable.Range(0, Values.GetLength(0)).Select(l =>
        Enumerable.Range(0, Values.GetLength(1)).Select(h => (double)Values[l, h]).Where(value => !double.IsNaN(value))
            .DefaultIfEmpty(double.NaN).Average())];

    /// <summary>All measured heads, layer by layer.</summary>
    /// <returns>Address and number.</returns>
    public IEnumerable<HeadScore> All() =>
        from l in Enumerable.Range(0, Values.GetLength(0))
        from h in Enumerable.Range(0, Values.GetLength(1))
        where !float.IsNaN(Values[l, h])
        select new HeadScore((l, h), Values[l, h]);
}
