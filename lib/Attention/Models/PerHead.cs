namespace Attention.Models;

/// <summary>Numbers for every head of a model, as they come from files: a row for each layer.</summary>
internal static class PerHead
{
    /// <summary>What keeps numbers from being those of a model's heads.</summary>
    /// <param name="rows">[layer][head]; null where a file held null.</param>
    /// <param name="config">The model's shape.</param>
    /// <returns>The rest of a sentence about the numbers; null if they are one finite number a head.</returns>
    public static string? Problem<T>(IReadOnlyList<T[]?>? rows, TransformerConfig config) where T : struct, System.Numerics.INumber<T>
    {
        if (rows is null || rows.Count != config.NumHiddenLayers)
            return $"have {rows?.Count ?? 0} rows; the model has {config.NumHiddenLayers} layers.";
        foreach (var row in rows)
        {
            if (row?.Length != config.NumAttentionHeads)
                return $"have a row of {row?.Length ?? 0}; a layer of the model has {config.NumAttentionHeads} heads.";
            if (!row.All(T.IsFinite)) return "hold a number that is too large.";
        }
        return null;
    }
}
