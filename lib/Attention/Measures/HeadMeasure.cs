using Attention.Traces;
using static TorchSharp.torch;

namespace Attention.Measures;

/// <summary>A number for each head, computed from its pattern alone.</summary>
/// <param name="Name">The measure's name in snake_case, as in the command line's JSON.</param>
/// <param name="Of">From patterns [..., query, key] to one number each, [...]; runs on the patterns' device.</param>
public sealed record HeadMeasure(string Name, Func<Tensor, Tensor> Of)
{
    /// <summary>The measure of every head that a trace kept.</summary>
    /// <param name="trace">The trace.</param>
    /// <returns>A table; heads that were not kept are NaN.</returns>
    public HeadScoreTable Score(AttentionTrace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        var scores = Of(trace.Weights).data<float>().ToArray();    // [layer, head]
        var table = new float[trace.Layers[^1] + 1, trace.Heads[^1] + 1];
        for (var l = 0; l < table.GetLength(0); l++)
            for (var h = 0; h < table.GetLength(1); h++) table[l, h] = float.NaN;
        for (var l = 0; l < trace.Layers.Count; l++)
            for (var h = 0; h < trace.Heads.Count; h++) table[trace.Layers[l], trace.Heads[h]] = scores[l * trace.Heads.Count + h];
        return new HeadScoreTable(Name, trace.ModelName, table);
    }
}
