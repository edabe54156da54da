using Attention.Models;
using Attention.Traces;
using Course.Files;
using static TorchSharp.torch;

namespace Attention.Measures;

/// <summary>A number for each head, computed from its pattern alone.</summary>
/// <param name="Name">The measure's name in snake_case, as in the command line's JSON.</param>
/// <param name="Of">From patterns [..., query, key] to one number each, [...]; runs on the patterns' device.</param>
/// <param name="Unit">What the number counts in.</param>
public sealed record HeadMeasure(string Name, Func<Tensor, Tensor> Of, MeasureUnit Unit = MeasureUnit.Share)
{
    /// <summary>A measure written with plain numbers, for one pattern at a time: slower, and easier to read.</summary>
    /// <param name="name">Its name in snake_case.</param>
    /// <param name="ofPattern">From one head's pattern to its number.</param>
    /// <param name="unit">What the number counts in.</param>
    public HeadMeasure(string name, Func<AttentionPattern, double> ofPattern, MeasureUnit unit = MeasureUnit.Share)
        : this(name, EachPattern(ofPattern), unit) { }

    /// <summary>The same as sums over rows, where it is one: the measure is the first divided by the second.</summary>
    internal Func<PatternRows, (Tensor Sum, Tensor Weight)>? Rows { get; private init; }

    /// <summary>The diagonals that those sums read: how many tokens back.</summary>
    internal IReadOnlyList<int> Diagonals { get; private init; } = [];

    /// <summary>A measure that is a sum over rows divided by another, so that patterns can be read some rows at a time.</summary>
    /// <param name="name">Its name in snake_case.</param>
    /// <param name="rows">The two sums over some rows, [...] each or one number for all.</param>
    /// <param name="unit">What the number counts in.</param>
    /// <param name="diagonals">The diagonals that it reads.</param>
    internal static HeadMeasure ByRows(string name, Func<PatternRows, (Tensor Sum, Tensor Weight)> rows,
        MeasureUnit unit = MeasureUnit.Share, params IReadOnlyList<int> diagonals) =>
        new(name, pattern => Quotient(rows(new(new WeightSums(pattern, 0)))), unit) { Rows = rows, Diagonals = diagonals };

    /// <summary>The measure of one pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <returns>Its number.</returns>
    /// <exception cref="WrongUseException">The function gave back something else than one number a pattern.</exception>
    public double Score(AttentionPattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        return Each(Numbers.ToTensor([pattern.Memory], 1, 1, pattern.Length, pattern.Length)).Number();
    }

    /// <summary>The measure of every head that a trace kept.</summary>
    /// <param name="trace">The trace.</param>
    /// <returns>A table; heads that were not kept are NaN.</returns>
    /// <exception cref="WrongUseException">The function gave back something else than one number a pattern.</exception>
    public HeadScoreTable Score(AttentionTrace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        var table = new float[trace.Layers[^1] + 1, trace.Heads[^1] + 1];
        for (var l = 0; l < table.GetLength(0); l++)
            for (var h = 0; h < table.GetLength(1); h++) table[l, h] = float.NaN;
        for (var l = 0; l < trace.Layers.Count; l++)
            foreach (var (head, score) in trace.Heads.Zip(OfLayer(trace, l))) table[trace.Layers[l], head] = score;
        return new HeadScoreTable(Name, trace.ModelName, table, Unit);
    }

    private float[] OfLayer(AttentionTrace trace, int layer)
    {
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        var patterns = trace.OfLayer(layer).Select(pattern => pattern.Memory);
        return Each(Numbers.ToTensor(patterns, 1, trace.Heads.Count, trace.Tokens.Count, trace.Tokens.Count)).Floats();
    }

    /// <summary>What <see cref="Of"/> makes of patterns, if it is one number each.</summary>
    /// <param name="patterns">[batch, head, query, key].</param>
    /// <returns>[batch, head].</returns>
    /// <exception cref="WrongUseException">It is something else.</exception>
    internal Tensor Each(Tensor patterns)
    {
        var scores = Of(patterns);
        if (scores.shape.AsSpan().SequenceEqual(patterns.shape.AsSpan()[..^2])) return scores;
        throw new WrongUseException(
            $"The function of the measure '{Name}' got [batch, heads, T, T] = [{string.Join(", ", patterns.shape)}] and gave back "
            + $"[{string.Join(", ", scores.shape)}]: "
            + "return one number per head, [batch, heads], or write a function of one pattern: new HeadMeasure(name, (AttentionPattern p) "
            + "=> p.Diagonal(1).Average()).");
    }

    private static Tensor Quotient((Tensor Sum, Tensor Weight) sums) => sums.Sum.div(sums.Weight);

    private static Func<Tensor, Tensor> EachPattern(Func<AttentionPattern, double> ofPattern)
    {
        ArgumentNullException.ThrowIfNull(ofPattern);
        return patterns => tensor([.. AttentionPattern.All(patterns).Select(pattern => (float)ofPattern(pattern))], device: patterns.device)
            .view(patterns.shape[..^2]);
    }
}
