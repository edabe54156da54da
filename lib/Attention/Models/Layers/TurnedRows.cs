using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Runtime.Intrinsics.Vector512;

namespace Attention.Models.Layers;

/// <summary>Rows made columns, sixteen by sixteen numbers at a time.</summary>
internal static unsafe class TurnedRows
{
    private const int Lanes = ProductTile.Lanes;

    // which numbers of two vectors, laid one after the other, come first and which last when they are shuffled like two halves of a pack
    private static readonly Vector512<int> First = Create(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
    private static readonly Vector512<int> Last = Create(8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);

    /// <summary>Turns up to sixteen rows; zeros stand for those that are not there.</summary>
    /// <param name="from">[rows, length].</param>
    /// <param name="rows">1 to 16.</param>
    /// <param name="length">Of a row.</param>
    /// <param name="to">[length, 16].</param>
    /// <param name="stride">From one of its rows to the next.</param>
    public static void Turn(float* from, int rows, int length, float* to, int stride)
    {
        var done = rows == Lanes ? length / Lanes * Lanes : 0;
        for (var k = 0; k < done; k += Lanes) Square(from + k, length, to + (long)k * stride, stride);
        for (var k = done; k < length; k++)
            for (var row = 0; row < Lanes; row++)
                to[(long)k * stride + row] = row < rows ? from[(long)row * length + k] : 0;
    }

    /// <summary>Columns as rows again.</summary>
    /// <param name="columns">[wanted or more up to a multiple of sixteen, lanes].</param>
    /// <param name="lanes">From a number of the columns to the next, at least as many as rows.</param>
    /// <param name="to">Where the rows go.</param>
    /// <param name="width">From one of them to the next.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="wanted">How many numbers of each are wanted.</param>
    [SkipLocalsInit]
    public static void Back(float* columns, int lanes, float* to, int width, int rows, int wanted)
    {
        var square = stackalloc float[Lanes * Lanes];
        for (var row = 0; row < rows; row += Lanes)
            for (var column = 0; column < wanted; column += Lanes)
            {
                var (from, place) = ((nint)(columns + (long)column * lanes + row), (nint)(to + (long)row * width + column));
                if (row + Lanes <= rows && column + Lanes <= wanted)
                {
                    Square((float*)from, lanes, (float*)place, width);
                    continue;
                }
                Square((float*)from, lanes, square, Lanes);
                var some = Math.Min(Lanes, wanted - column);
                for (var r = 0; r < Math.Min(Lanes, rows - row); r++)
                    new Span<float>(square + r * Lanes, some).CopyTo(new((float*)place + (long)r * width, some));
            }
    }

    /// <summary>Turns sixteen rows of sixteen numbers. Shuffling a pack of 256 numbers like two halves of cards moves each number's place
    /// up by one binary digit; after four times of eight, row and column have changed about.</summary>
    /// <param name="from">The first row.</param>
    /// <param name="stride">From a row to the next.</param>
    /// <param name="to">The first column as a row.</param>
    /// <param name="newStride">From one of these to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    public static void Square(float* from, int stride, float* to, int newStride)
    {
        float* once = stackalloc float[Lanes * Lanes], twice = stackalloc float[Lanes * Lanes];
        Shuffle(from, stride, once, Lanes);
        Shuffle(once, Lanes, twice, Lanes);
        Shuffle(twice, Lanes, once, Lanes);
        Shuffle(once, Lanes, to, newStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Shuffle(float* from, int stride, float* to, int newStride)
    {
        for (var row = 0; row < Lanes / 2; row++)
        {
            var (upper, lower) = (Load(from + (long)row * stride), Load(from + (long)(row + Lanes / 2) * stride));
            Avx512F.PermuteVar16x32x2(upper, First, lower).Store(to + 2L * row * newStride);
            Avx512F.PermuteVar16x32x2(upper, Last, lower).Store(to + (2L * row + 1) * newStride);
        }
    }
}
