namespace Attention.Measures;

/// <summary>Of which model which heads are looked at.</summary>
/// <param name="ModelName">The model.</param>
/// <param name="Layers">Its layers, from 0.</param>
/// <param name="Heads">The heads in each of them.</param>
internal sealed record KeptHeads(string ModelName, IReadOnlyList<int> Layers, IReadOnlyList<int> Heads);
