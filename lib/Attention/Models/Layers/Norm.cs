using static Attention.Models.Scalars;
using static TorchSharp.torch;

namespace Attention.Models.Layers;

/// <summary>A norm: a vector, centred or not, times a scale of its own, weighted, in fp32 whatever the type of the stream. With the scale
/// frozen it is linear, which attributions and circuits rely on.</summary>
public abstract class Norm : IDisposable
{
    private readonly Tensor eps;         // a 0-dim tensor, since a temporary Scalar may be finalised while native code reads it

    /// <summary>Makes the norm of a model.</summary>
    /// <param name="epsilon">What is added to the mean square.</param>
    /// <param name="device">Where it computes.</param>
    private protected Norm(double epsilon, Device device)
    {
        using var scope = NewDisposeScope();
        eps = tensor((float)epsilon, device: device).DetachFromDisposeScope();
    }

    /// <summary>The norm that a model has.</summary>
    /// <param name="config">The shape.</param>
    /// <param name="device">Where it computes.</param>
    /// <returns>A norm of the kind and epsilon of the model.</returns>
    public static Norm Of(TransformerConfig config, Device device)
    {
        ArgumentNullException.ThrowIfNull(config);
        return config.NormKind == NormKind.Rms ? new RmsNorm(config.RmsNormEps, device) : new LayerNorm(config.RmsNormEps, device);
    }

    /// <summary>A vector brought to length and weighted.</summary>
    /// <param name="x">[..., D].</param>
    /// <param name="weight">[D]; null leaves it unweighted.</param>
    /// <param name="bias">[D], added at the end; null for none.</param>
    /// <param name="atScale">Looks at the scale, [..., 1], and gives the one to use; null to use it as it is.</param>
    /// <returns>[..., D].</returns>
    public Tensor Apply(Tensor x, Tensor? weight, Tensor? bias = null, Func<Tensor, Tensor>? atScale = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        var centred = Centred(x);
        var scale = ScaleOf(centred);
        if (atScale is not null) scale = atScale(scale);
        var y = centred.mul(scale.to_type(x.dtype));
        if (weight is not null) y = y.mul_(weight);
        return bias is null ? y : y.add_(bias, One);
    }

    /// <summary>What a vector, once centred, is multiplied with before its weight.</summary>
    /// <param name="x">[..., D].</param>
    /// <returns>[..., 1] in fp32.</returns>
    public Tensor Scale(Tensor x) => ScaleOf(Centred(x));

    /// <summary>A vector less its mean where the norm takes it off, else the vector itself.</summary>
    /// <param name="x">[..., D].</param>
    /// <returns>[..., D].</returns>
    public abstract Tensor Centred(Tensor x);

    /// <summary>Frees the constant.</summary>
    public void Dispose()
    {
        eps.Dispose();
        GC.SuppressFinalize(this);
    }

    private Tensor ScaleOf(Tensor centred) =>
        centred.to_type(ScalarType.Float32).Squared().mean([-1L], keepdim: true).add_(eps, One).rsqrt_();
}
