namespace Attention.Figures.Charts;

/// <summary>One pattern of a heat map.</summary>
/// <param name="Title">Head and score.</param>
/// <param name="ModelName">The model that ran.</param>
/// <param name="Words">The tokens, for hover texts.</param>
/// <param name="Weights">[query, key], share 0-1; what lies above the diagonal is not drawn.</param>
/// <param name="Gold">Cells that are framed as the right ones, query and key.</param>
/// <param name="ShareOnFirst">What rows after the first give to the first token, mean share 0-1.</param>
public sealed record HeatmapPanel(string Title, string ModelName, IReadOnlyList<string> Words, float[,] Weights,
    IReadOnlyList<(int Query, int Key)> Gold, double ShareOnFirst);
