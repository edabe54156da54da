using System.Buffers;
using static TorchSharp.torch;

namespace Attention.Models.Layers;

/// <summary>
/// x W^T in fp32 by AVX-512. Sixteen rows of x lie side by side in a vector, number by number, and each weight is read where it is and
/// multiplies them all: nothing is held twice but x, and each number of the product is one sum over the inputs in their order, whatever
/// other rows there are.
/// </summary>
internal static unsafe class TiledProduct
{
    /// <summary>Numbers in a vector.</summary>
    public const int Lanes = ProductTile.Lanes;

    private const int OutputsTogether = ProductTile.OutputsTogether;

    /// <summary>The product.</summary>
    /// <param name="rows">[n, in], contiguous, Float32 on the CPU.</param>
    /// <param name="weight">[out, in], the same; at least <see cref="Lanes"/> outputs.</param>
    /// <returns>[n, out].</returns>
    public static Tensor Of(Tensor rows, Tensor weight)
    {
        var product = empty(rows.shape[0], weight.shape[0]);
        var (n, wide, narrow) = ((int)rows.shape[0], (int)weight.shape[0], (int)weight.shape[1]);
        var pooled = ArrayPool<float>.Shared.Rent(checked((int)TokenColumns.Numbers(narrow, n) + Lanes));
        fixed (float* start = pooled)
            Fill(rows.Address(), new(ProductTile.Aligned(start), narrow, n), weight.Address(), product.Address(), wide);
        ArrayPool<float>.Shared.Return(pooled);
        GC.KeepAlive(rows);
        GC.KeepAlive(weight);
        return product;
    }

    /// <summary>Turns x, by tiles of rows, and multiplies all of them with some outputs' weights at a time.</summary>
    private static void Fill(float* x, TokenColumns turned, float* w, float* y, int wide)
    {
        var multiplications = (long)turned.Tokens * turned.Width * wide;
        // turning few rows takes less time than waking a thread for it
        SharedWork.Do(turned.Tiles, turned.Tokens <= ProductTile.Rows ? 0 : multiplications, tile => turned.FillTile(tile, x));
        SharedWork.Do((wide + OutputsTogether - 1) / OutputsTogether, multiplications, piece =>
        {
            var (from, last) = (piece * OutputsTogether, Math.Min((piece + 1) * OutputsTogether, wide));
            for (var tile = 0; tile < turned.Tiles; tile++)
                // the last outputs overlap those before them
                for (var output = from; output < last; output += Lanes) Put(turned, tile, w, y, wide, Math.Min(output, wide - Lanes));
        });
    }

    private static void Put(TokenColumns x, int tile, float* w, float* y, int wide, int output)
    {
        var first = x.FirstOf(tile);
        var lanes = x.LanesAt(first);
        ProductTile.Put(x.At(first), lanes, w + (long)output * x.Width, x.Width, y + (long)first * wide + output, wide,
            Math.Min(lanes, x.Tokens - first));
    }
}
