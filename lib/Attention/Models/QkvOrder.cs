namespace Attention.Models;

/// <summary>How a matrix holds queries, keys and values together.</summary>
internal enum QkvOrder
{
    /// <summary>All queries, then all keys, then all values.</summary>
    Stacked,

    /// <summary>Query, key and value of one head after the other.</summary>
    HeadByHead,
}
