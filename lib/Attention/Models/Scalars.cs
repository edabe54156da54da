using TorchSharp;
using static TorchSharp.torch;

namespace Attention.Models;

/// <summary>Numbers that native code may read at any time: <c>a.add(b)</c> makes a temporary one, which the collector can free too
/// early.</summary>
internal static class Scalars
{
    /// <summary>To be given to add and sub.</summary>
#pragma warning disable RS0030 // static ones are never finalised
    public static readonly Scalar One = 1;

    /// <summary>A place that there is not.</summary>
    public static readonly Scalar MinusOne = -1;

    /// <summary>What a divisor is at least, so that nothing is divided by zero.</summary>
    public static readonly Scalar Tiny = 1e-9;

    /// <summary>What a number is at least whose logarithm is taken.</summary>
    public static readonly Scalar Least = 1e-37f;
#pragma warning restore RS0030

    /// <summary>x times x; TorchSharp's own <c>square</c> is a power with a temporary Scalar.</summary>
    /// <param name="x">Any tensor.</param>
    /// <returns>A tensor of the same shape.</returns>
    public static Tensor Squared(this Tensor x) => x.mul(x);
}
