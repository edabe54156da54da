using System.Runtime.Intrinsics.X86;
using TorchSharp;
using static TorchSharp.torch;

namespace Attention.Models.Layers;

/// <summary>x W^T, in whichever way is the fastest. Which one depends on the machine, the type and the shapes alone, so that the same work
/// gives the same digits.</summary>
internal static class LinearProduct
{
    private const int MostBytes = int.MaxValue;
    private const long FewRows = 512;

    /// <summary>The product. Its memory may lie column by column.</summary>
    /// <param name="rows">[n, in].</param>
    /// <param name="weight">[out, in], of the same type.</param>
    /// <returns>[n, out].</returns>
    public static Tensor Of(Tensor rows, Tensor weight)
    {
        if (IsTiled(rows, weight)) return TiledProduct.Of(rows.contiguous(), weight);
        // for few rows MKL is up to a third faster at (W x^T)^T: it likes a tall left factor
        return IsOfFloatsOnCpu(weight) && rows.shape[0] <= FewRows ? weight.mm(rows.t()).t() : rows.mm(weight.t());
    }

    /// <summary>The same for those who read it row by row: each row lies in one piece.</summary>
    /// <param name="rows">[n, in].</param>
    /// <param name="weight">[out, in], of the same type.</param>
    /// <returns>[n, out].</returns>
    public static Tensor OfRows(Tensor rows, Tensor weight) =>
        IsTiled(rows, weight) ? TiledProduct.Of(rows.contiguous(), weight) : rows.mm(weight.t());

    /// <summary>Whether numbers like these are multiplied by <see cref="TiledProduct"/> now.</summary>
    /// <param name="numbers">Weights, or what passes by.</param>
    public static bool IsTiledFor(Tensor numbers) => Avx512F.IsSupported && IsOfFloatsOnCpu(numbers) && !is_grad_enabled();

    /// <summary>MKL, by which libtorch multiplies fp32, uses AVX-512 on Intel's processors only, and is slow for few rows everywhere. What
    /// is learned goes by libtorch, which knows the gradient; so does one row, for which reading the weights is all there is to
    /// do.</summary>
    private static bool IsTiled(Tensor rows, Tensor weight) => Avx512F.IsSupported && IsOfFloatsOnCpu(rows) && IsOfFloatsOnCpu(weight)
        && rows.shape[0] > 1 && weight.shape[0] >= TiledProduct.Lanes && weight.is_contiguous() && HaveRoom(rows, weight)
        && !(is_grad_enabled() && (rows.requires_grad || weight.requires_grad));

    /// <summary>Whether it lies in fp32 where the processor computes.</summary>
    /// <param name="x">Any tensor.</param>
    public static bool IsOfFloatsOnCpu(Tensor x) => x.device_type == DeviceType.CPU && x.dtype == ScalarType.Float32;

    private static bool HaveRoom(Tensor rows, Tensor weight) =>
        Math.Max(Math.Max(rows.numel(), weight.numel()), rows.shape[0] * weight.shape[0]) <= MostBytes / sizeof(float);
}
