using Attention.Models.Layers;
using static TorchSharp.torch;

namespace Attention.Models;

/// <summary>What all rows of all patterns of a layer sum up to, written while the weights of sixty-four queries lie in a core's
/// cache.</summary>
internal sealed unsafe class PatternSums : IRowSums
{
    // kinds of sums, and their order in memory; diagonals come behind them
    private const int RestPlace = 0, DistancePlace = 1, EntropyPlace = 2, LargestPlace = 3, FirstKeyPlace = 4, Kinds = 5;

    private readonly IReadOnlyList<int> diagonals;
    private readonly Tensor numbers;                                                                        // [kinds, B, H, T]
    private readonly float* start;
    private readonly int T, heads;

    /// <summary>Takes memory in the caller's dispose scope.</summary>
    /// <param name="B">Sequences.</param>
    /// <param name="H">Heads of each.</param>
    /// <param name="T">Rows of each head.</param>
    /// <param name="diagonals">How many tokens back those are that are kept.</param>
    public PatternSums(int B, int H, int T, IReadOnlyList<int> diagonals)
    {
        (this.diagonals, this.T, heads) = (diagonals, T, B * H);
        numbers = empty(Kinds + diagonals.Count, B, H, T);
        start = numbers.Address();
    }

    /// <inheritdoc/>
    public long First => 0;

    /// <inheritdoc/>
    public long Count => T;

    /// <inheritdoc/>
    public Tensor FirstKey => numbers[FirstKeyPlace];

    /// <inheritdoc/>
    public Tensor Rest => numbers[RestPlace];

    /// <inheritdoc/>
    public Tensor RestDistance => numbers[DistancePlace];

    /// <inheritdoc/>
    public Tensor RestEntropy => numbers[EntropyPlace];

    /// <inheritdoc/>
    public Tensor Largest => numbers[LargestPlace];

    /// <inheritdoc/>
    public Tensor Back(long k)
    {
        var place = diagonals.Index().First(diagonal => diagonal.Item == k).Index;
        var absent = Math.Min(k, T);
        return numbers[Kinds + place].narrow(-1, absent, T - absent);
    }

    /// <summary>Writes the rows of some queries of a head, each in a place of its own, so that several threads can.</summary>
    /// <param name="tile">The queries.</param>
    public void Put(TileWeights tile)
    {
        var count = tile.Count;
        Span<float> At(int kind) => new(start + ((long)kind * heads + tile.Head) * T + tile.First, count);
        for (var kind = 0; kind < AttentionTile.Sums; kind++) new Span<float>(tile.SumsOf(kind), count).CopyTo(At(kind));
        new Span<float>(tile.OfKey(0), count).CopyTo(At(FirstKeyPlace));
        foreach (var (place, k) in diagonals.Index())
            for (var query = 0; query < count; query++)
                At(Kinds + place)[query] = tile.First + query - k is >= 0 and var key ? tile.OfKey(key)[query] : 0;
    }
}
