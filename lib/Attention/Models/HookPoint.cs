namespace Attention.Models;

/// <summary>The places of a forward pass where a <see cref="Hook"/> may look or change; names as in TransformerLens. Of padding behind a
/// shorter sequence, hooks see what the model computes there, which nothing else reads.</summary>
public enum HookPoint
{
    /// <summary>The residual stream before a layer, [B, T, D].</summary>
    ResidPre,

    /// <summary>Queries as they are compared, after the rotary turn, [B, H, T, hd].</summary>
    Q,

    /// <summary>Keys as they are compared, after the rotary turn, [B, KV, T, hd].</summary>
    K,

    /// <summary>Values, [B, KV, T, hd].</summary>
    V,

    /// <summary>Scores before the softmax, scaled, capped and masked, [B, H, T, T].</summary>
    AttnScores,

    /// <summary>Attention weights, rows sum to 1, [B, H, T, T]; [B, H, 1, T] while a text is generated token by token.</summary>
    Pattern,

    /// <summary>What each head has gathered from the values, before the output matrix, [B, H, T, hd].</summary>
    Z,

    /// <summary>What all heads of a layer together add to the residual stream, [B, T, D].</summary>
    AttnOut,

    /// <summary>The residual stream between attention and MLP, [B, T, D]; never called where both read the same stream.</summary>
    ResidMid,

    /// <summary>What the MLP adds to the residual stream, [B, T, D]; never called in an attention-only transformer, like all points of the
    /// MLP.</summary>
    MlpOut,

    /// <summary>The residual stream after a layer, [B, T, D].</summary>
    ResidPost,

    /// <summary>The embedding with learned positions, before the first layer, [B, T, D]; called once, as of layer 0.</summary>
    Embed,

    /// <summary>What the norm before attention multiplies each vector with, [B, T, 1] in fp32; never called where there is no such
    /// norm.</summary>
    AttnNormScale,

    /// <summary>The normed stream that attention reads, [B, T, D].</summary>
    AttnIn,

    /// <summary>Queries before the rotary turn, [B, H, T, hd].</summary>
    QBeforeRotary,

    /// <summary>Keys before the rotary turn, [B, KV, T, hd].</summary>
    KBeforeRotary,

    /// <summary>What the norm before the MLP multiplies each vector with, [B, T, 1] in fp32; never called where there is no such
    /// norm.</summary>
    MlpNormScale,

    /// <summary>The normed stream that the MLP reads, [B, T, D].</summary>
    MlpIn,

    /// <summary>The MLP's neurons before their activation, of the gate where there is one, [B, T, F].</summary>
    MlpPre,

    /// <summary>The MLP's neurons as its last matrix reads them, [B, T, F].</summary>
    MlpPost,

    /// <summary>What the norm behind the last layer multiplies each vector with, [B, T, 1] in fp32; called once, as of the last layer,
    /// where something is predicted.</summary>
    FinalNormScale,

    /// <summary>The normed stream that the unembedding reads, [B, T, D]; called once, as of the last layer, where something is
    /// predicted.</summary>
    FinalNormed,
}
