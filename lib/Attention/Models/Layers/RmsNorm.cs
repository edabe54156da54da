using static TorchSharp.torch;

namespace Attention.Models.Layers;

/// <summary>RMSNorm (Zhang and Sennrich 2019): a vector divided by the root of its mean square.</summary>
/// <param name="epsilon">What is added to the mean square.</param>
/// <param name="device">Where it computes.</param>
public sealed class RmsNorm(double epsilon, Device device) : Norm(epsilon, device)
{
    /// <inheritdoc/>
    public override Tensor Centred(Tensor x) => x;
}
