using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Attention.Models.Layers;

namespace Attention.Models.Rows;

/// <summary>Numbers of tokens in bf16, token by token, as libtorch multiplies them.</summary>
/// <param name="start">Where they lie, [tokens, width].</param>
/// <param name="width">Numbers of a token, a multiple of sixteen.</param>
internal readonly unsafe struct TokenRows(ushort* start, int width) : ITokenNumbers
{
    private const int Lanes = ProductTile.Lanes;

    /// <inheritdoc/>
    [SkipLocalsInit]
    public void Read(int number, int numbers, int token, int count, float* to, int stride)
    {
        var rows = stackalloc float[Lanes * numbers];
        for (var done = 0; done < count; done += Lanes)
        {
            var there = Math.Min(Lanes, count - done);
            for (var row = 0; row < there; row++)
                for (var n = 0; n < numbers; n += Lanes)
                    Halves.Floats(Vector256.Load(At(token + done + row, number + n))).Store(rows + row * numbers + n);
            new Span<float>(rows + there * numbers, (Lanes - there) * numbers).Clear();
            TurnedRows.Turn(rows, Lanes, numbers, to + done, stride);
        }
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    public void Write(int number, int numbers, int token, int count, float* from, int stride)
    {
        var rows = stackalloc float[Lanes * numbers];
        for (var done = 0; done < count; done += Lanes)
        {
            TurnedRows.Back(from + done, stride, rows, numbers, Lanes, numbers);
            for (var row = 0; row < Math.Min(Lanes, count - done); row++)
                for (var n = 0; n < numbers; n += Lanes)
                    Halves.Nearest(Vector512.Load(rows + row * numbers + n)).Store(At(token + done + row, number + n));
        }
    }

    private ushort* At(int token, int number) => start + (long)token * width + number;
}
