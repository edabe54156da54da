using static Attention.Models.Scalars;
using static TorchSharp.torch;

namespace Attention.Models.Layers;

/// <summary>RMSNorm (Zhang and Sennrich 2019): a vector divided by the root of its mean square, in fp32 whatever the type of the
/// stream.</summary>
public sealed class RmsNorm : IDisposable
{
    private readonly Tensor eps;         // a 0-dim tensor, since a temporary Scalar may be finalised while native code reads it

    /// <summary>Makes the norm of a model.</summary>
    /// <param name="epsilon">What is added to the mean square.</param>
    /// <param name="device">Where it computes.</param>
    public RmsNorm(double epsilon, Device device)
    {
        using var scope = NewDisposeScope();
        eps = tensor((float)epsilon, device: device).DetachFromDisposeScope();
    }

    /// <summary>A vector brought to length and weighted.</summary>
    /// <param name="x">[..., D].</param>
    /// <param name="weight">[D].</param>
    /// <returns>[..., D].</returns>
    public Tensor Apply(Tensor x, Tensor weight)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.mul(Scale(x).to_type(x.dtype)).mul_(weight);
    }

    /// <summary>What a vector is multiplied with before its weight: one over the root of its mean square.</summary>
    /// <param name="x">[..., D].</param>
    /// <returns>[..., 1] in fp32.</returns>
    public Tensor Scale(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.to_type(ScalarType.Float32).Squared().mean([-1L], keepdim: true).add_(eps, One).rsqrt_();
    }

    /// <summary>Frees the constant.</summary>
    public void Dispose() => eps.Dispose();
}
