using Attention.Figures.Views;

namespace Attention.Figures.Drawings;

/// <summary>A trace as pages get it, unpacked for drawing.</summary>
/// <param name="trace">The trace.</param>
/// <param name="hideFirst">Whether the first token is left out.</param>
internal sealed class DrawnTrace(TraceData trace, bool hideFirst)
{
    private readonly byte[] bytes = Convert.FromBase64String(trace.Weights);
    private readonly int size = PackedWeights.Triangle(trace.Tokens.Count);
    private readonly int first = hideFirst && trace.Tokens.Count > 1 ? 1 : 0;

    /// <summary>The labels of the tokens that are drawn.</summary>
    public IReadOnlyList<string> Words { get; } =
        [.. trace.Tokens.Skip(hideFirst && trace.Tokens.Count > 1 ? 1 : 0).Select(token => TokenWords.Label(token))];

    /// <summary>How many heads there are.</summary>
    public int Heads => trace.Layers.Count * trace.Heads.Count;

    /// <summary>A head by its place in the trace.</summary>
    public DrawnWeights Head(int place) =>
        new(Words, (query, key) => PackedWeights.Unpack(bytes[place * size + PackedWeights.Triangle(query + first) + key + first]));

    /// <summary>The mean of a layer's heads, the layer by its place in the trace.</summary>
    public DrawnWeights Mean(int layer)
    {
        DrawnWeights[] heads = [.. Enumerable.Range(layer * trace.Heads.Count, trace.Heads.Count).Select(Head)];
        return new DrawnWeights(Words, (query, key) => heads.Average(head => head[query, key]));
    }

    /// <summary>The address of a head.</summary>
    public string Name(int place) => $"{trace.Layers[place / trace.Heads.Count]}.{trace.Heads[place % trace.Heads.Count]}";
}
