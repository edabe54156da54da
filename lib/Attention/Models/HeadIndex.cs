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
        return TryParse(text) ?? throw new WrongUseException($"'{text}' is not a head. Write layer.head, both from 0: 16.0");
    }

    internal static HeadIndex? TryParse(string text) =>
        text.Split('.') is [var layer, var head]
        && int.TryParse(layer, NumberStyles.None, CultureInfo.InvariantCulture, out var l)
        && int.TryParse(head, NumberStyles.None, CultureInfo.InvariantCulture, out var h)
            ? new(l, h) : null;

    internal bool IsOf(TransformerConfig config) =>
        Layer >= 0 && Layer < config.NumHiddenLayers && Head >= 0 && Head < config.NumAttentionHeads;

    /// <summary>The address as <c>layer.head</c>.</summary>
    /// <returns>For example <c>16.0</c>.</returns>
    public override string ToString() => $"{Layer}.{Head}";
}
