namespace Attention.Models;

/// <summary>What is behind a <see cref="Hook"/> that keeps whole patterns. Where attention is computed by several threads, each writes the
/// rows it has to where they stay.</summary>
internal interface IPatternStore : IPatternRows
{
    /// <summary>Has room for the patterns of a layer, which are all zeros; called before any is asked for.</summary>
    /// <param name="layer">The layer.</param>
    void Reserve(int layer);

    /// <summary>Where a pattern goes; any thread may ask.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="sequence">The sequence.</param>
    /// <param name="head">The head of the layer.</param>
    /// <returns>The weights, [length, length], with as many rows as the sequence has tokens; null if this head is not kept.</returns>
    (float[] Weights, int Length)? PlaceOf(int layer, int sequence, int head);
}
