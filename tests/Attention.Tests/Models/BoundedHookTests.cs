using System.Runtime.Intrinsics.X86;
using Attention.Models;
using static Attention.Tests.Models.SmallLlamas;
using static TorchSharp.torch;

namespace Attention.Tests.Models;

/// <summary>Behind the last layer that is changed, nobody is asked, and what comes out is the same but for rounding.</summary>
public class BoundedHookTests
{
    [Theory]
    [InlineData(ScalarType.Float32, -1, 1e-5)]
    [InlineData(ScalarType.Float32, 0, 1e-5)]
    [InlineData(ScalarType.Float32, 1, 1e-5)]
    [InlineData(ScalarType.BFloat16, -1, .05)]
    [InlineData(ScalarType.BFloat16, 0, .05)]
    [InlineData(ScalarType.BFloat16, 1, .05)]
    public void Layers_behind_a_change_run_as_if_there_were_none(ScalarType type, int last, double rounding)
    {
        Assert.SkipUnless(Avx512F.IsSupported, "Without AVX-512 libtorch computes all layers.");
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        var config = Shape("shared keys");
        using var network = new Transformer(config, Weights(config).To(type, CPU));
        HashSet<int> seen = [];
        Tensor Change(HookPoint point, int layer, Tensor value)
        {
            seen.Add(layer);
            return point == HookPoint.Z && layer <= last ? value.mul(tensor(.5f, dtype: type)) : value;
        }
        var bounded = network.Forward(Ids(2, 70), new BoundedHook(Change, last).Run);
        Assert.Equal(type, bounded.dtype);
        Assert.Equal(Math.Max(0, last), seen.DefaultIfEmpty(0).Max());             // the embedding comes by as of layer 0
        var (changed, plain) = (network.Forward(Ids(2, 70), Change), network.Forward(Ids(2, 70)));
        Assert.InRange(Distance(bounded, changed), 0, rounding);
        if (last >= 0) Assert.True(Distance(bounded, plain) > 2 * Distance(bounded, changed));
    }

    /// <summary>The root of the mean square of a difference, beside that of what it is from.</summary>
    private static double Distance(Tensor one, Tensor other) =>
        Math.Sqrt(one.sub(other).to_type(ScalarType.Float64).square().sum().Number()
            / other.to_type(ScalarType.Float64).square().sum().Number());
}
