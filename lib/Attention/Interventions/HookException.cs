using Attention.Models;
using Course.Files;

namespace Attention.Interventions;

/// <summary>A hook gave back something that the run cannot go on with.</summary>
public sealed class HookException : CourseException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="point">Where the hook was called.</param>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="message">What is wrong with what it gave back.</param>
    public HookException(HookPoint point, int layer, string message) : base($"The hook at {point} of layer {layer} {message}") => (Point, Layer) = (point, layer);

    /// <summary>Where the hook was called.</summary>
    public HookPoint Point { get; }

    /// <summary>The layer, from 0.</summary>
    public int Layer { get; }
}
