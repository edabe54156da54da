namespace Attention.Models;

/// <summary>The places of a forward pass where a <see cref="Hook"/> may look or change; names as in TransformerLens.</summary>
public enum HookPoint
{
    /// <summary>The residual stream before a layer, [B, T, D].</summary>
    ResidPre,

    /// <summary>Queries after the rotary turn, [B, H, T, hd].</summary>
    Q,

    /// <summary>Keys after the rotary turn, [B, KV, T, hd].</summary>
    K,

    /// <summary>Values, [B, KV, T, hd].</summary>
    V,

    /// <summary>Scores before the softmax, scaled and masked, [B, H, T, T].</summary>
    AttnScores,

    /// <summary>Attention weights, rows sum to 1, [B, H, T, T].</summary>
    Pattern,

    /// <summary>What each head has gathered from the values, before the output matrix, [B, H, T, hd].</summary>
    Z,

    /// <summary>What all heads of a layer together add to the residual stream, [B, T, D].</summary>
    AttnOut,

    /// <summary>The residual stream between attention and MLP, [B, T, D].</summary>
    ResidMid,

    /// <summary>What the MLP adds to the residual stream, [B, T, D]; never called in an attention-only transformer.</summary>
    MlpOut,

    /// <summary>The residual stream after a layer, [B, T, D].</summary>
    ResidPost,
}
