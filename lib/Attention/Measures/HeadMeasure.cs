using Attention.Models;
using Attention.Traces;
using static TorchSharp.torch;

namespace Attention.Measures;

/// <summary>A number for each head, computed from its pattern alone.</summary>
/// <param name="Name">The measure's name in snake_case, as in the command line's JSON.</param>
/// <param name="Of">From patterns [..., query, key] to one number each, [...]; runs on the patterns' device.</param>
public sealed record HeadMeasure(string Name, Func<Tensor, Tensor> Of)
{
    /// <summary>A measure written with plain numbers, for one pattern at a time: slower, and easier to read.</summary>
    /// <param name="name">Its name in snake_case.</param>
    /// <param name="ofPattern">From one head's pattern to its number.</param>
    public HeadMeasure(string name, Func<AttentionPattern, double> ofPattern) : this(name, EachPattern(ofPattern)) { }

    /// <summary>The measure of one pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <returns>Its number.</returns>
    public double Score(AttentionPattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        return Of(Numbers.ToTensor([pattern.Memory], pattern.Length, pattern.Length)).Number();
    }

    /// <summary>The measure of every head that a trace kept.</summary>
    /// <param name="trace">The trace.</param>
    /// <returns>A table; heads that were not kept are NaN.</returns>
    public HeadScoreTable Score(AttentionTrace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        var table = new float[trace.Layers[^1] + 1, trace.Heads[^1] + 1];
        for (var l = 0; l < table.GetLength(0); l++)
            for (var h = 0; h < table.GetLength(1); h++) table[l, h] = float.NaN;
        for (var l = 0; l < trace.Layers.Count; l++)
            foreach (var (head, score) in trace.Heads.Zip(OfLayer(trace, l))) table[trace.Layers[l], head] = score;
        return new HeadScoreTable(Name, trace.ModelName, table);
    }

    private float[] OfLayer(AttentionTrace trace, int layer)
    {
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        return Of(Numbers.ToTensor(trace.OfLayer(layer).Select(pattern => pattern.Memory), trace.Heads.Count, trace.Tokens.Count, trace.Tokens.Count)).Floats();
    }

    private static Func<Tensor, Tensor> EachPattern(Func<AttentionPattern, double> ofPattern)
    {
        ArgumentNullException.ThrowIfNull(ofPattern);
        return patterns => tensor([.. AttentionPattern.All(patterns).Select(pattern => (float)ofPattern(pattern))], device: patterns.device).view(patterns.shape[..^2]);
    }
}
