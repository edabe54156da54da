namespace Attention.Figures.Drawings;

/// <summary>Which part of a text lies at its place.</summary>
internal enum Anchor
{
    Start,
    Middle,
    End,
}
