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

    // of W in one piece of work: they stay in the second cache while all rows of x pass
    private const int OutputsTogether = 3 * Lanes;


    /// <summary>The product.</summary>
    /// <param name="rows">[n, in], contiguous, Float32 on the CPU.</param>
    /// <param name="weight">[out, in], the same; at least <see cref="Lanes"/> outputs.</param>
    /// <returns>[n, out].</returns>
    public static Tensor Of(Tensor rows, Tensor weight)
    {
        var product = empty(rows.shape[0], weight.shape[0]);
        var (n, wide, narrow) = ((int)rows.shape[0], (int)weight.shape[0], (int)weight.shape[1]);
        var groups = (n + Lanes - 1) / Lanes;
        var pooled = ArrayPool<float>.Shared.Rent(groups * Lanes * narrow + Lanes);
        fixed (float* start = pooled)
        {
            var turned = ProductTile.Aligned(start);
            Fill(new(rows.Address(), weight.Address(), product.Address(), turned, n, wide, narrow), groups);
        }
        ArrayPool<float>.Shared.Return(pooled);
        GC.KeepAlive(rows);
        GC.KeepAlive(weight);
        return product;
    }

    private static void Fill(Operands all, int groups)
    {
        // turning few rows takes less time than waking a thread for it
        SharedWork.Do(groups, groups <= ProductTile.Rows / Lanes ? 0 : all.Multiplications, all.Turn);
        SharedWork.Do((all.Wide + OutputsTogether - 1) / OutputsTogether, all.Multiplications, all.Multiply);
    }

    /// <summary>What is multiplied: x and the product [n, ...] row by row, W [out, in], and x turned, by tiles of rows [in, rows of
    /// the tile].</summary>
    private sealed class Operands(float* x, float* w, float* y, float* turned, int n, int wide, int narrow)
    {
        // rows below this one are taken four vectors at a time, those that are left one
        private readonly int fullTiles = n / ProductTile.Rows * ProductTile.Rows;

        public int Wide => wide;

        public long Multiplications => (long)n * wide * narrow;

        /// <summary>Turns sixteen rows of x.</summary>
        public void Turn(int group)
        {
            var first = group * Lanes;
            var inFullTile = first < fullTiles;
            var tile = inFullTile ? first / ProductTile.Rows * ProductTile.Rows : first;
            var to = turned + (long)tile * narrow + (first - tile);
            TurnedRows.Turn(x + (long)first * narrow, Math.Min(Lanes, n - first), narrow, to, inFullTile ? ProductTile.Rows : Lanes);
        }

        /// <summary>The outputs of one piece of work, of all rows.</summary>
        public void Multiply(int piece)
        {
            var from = piece * OutputsTogether;
            var last = Math.Min(from + OutputsTogether, wide);
            for (var row = 0; row < n; row += row < fullTiles ? ProductTile.Rows : Lanes)
                for (var output = from; output < last; output += Lanes)
                {
                    var first = Math.Min(output, wide - Lanes);     // the last outputs overlap those before them
                    MultiplyTile(row, first);
                }
        }

        private void MultiplyTile(int row, int output)
        {
            float* weights = w + (long)output * narrow, rowsOfTile = turned + (long)row * narrow;
            var to = y + (long)row * wide + output;
            if (row < fullTiles) ProductTile.Full(rowsOfTile, weights, narrow, to, wide);
            else ProductTile.Narrow(rowsOfTile, weights, narrow, to, wide, Math.Min(Lanes, n - row));
        }
    }
}
