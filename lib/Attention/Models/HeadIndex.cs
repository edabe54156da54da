using System.Globalization;
using Course.Files;

namespace Attention.Models;

/// <summary>The address of an attention head, written <c>layer.head</c>, both counted from 0.</summary>
/// <param name="Layer">The layer, from 0.</param>
/// <param name="Head">The head within the layer, from 0.</param>
public readonly record struct HeadIndex(int Layer, int Head)
{
    /// <summary>Lets cells write <c>(16, 0)</c> where a head is asked for.</summary>
    /// <param name="head">Layer and head, from 0.</param>
    public static implicit operator HeadIndex((int Layer, int Head) head) => new(head.Layer, head.Head);

    /// <summary>Reads <c>16.0</c>.</summary>
    /// <param name="text">Layer, a dot, head.</param>
    /// <returns>The address; whether a model has such a head is checked where it is used.</returns>
    /// <exception cref="WrongUseException">The text is no address.</exception>
    public static HeadIndex Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split('.');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var layer)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var head)
            ? new(layer, head)
            : throw new WrongUseException($"'{text}' is not a head. Write layer.head, both from 0: 16.0");
    }

    /// <summary>The address as <c>layer.head</c>.</summary>
    /// <returns>For example <c>16.0</c>.</returns>
    public override string ToString() => $"{Layer}.{Head}";
}
