using Attention.Figures.Charts;

namespace Attention.Charts;

/// <summary>One number for each head in square cells: layers downwards, or to the right where a model is deep.</summary>
internal static class HeadMapFigure
{
    /// <summary>A model with so many times more layers than heads lies on its side, as in the course's own views.</summary>
    private const double Deep = 1.5;

    private const int Cell = 22;    // px

    public static string ToJson(HeadMapChart chart)
    {
        var (L, H) = (chart.Values.GetLength(0), chart.Values.GetLength(1));
        var across = L > Deep * H;
        var (rows, columns) = across ? (H, L) : (L, H);
        float At(int row, int column) => across ? chart.Values[column, row] : chart.Values[row, column];
        string Name(int row, int column) => across ? $"{column}.{row}" : $"{row}.{column}";

        var scale = MapScale.Of(chart.Values, chart.Scale);
        var z = GridFigure.Table(rows, columns, (r, c) => float.IsFinite(At(r, c)) ? (float?)Math.Round(scale.Drawn(At(r, c)), 4) : null);
        var said = GridFigure.Table(rows, columns,
            (r, c) => new[] { Name(r, c), Style.Number(At(r, c), chart.Scale == ColourScale.Share) });
        var (down, right) = across ? ("head", "layer") : ("layer", "head");
        var layout = Parts.Layout(chart.Title, 110 + Math.Clamp(rows * Cell, 120, 640), (60, 10, 60, 50), new { kind = "map" }, new
        {
            xaxis = Parts.CellAxis(right, GridFigure.Range(columns), step: Math.Max(1, columns / 15), side: "top"),
            yaxis = Parts.CellAxis(down, GridFigure.Range(rows, downwards: true), step: Math.Max(1, rows / 10), square: "x"),
        });
        return PlotlyChartMaker.Json([Parts.Heatmap(z, scale, said, "head %{customdata[0]}: %{customdata[1]}", bar: chart.Measure)],
            layout);
    }
}
