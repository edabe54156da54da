using Attention.Measures;
using Attention.Models;

namespace Attention.Studies;

/// <summary>Tables of heads as they stand in files: a row for each layer.</summary>
internal static class StudyTables
{
    private const int Decimals = 4;

    public static float[][] Rows(HeadScoreTable table) =>
        [.. Enumerable.Range(0, table.Values.GetLength(0)).Select(l =>
            Enumerable.Range(0, table.Values.GetLength(1)).Select(h => MathF.Round(table.Values[l, h], Decimals)).ToArray())];

    public static HeadScoreSample Sample(string measure, string modelTitle, IReadOnlyList<float[][]> each, MeasureUnit unit) =>
        new([.. each.Select(rows => new HeadScoreTable(measure, modelTitle, Table(rows), unit))]);

    public static string? Problem(IReadOnlyList<float[][]> each, TransformerConfig config) =>
        each.Select(rows => PerHead.Problem(rows, config)).FirstOrDefault(problem => problem is not null) is { } first
            ? $"the scores {first}"
            : null;

    private static float[,] Table(float[][] rows)
    {
        var values = new float[rows.Length, rows.Length == 0 ? 0 : rows[0].Length];
        for (var l = 0; l < values.GetLength(0); l++)
            for (var h = 0; h < values.GetLength(1); h++) values[l, h] = h < rows[l].Length ? rows[l][h] : float.NaN;
        return values;
    }
}
