namespace Attention.Models;

/// <summary>What is behind a <see cref="Hook"/> that knows its place, so that one which would never be called is refused before the
/// run.</summary>
internal interface IPlacedHook
{
    /// <summary>Whether it only looks: then what comes after it is the model's own doing.</summary>
    bool OnlyReads { get; }

    /// <summary>The last layer where it looks or changes; what comes behind it is the model's own doing too.</summary>
    int LastLayer => int.MaxValue;

    /// <summary>Throws unless the model has the places.</summary>
    /// <param name="config">The shape of the model that is to run.</param>
    /// <exception cref="HeadIndexException">A layer or point that it does not have.</exception>
    void CheckPlaces(TransformerConfig config);
}
