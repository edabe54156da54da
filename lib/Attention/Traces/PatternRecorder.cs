using Attention.Models;
using static TorchSharp.torch;

namespace Attention.Traces;

/// <summary>A hook that copies the patterns of chosen layers and heads into one buffer made beforehand.</summary>
internal sealed class PatternRecorder
{
    private readonly int[] layers;
    private readonly Tensor? heads;    // null: all of them

    public PatternRecorder(int[] layers, int[] heads, TransformerConfig config, int tokens)
    {
        this.layers = layers;
        this.heads = heads.Length == config.NumAttentionHeads ? null : tensor(heads, dtype: ScalarType.Int64);
        Weights = empty([layers.Length, heads.Length, tokens, tokens], ScalarType.Float32);
    }

    /// <summary>[layer, head, query, key] of Float32 on the CPU.</summary>
    public Tensor Weights { get; }

    public Tensor Hook(HookPoint point, int layer, Tensor value)
    {
        if (point != HookPoint.Pattern || Array.BinarySearch(layers, layer) is var row && row < 0) return value;
        var pattern = value[0];    // [H, T, T]
        Weights[row].copy_(heads is null ? pattern : pattern.index_select(0, heads.to(pattern.device)));
        return value;
    }
}
