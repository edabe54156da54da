namespace Attention.Models.Layers;

/// <summary>What <see cref="AttentionTile"/> has computed of some queries, as long as it is there.</summary>
/// <param name="head">The head, counted through all sequences.</param>
/// <param name="first">The position of the first query.</param>
/// <param name="count">How many queries, up to sixty-four.</param>
/// <param name="keys">How many keys they may see, a multiple of sixteen.</param>
/// <param name="weights">The weights, [keys, 64].</param>
/// <param name="sums">Their sums, [4, 64].</param>
internal readonly unsafe struct TileWeights(int head, int first, int count, int keys, float* weights, float* sums)
{
    /// <summary>The head, counted through all sequences.</summary>
    public int Head => head;

    /// <summary>The position of the first query.</summary>
    public int First => first;

    /// <summary>How many queries.</summary>
    public int Count => count;

    /// <summary>The weights of a key, one for each query.</summary>
    public float* OfKey(int key) => weights + (long)key * ProductTile.Rows;

    /// <summary>Sums of a kind, one for each query.</summary>
    /// <param name="kind">In the order of <see cref="AttentionTile.Sums"/>.</param>
    public float* SumsOf(int kind) => sums + kind * ProductTile.Rows;

    /// <summary>Lays weights down row by row; those of keys that no query here may see are left as they are.</summary>
    /// <param name="to">The row of the first query.</param>
    /// <param name="width">Numbers of a row.</param>
    /// <param name="rows">How many rows.</param>
    public void CopyTo(float* to, int width, int rows) =>
        TurnedRows.Back(weights, ProductTile.Rows, to, width, rows, Math.Min(width, keys));
}
