using System.Runtime.CompilerServices;
using Attention.Models.Layers;

namespace Attention.Models.Columns;

/// <summary>The heads of a layer: tokens' queries, keys and values are laid side by side, whichever way they lie, and turned by their
/// positions.</summary>
/// <typeparam name="TNumbers">How numbers of tokens lie.</typeparam>
/// <param name="shape">How many heads.</param>
/// <param name="qkv">Queries of all heads, keys and values, before they are turned, (H + 2 KV) hd numbers of B T tokens.</param>
/// <param name="rotary">How queries and keys are turned.</param>
/// <param name="scale">What queries are multiplied with.</param>
/// <param name="keys">Room for keys, [B KV, padded, hd].</param>
/// <param name="values">Room for values, [B KV, hd, padded].</param>
/// <param name="z">Where what they gather goes, H hd numbers of B T tokens.</param>
internal sealed unsafe class ColumnHeads<TNumbers>(HeadShape shape, TNumbers qkv, ColumnRotary rotary, float scale, float* keys,
    float* values, TNumbers z) : AttentionHeads(shape, keys, values)
    where TNumbers : struct, ITokenNumbers
{
    private const int Rows = ProductTile.Rows;

    private int H => Shape.H;

    private int KV => Shape.KV;

    /// <summary>Lays keys, turned, and values down as queries read them; to be called before they do.</summary>
    public void PrepareKeys() => SharedWork.Do(Shape.B * KV, 4L * Shape.B * KV * Shape.T * Shape.Hd, group =>
    {
        var (hd, padded, first) = (Shape.Hd, PaddedTo(Shape.T), group / KV * Shape.T);
        var row = (H + group % KV) * hd;
        var from = (long)group * padded * hd;
        for (var token = 0; token < Shape.T; token += Rows) PutKeys(row, first, token, Keys + from + (long)token * hd);
        qkv.Read(row + KV * hd, hd, first, Shape.T, Values + from, padded);
        for (var n = 0; n < hd; n++) new Span<float>(Values + from + (long)n * padded + Shape.T, padded - Shape.T).Clear();
    });

    protected override void Take(int head, int first, int count, float* queries)
    {
        if (count < Rows) new Span<float>(queries, Shape.Hd * Rows).Clear();
        qkv.Read(head % H * Shape.Hd, Shape.Hd, head / H * Shape.T + first, count, queries, Rows);
        rotary.Turn(queries, Shape.Hd, first, scale);
    }

    protected override void Give(int head, int first, int count, float* gathered) =>
        z.Write(head % H * Shape.Hd, Shape.Hd, head / H * Shape.T + first, count, gathered, Rows);

    /// <summary>Up to sixty-four keys; zeros stand for those that fill the last sixteen.</summary>
    [SkipLocalsInit]
    private void PutKeys(int row, int firstOfSequence, int token, float* to)
    {
        var pooled = stackalloc float[Shape.Hd * Rows + ProductTile.Lanes];
        var columns = ProductTile.Aligned(pooled);
        var count = Math.Min(Rows, Shape.T - token);
        if (count < Rows) new Span<float>(columns, Shape.Hd * Rows).Clear();
        qkv.Read(row, Shape.Hd, firstOfSequence + token, count, columns, Rows);
        rotary.Turn(columns, Shape.Hd, token, 1);
        TurnedRows.Back(columns, Rows, to, Shape.Hd, Math.Min(Rows, PaddedTo(count)), Shape.Hd);
    }
}
