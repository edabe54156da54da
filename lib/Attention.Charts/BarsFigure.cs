using Attention.Figures.Charts;
using Plotly.NET;

namespace Attention.Charts;

/// <summary>Horizontal bars; the control is hatched as well as grey.</summary>
internal static class BarsFigure
{
    public static string ToJson(BarsChart chart)
    {
        var layout = Style.Layout(Style.Text(chart.Title), 130 + 20 * (chart.Measured.Count + chart.Control.Count));
        layout.SetProperty("margin", new { l = 150, r = 50, t = 76, b = 50 });
        layout.SetProperty("xaxis", new { title = Style.AxisTitle(chart.Unit), range = Range(chart), gridcolor = Style.Grid, zerolinecolor = "rgba(128,128,128,.8)" });
        layout.SetProperty("yaxis", new { autorange = "reversed", automargin = true, ticks = "" });
        layout.SetProperty("bargap", .3);
        layout.SetProperty("legend", Style.LegendAbove);
        var signed = chart.Measured.Concat(chart.Control).Any(bar => bar.Value < 0);
        return PlotlyChartMaker.Json(
        [
            Bars("measured", chart.Measured, signed, Style.Measured),
            Bars("control", chart.Control, signed, Style.Control("/", .45)),
        ], layout);
    }

    /// <summary>From the smallest to the largest value, with room on both sides for the numbers beside the bars.</summary>
    private static double[] Range(BarsChart chart)
    {
        double[] values = [0, .. chart.Measured.Concat(chart.Control).Select(bar => bar.Value).Where(double.IsFinite)];
        var room = Math.Max(values.Max() - values.Min(), 1e-6) * .1;
        return [values.Min() < 0 ? values.Min() - room : 0, values.Max() + room];
    }

    private static string Number(double value, bool signed) =>
        value == Math.Truncate(value) && Math.Abs(value) < 1e6 ? $"{value:0}" : signed ? $"{value:+0.00;-0.00;0.00}" : $"{value:0.00}";

    private static Trace Bars(string name, IReadOnlyList<(string Label, double Value)> bars, bool signed, object marker)
    {
        var trace = Style.Bars(name, bars.Select(bar => bar.Label), bars.Select(bar => bar.Value), value => Number(value, signed), marker);
        trace.SetProperty("hovertemplate", "%{y}: %{x:.3f}<extra></extra>");
        return trace;
    }
}
