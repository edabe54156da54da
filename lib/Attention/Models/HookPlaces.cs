namespace Attention.Models;

/// <summary>Which points a model has.</summary>
internal static class HookPlaces
{
    /// <summary>Why a model never comes by a point of a layer that it has; null if it does.</summary>
    public static string? Missing(HookPoint point, int layer, TransformerConfig config) => point switch
    {
        HookPoint.MlpOut or HookPoint.MlpNormScale or HookPoint.MlpIn or HookPoint.MlpPre
            or HookPoint.MlpPost when config.IntermediateSize == 0 =>
            "this model has no MLP: its layers are attention only.",
        HookPoint.ResidMid when config.ParallelResidual =>
            "in this model attention and MLP read the same stream: there is none between them.",
        HookPoint.AttnNormScale or HookPoint.MlpNormScale when !config.NormsInput =>
            "this model has no norm before attention and MLP; it norms what they give.",
        HookPoint.FinalNormScale or HookPoint.FinalNormed when !config.HasHead =>
            "this model ends with its stream: it has no unembedding, and no norm in front of one.",
        HookPoint.FinalNormScale or HookPoint.FinalNormed when layer != config.NumHiddenLayers - 1 =>
            $"the norm behind the last layer comes by once: ask for layer {config.NumHiddenLayers - 1}.",
        HookPoint.Embed when layer > 0 => "the embedding comes by once: ask for layer 0.",
        _ => null,
    };

    /// <summary>A layer that has a point, if any has.</summary>
    public static int LayerOf(HookPoint point, TransformerConfig config) =>
        point is HookPoint.FinalNormScale or HookPoint.FinalNormed ? config.NumHiddenLayers - 1 : 0;

    /// <summary>The points that every layer of a model has, and those before and behind all layers.</summary>
    public static IEnumerable<HookPoint> Of(TransformerConfig config) =>
        Enum.GetValues<HookPoint>().Where(point => Missing(point, LayerOf(point, config), config) is null);
}
