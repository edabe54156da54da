using Attention.Models.Layers;

namespace Attention.Models.Llama;

/// <summary>Networks whose layers the course computes by itself where nobody changes what passes by.</summary>
internal static class PlainLlama
{
    /// <summary>Whether a shape is one: layers of a Llama without anything added to them, and sides that fill vectors of the
    /// processor.</summary>
    /// <param name="config">The shape.</param>
    public static bool Fits(TransformerConfig config) => HasLayers(config) && Sides(config).All(side => side % ProductTile.Lanes == 0);

    /// <summary>Whether what passes by has room, number by number, where indices are of 32 bits.</summary>
    /// <param name="config">The shape.</param>
    /// <param name="tokens">Of all sequences.</param>
    public static bool HasRoom(TransformerConfig config, long tokens) =>
        Sides(config).Max() * (tokens + ProductTile.Rows) <= int.MaxValue / sizeof(float);

    private static bool HasLayers(TransformerConfig c) => c is
    {
        NormKind: NormKind.Rms,
        NormPlacement: NormPlacement.Before,
        ParallelResidual: false,
        QkNorm: QkNormKind.None,
        QkvBias: false,
        OutputBias: false,
        MlpBias: false,
    } && (c.IntermediateSize == 0 || c is { GatedMlp: true, Activation: Activation.Silu });

    private static long[] Sides(TransformerConfig c) => [c.HiddenSize, c.IntermediateSize, c.HeadDim,
        (c.NumAttentionHeads + 2 * c.NumKeyValueHeads) * c.HeadDim];
}
