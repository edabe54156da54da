namespace Attention.Models;

/// <summary>Which points a model has.</summary>
internal static class HookPlaces
{
    /// <summary>Why a model never comes by a point of a layer that it has; null if it does.</summary>
    public static string? Missing(HookPoint point, int layer, TransformerConfig config) => point switch
    {
        HookPoint.MlpOut or HookPoint.MlpNormScale or HookPoint.MlpIn or HookPoint.MlpPre or HookPoint.MlpPost when config.IntermediateSize == 0 =>
            "this model has no MLP: its layers are attention only.",
        HookPoint.ResidMid when config.ParallelResidual => "in this model attention and MLP read the same stream: there is none between them.",
        HookPoint.AttnNormScale or HookPoint.MlpNormScale when !config.NormsInput =>
            "this model has no norm before attention and MLP; it norms what they give.",
        HookPoint.Embed when layer > 0 => "the embedding comes by once: ask for layer 0.",
        _ => null,
    };

    /// <summary>The points that every layer of a model has.</summary>
    public static IEnumerable<HookPoint> Of(TransformerConfig config) => Enum.GetValues<HookPoint>().Where(point => Missing(point, 0, config) is null);
}
