using static TorchSharp.torch;

namespace Attention.Models.Layers;

/// <summary>LayerNorm (Ba et al. 2016): a vector less its mean, divided by its standard deviation.</summary>
/// <param name="epsilon">What is added to the variance.</param>
/// <param name="device">Where it computes.</param>
public sealed class LayerNorm(double epsilon, Device device) : Norm(epsilon, device)
{
    /// <inheritdoc/>
    public override Tensor Centred(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.sub(x.to_type(ScalarType.Float32).mean([-1L], keepdim: true).to_type(x.dtype));
    }
}
