namespace Attention.Figures.Drawings;

/// <summary>The weights of a pattern that are drawn: with or without the first token.</summary>
/// <param name="words">The labels of the tokens that are drawn.</param>
/// <param name="weight">[query, key], counted among those.</param>
internal sealed class DrawnWeights(IReadOnlyList<string> words, Func<int, int, float> weight)
{
    /// <summary>The labels of the tokens.</summary>
    public IReadOnlyList<string> Words { get; } = words;

    /// <summary>How many tokens are drawn.</summary>
    public int Count => Words.Count;

    /// <summary>A weight; the key is not after the query.</summary>
    public float this[int query, int key] => weight(query, key);

    /// <summary>The largest weight; 0 where there is none.</summary>
    public double Largest => Enumerable.Range(0, Count).SelectMany(query => Enumerable.Range(0, query + 1).Select(key => this[query, key]))
        .Where(float.IsFinite).DefaultIfEmpty(0).Max();
}
