namespace Attention.Models.Layers;

/// <summary>How many heads attend, and to how much.</summary>
/// <param name="Groups">Groups that share keys and values, of all sequences.</param>
/// <param name="G">Heads of each.</param>
/// <param name="T">Tokens of a sequence.</param>
/// <param name="Hd">Numbers of a head's query.</param>
/// <param name="Window">How many keys up to its own a query sees; 0 for all.</param>
internal readonly record struct HeadShape(int Groups, int G, int T, int Hd, int Window)
{
    /// <summary>Heads of all sequences together.</summary>
    public int Heads => Groups * G;
}
