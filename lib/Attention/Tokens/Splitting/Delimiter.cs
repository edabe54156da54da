namespace Attention.Tokens.Splitting;

/// <summary>What becomes of the places that a rule of splitting finds.</summary>
internal enum Delimiter
{
    /// <summary>Each is left out.</summary>
    Removed,

    /// <summary>Each is a piece.</summary>
    Isolated,

    /// <summary>Each joins what stands before it.</summary>
    MergedWithPrevious,

    /// <summary>Each joins what stands behind it.</summary>
    MergedWithNext,

    /// <summary>Neighbours are one piece.</summary>
    Contiguous,
}
