using TorchSharp;

namespace Attention.Models;

/// <summary>Numbers that native code may read at any time: <c>a.add(b)</c> makes a temporary one, which the collector can free too early.</summary>
internal static class Scalars
{
    /// <summary>To be given to add and sub.</summary>
    public static readonly Scalar One = 1;
}
