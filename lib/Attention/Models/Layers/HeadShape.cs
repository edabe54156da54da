namespace Attention.Models.Layers;

/// <summary>How many heads attend, and to how much.</summary>
/// <param name="B">Sequences.</param>
/// <param name="KV">Keys and values of each.</param>
/// <param name="G">Heads that share one key and value.</param>
/// <param name="T">Tokens of a sequence.</param>
/// <param name="Hd">Numbers of a head's query.</param>
/// <param name="Window">How many keys up to its own a query sees; 0 for all.</param>
internal readonly record struct HeadShape(int B, int KV, int G, int T, int Hd, int Window)
{
    /// <summary>Heads of a sequence.</summary>
    public int H => KV * G;
}
