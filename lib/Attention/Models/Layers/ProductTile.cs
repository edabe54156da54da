using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Runtime.Intrinsics.Vector512;

namespace Attention.Models.Layers;

/// <summary>The innermost part of <see cref="TiledProduct"/>: sixteen outputs of sixteen or of sixty-four rows, summed in
/// registers.</summary>
internal static unsafe class ProductTile
{
    /// <summary>Numbers in a vector, and outputs of a tile.</summary>
    public const int Lanes = 16;

    /// <summary>Rows of a full tile.</summary>
    public const int Rows = 4 * Lanes;

    /// <summary>Inputs that are summed before their sum is added to that of those before: sums of sums round less than one long
    /// sum.</summary>
    public const int SummedTogether = 128;

    /// <summary>Outputs in one piece of work: their weights stay in the second cache while all rows pass.</summary>
    public const int OutputsTogether = 3 * Lanes;

    /// <summary>The first place from which on no vector lies in two lines of the cache.</summary>
    /// <param name="start">Of memory with <see cref="Lanes"/> numbers to spare.</param>
    public static float* Aligned(float* start) => (float*)((nuint)(start + Lanes - 1) / (Lanes * sizeof(float)) * (Lanes * sizeof(float)));

    /// <summary>Sixteen outputs of rows that lie side by side, laid down row by row.</summary>
    /// <param name="x">The rows, [in, lanes].</param>
    /// <param name="lanes">How many lie side by side: <see cref="Rows"/> or <see cref="Lanes"/>.</param>
    /// <param name="w">The weights, [16, in].</param>
    /// <param name="inputs">How many.</param>
    /// <param name="y">Where the first row's outputs go.</param>
    /// <param name="stride">From a row's outputs to the next row's.</param>
    /// <param name="rows">How many of the rows there are.</param>
    [SkipLocalsInit]
    public static void Put(float* x, int lanes, float* w, int inputs, float* y, int stride, int rows)
    {
        for (var row = 0; row < rows; row++) Sse.Prefetch0(y + (long)row * stride);                     // lines to be written
        var sums = stackalloc float[Lanes * Rows];                                                      // [16 outputs, lanes]
        new Span<float>(sums, Lanes * lanes).Clear();
        Add(x, lanes, w, inputs, Lanes, sums);
        TurnedRows.Back(sums, lanes, y, stride, rows, Lanes);
    }

    /// <summary>Adds some outputs of sixteen or of sixty-four rows, which lie side by side.</summary>
    /// <param name="x">The rows, [in, lanes].</param>
    /// <param name="lanes">How many rows: <see cref="Rows"/> or <see cref="Lanes"/>.</param>
    /// <param name="w">The weights, [outputs, in].</param>
    /// <param name="inputs">How many.</param>
    /// <param name="outputs">How many, a multiple of sixteen.</param>
    /// <param name="y">What is added to, [outputs, lanes].</param>
    public static void Add(float* x, int lanes, float* w, int inputs, int outputs, float* y)
    {
        if (lanes == Rows) AddToRows(x, w, inputs, outputs, y);
        else AddToFewRows(x, w, inputs, outputs, y);
    }

    /// <summary>Some inputs of all outputs, then the next ones: of the rows they stay in the first cache.</summary>
    private static void AddToRows(float* x, float* w, int inputs, int outputs, float* y)
    {
        for (var from = 0; from < inputs; from += SummedTogether)
            for (var output = 0; output < outputs; output += 4)
            {
                var weights = w + (long)output * inputs + from;
                var next = output + 4 < outputs ? weights + 4L * inputs : w + from + SummedTogether;
                AddOfRows(x + (long)from * Rows, weights, Math.Min(SummedTogether, inputs - from), inputs, y + output * Rows, next);
            }
    }

    /// <summary>All inputs of some outputs, then the next ones: the weights are read in the order in which they lie.</summary>
    private static void AddToFewRows(float* x, float* w, int inputs, int outputs, float* y)
    {
        for (var output = 0; output < outputs; output += Lanes)
            for (var from = 0; from < inputs; from += SummedTogether)
            {
                float* weights = w + (long)output * inputs, next = weights + (long)Lanes * inputs + from * Lanes;
                AddOfOutputs(x + from * Lanes, weights + from, Math.Min(SummedTogether, inputs - from), inputs, y + output * Lanes, next);
            }
    }

    /// <summary>Adds four outputs of sixty-four rows: each weight multiplies four vectors of rows. Meanwhile the weights that are needed
    /// next are asked for: they come from memory, and nobody else sees them coming.</summary>
    /// <param name="x">The rows, [in, 64].</param>
    /// <param name="w">The weights, [4, in].</param>
    /// <param name="inputs">How many.</param>
    /// <param name="stride">From an output's weights to the next one's.</param>
    /// <param name="sums">What is added to, [4, 64].</param>
    /// <param name="next">The weights of the next four outputs, or of the next inputs.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddOfRows(float* x, float* w, int inputs, int stride, float* sums, float* next)
    {
        FourSums a = default, b = default, c = default, d = default;
        float* w1 = w + stride, w2 = w1 + stride, w3 = w2 + stride;
        for (nuint k = 0; k < (nuint)inputs; k++, x += Rows)
        {
            Vector512<float> x0 = Load(x), x1 = Load(x + Lanes), x2 = Load(x + 2 * Lanes), x3 = Load(x + 3 * Lanes);
            Sse.Prefetch0(next + k % 4 * (nuint)stride + k);                          // one of the four rows at a time
            a.Add(x0, x1, x2, x3, Create(w[k]));
            b.Add(x0, x1, x2, x3, Create(w1[k]));
            c.Add(x0, x1, x2, x3, Create(w2[k]));
            d.Add(x0, x1, x2, x3, Create(w3[k]));
        }
        a.AddTo(sums);
        b.AddTo(sums + Rows);
        c.AddTo(sums + 2 * Rows);
        d.AddTo(sums + 3 * Rows);
    }

    /// <summary>Adds sixteen outputs of sixteen rows: one vector of rows is multiplied by sixteen weights. Meanwhile weights that are
    /// needed soon are asked for, a line for each input: they come from memory, and nobody else sees them coming.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddOfOutputs(float* x, float* w, int inputs, int stride, float* sums, float* next)
    {
        FourSums a = default, b = default, c = default, d = default;
        float* w4 = w + 4 * stride, w8 = w4 + 4 * stride, w12 = w8 + 4 * stride;
        for (var k = 0; k < inputs; k++, x += Lanes)
        {
            var rows = Load(x);
            Sse.Prefetch1(next + k * Lanes);
            a.Add(Create(w[k]), Create(w[k + stride]), Create(w[k + 2 * stride]), Create(w[k + 3 * stride]), rows);
            b.Add(Create(w4[k]), Create(w4[k + stride]), Create(w4[k + 2 * stride]), Create(w4[k + 3 * stride]), rows);
            c.Add(Create(w8[k]), Create(w8[k + stride]), Create(w8[k + 2 * stride]), Create(w8[k + 3 * stride]), rows);
            d.Add(Create(w12[k]), Create(w12[k + stride]), Create(w12[k + 2 * stride]), Create(w12[k + 3 * stride]), rows);
        }
        a.AddTo(sums);
        b.AddTo(sums + 4 * Lanes);
        c.AddTo(sums + 8 * Lanes);
        d.AddTo(sums + 12 * Lanes);
    }
}
