namespace Attention.Models;

/// <summary>What is behind a <see cref="Hook"/> that needs of patterns no more than what their rows sum up to. Where attention is computed
/// so that this comes by without the rows being written down, it gets the sums, else the rows.</summary>
internal interface IPatternSums : IPatternRows
{
    /// <summary>The diagonals that it reads too: how many tokens back.</summary>
    IReadOnlyList<int> Diagonals { get; }

    /// <summary>Reads what all rows of all patterns of a layer sum up to.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="sums">The sums.</param>
    void Read(int layer, PatternSums sums);
}
