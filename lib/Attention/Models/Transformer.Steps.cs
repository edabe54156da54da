using Attention.Models.Layers;
using static Attention.Models.Scalars;
using static TorchSharp.torch;

namespace Attention.Models;

// The small steps that layers, circuits and attributions share.
public sealed partial class Transformer
{
    /// <summary>Token embeddings without positions, scaled as the model does.</summary>
    /// <param name="ids">[n].</param>
    /// <returns>[n, D].</returns>
    internal Tensor TokenVectors(Tensor ids)
    {
        var x = Weights.Embedding.index_select(0, ids);
        return embeddingScale is null ? x : x.mul(embeddingScale);
    }

    /// <summary>Tokens as they come out of the embedding, without positions, in Float32: what circuits of the direct path begin
    /// with.</summary>
    /// <param name="ids">[n].</param>
    /// <returns>[n, D].</returns>
    internal Tensor EmbeddedTokens(Tensor ids) =>
        Read(TokenVectors(ids).to_type(ScalarType.Float32), Weights.EmbeddingNorm, Weights.EmbeddingNormBias);

    /// <summary>What the matrices of <see cref="Folded"/> read of a stream: brought to length, but for weight and bias.</summary>
    /// <param name="x">[..., D] in Float32.</param>
    /// <returns>[..., D].</returns>
    internal Tensor Unweighted(Tensor x) => Config.NormsInput ? Norm.Apply(x, null) : x;

    /// <summary>A matrix behind a norm, the norm's weight folded in and the mean taken off where the norm does so, in Float32.</summary>
    /// <param name="rows">[n, D].</param>
    /// <param name="weight">[D]; null where there is no norm.</param>
    /// <returns>[n, D].</returns>
    internal Tensor Folded(Tensor rows, Tensor? weight)
    {
        var matrix = rows.to_type(ScalarType.Float32);
        return weight is null ? matrix : Norm.Centred(matrix.mul(weight));
    }

    /// <summary>A direction behind a norm as one in front of it: the product with a vector before the norm is what the direction's product
    /// with the normed vector would be, but for the norm's bias.</summary>
    /// <param name="direction">[D] in Float32.</param>
    /// <param name="x">The vector whose scale is kept, [D].</param>
    /// <param name="weight">[D]; null where there is no norm.</param>
    /// <returns>[D].</returns>
    internal Tensor ReadThrough(Tensor direction, Tensor x, Tensor? weight) =>
        weight is null ? direction : Norm.Centred(direction.mul(weight)).mul(Norm.Scale(x));

    /// <summary>What attention gives for what its heads have gathered, before any norm of it.</summary>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="z">[B, H, T, hd].</param>
    /// <returns>[B, T, D].</returns>
    internal Tensor GivenByHeads(int layer, Tensor z) =>
        Linear(z.transpose(1, 2).reshape(z.shape[0], z.shape[2], -1), Weights.Layers[layer].Output, Weights.Layers[layer].OutputBias);

    /// <summary>What one head adds to the stream beside the others; the scale of a norm of what they give is kept.</summary>
    /// <param name="head">The head.</param>
    /// <param name="z">What all heads of its layer have gathered, [B, H, T, hd].</param>
    /// <returns>[B, T, D].</returns>
    internal Tensor WrittenByHead(HeadIndex head, Tensor z)
    {
        var (w, hd) = (Weights.Layers[head.Layer], Config.HeadDim);
        var given = z.select(1, head.Head).matmul(w.Output.narrow(1, (long)head.Head * hd, hd).t());
        return w.AttnOutNorm is not { } weight || Config.NormPlacement == NormPlacement.AfterSum ? given
            : Norm.Centred(given).mul(Norm.Scale(GivenByHeads(head.Layer, z)).to_type(given.dtype)).mul_(weight);
    }

    /// <summary>The turn of a layer's queries and keys.</summary>
    internal Rotary RotaryOf(int layer) => unturned is not null && !Config.Turns(layer) ? unturned
        : localRotary is not null && Config.WindowOf(layer) > 0 ? localRotary : Rotary;

    /// <summary>What a part of a layer reads of the stream: normed where it has a norm before it. Where it has none and somebody may change
    /// it, a copy, so that the stream stays as it is.</summary>
    internal Tensor Read(Tensor x, Tensor? weight, Tensor? bias, Func<Tensor, Tensor>? atScale = null) =>
        weight is not null ? Norm.Apply(x, weight, bias, atScale) : atScale is null ? x : x.clone();

    /// <summary>What a part of a layer adds to the stream: normed where the model norms it before the sum.</summary>
    private Tensor Written(Tensor given, Tensor? weight, Tensor? bias) =>
        weight is null || Config.NormPlacement == NormPlacement.AfterSum ? given : Norm.Apply(given, weight, bias);

    private Tensor Summed(Tensor x, Tensor added, Tensor? weight, Tensor? bias)
    {
        var sum = x.add(added, One);
        return Config.NormPlacement == NormPlacement.AfterSum ? Norm.Apply(sum, weight, bias) : sum;
    }

    /// <summary>Queries or keys brought to length, [B, heads, T, hd].</summary>
    private Tensor QkNormed(Tensor heads, Tensor? weight)
    {
        if (weight is null) return heads;
        if (Config.QkNorm == QkNormKind.PerHead) return Norm.Apply(heads, weight);
        var (B, count, T, hd) = (heads.shape[0], heads.shape[1], heads.shape[2], heads.shape[3]);
        return Norm.Apply(heads.transpose(1, 2).reshape(B, T, count * hd), weight).view(B, T, count, hd).transpose(1, 2);
    }

    private Tensor Activated(Tensor x) => Config.Activation switch
    {
        Activation.Silu => nn.functional.silu(x),
        Activation.Gelu => nn.functional.gelu(x),
        Activation.GeluTanh => GeluTanh(x),
        _ => nn.functional.relu(x),
    };

    /// <summary>x (1 + tanh(sqrt(2 / pi) (x + .044715 x^3))) / 2.</summary>
    private static Tensor GeluTanh(Tensor x)
    {
        Tensor Number(double number) => tensor((float)number, dtype: x.dtype, device: x.device);
        var inner = x.Squared().mul_(x).mul_(Number(.044715)).add_(x, One).mul_(Number(Math.Sqrt(2 / Math.PI)));
        var half = x.mul(Number(.5));
        return inner.tanh_().mul_(half).add_(half, One);
    }

    private static Tensor Capped(Tensor x, Tensor most) => x.div(most).tanh_().mul_(most);

    /// <summary>x W^T + b.</summary>
    private static Tensor Linear(Tensor x, Tensor weight, Tensor? bias)
    {
        var y = LinearProduct.Of(x.to_type(weight.dtype).reshape(-1, x.shape[^1]), weight);                 // [B T, out]
        if (bias is not null) y = y.add_(bias, One);
        return y.view([.. x.shape[..^1], weight.shape[0]]);
    }
}
