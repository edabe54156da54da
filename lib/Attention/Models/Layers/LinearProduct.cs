using System.Runtime.Intrinsics.X86;
using TorchSharp;
using static TorchSharp.torch;

namespace Attention.Models.Layers;

/// <summary>x W^T, in whichever of libtorch's ways is the fastest. Which one depends on the machine, the type and the number of rows alone,
/// so that the same work gives the same digits.</summary>
internal static class LinearProduct
{
    private const long FewRows = 512, RowsToConvolve = 96;
    private const long NumbersToConvolve = 20480;       // libtorch convolves no more numbers than these by slower means

    /// <summary>MKL, by which libtorch multiplies fp32, uses AVX-512 on Intel's processors only; oneDNN, by which it convolves, wherever
    /// there is AVX-512, and is twice as fast there.</summary>
    private static readonly bool ConvolutionIsFaster = Avx512F.IsSupported && !IsIntel();

    /// <summary>The product. Its memory may lie column by column.</summary>
    /// <param name="rows">[n, in].</param>
    /// <param name="weight">[out, in], of the same type.</param>
    /// <returns>[n, out].</returns>
    public static Tensor Of(Tensor rows, Tensor weight) =>
        // for few rows (W x^T)^T: a tall left factor is up to a third faster than a short one
        IsOfFloatsOnCpu(weight) && rows.shape[0] <= FewRows && !IsConvolved(rows, weight) ? weight.mm(rows.t()).t() : OfRows(rows, weight);

    /// <summary>The same for those who read it row by row: each row lies in one piece.</summary>
    /// <param name="rows">[n, in].</param>
    /// <param name="weight">[out, in], of the same type.</param>
    /// <returns>[n, out].</returns>
    public static Tensor OfRows(Tensor rows, Tensor weight) => IsConvolved(rows, weight) ? Convolved(rows, weight) : rows.mm(weight.t());

    /// <summary>Whether a convolution is the fastest; with a single thread libtorch would convolve by slower means.</summary>
    private static bool IsConvolved(Tensor rows, Tensor weight) => ConvolutionIsFaster && IsOfFloatsOnCpu(weight)
        && rows.shape[0] >= RowsToConvolve && rows.numel() > NumbersToConvolve && get_num_threads() > 1;

    /// <summary>A convolution of width 1: rows are the pixels of one image, what they hold its channels, which lie side by side.</summary>
    private static Tensor Convolved(Tensor rows, Tensor weight)
    {
        var (n, wide, narrow) = (rows.shape[0], weight.shape[0], weight.shape[1]);
        var image = rows.contiguous().view(1, n, 1, narrow).permute(0, 3, 1, 2);                            // [1, in, n, 1]
        return nn.functional.conv2d(image, weight.view(wide, narrow, 1, 1)).permute(0, 2, 3, 1).reshape(n, wide);
    }

    private static bool IsOfFloatsOnCpu(Tensor weight) =>
        weight.device_type == DeviceType.CPU && weight.dtype == ScalarType.Float32;

    private static bool IsIntel() => X86Base.CpuId(0, 0) is (_, 0x756e6547, 0x6c65746e, 0x49656e69);        // "GenuineIntel"
}
