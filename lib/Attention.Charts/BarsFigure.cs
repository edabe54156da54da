using Attention.Figures.Charts;
using Attention.Figures.Drawings;

namespace Attention.Charts;

/// <summary>Horizontal bars; the control is hatched as well as grey.</summary>
internal static class BarsFigure
{
    private const int BarHeight = 22;    // px, with its gap

    public static string ToJson(BarsChart chart)
    {
        var signed = chart.Measured.Concat(chart.Control).Any(bar => bar.Value < 0);
        string Said(double value) => Number(value, chart.IsShare, signed);
        var layout = Parts.Layout(chart.Title, 110 + BarHeight * (chart.Measured.Count + chart.Control.Count), (150, 50, 50, 50),
            new { kind = "bars" }, new
            {
                xaxis = Parts.NumberAxis(chart.Unit, Range(chart)),
                yaxis = Parts.LabelAxis,
                barmode = "overlay",
                showlegend = false,
            });
        return PlotlyChartMaker.Json([Bars("measured", chart.Measured, Said, Style.Measured),
            Bars("control", chart.Control, Said, Style.Control("/", .45))], layout);
    }

    /// <summary>From the smallest to the largest value, with room on both sides for the numbers beside the bars.</summary>
    private static double[] Range(BarsChart chart)
    {
        double[] values = [0, .. chart.Measured.Concat(chart.Control).Select(bar => bar.Value).Where(double.IsFinite)];
        var room = Math.Max(values.Max() - values.Min(), 1e-6) * .12;
        return [values.Min() < 0 ? values.Min() - room : 0, values.Max() + room];
    }

    /// <summary>Counts as they are; a sign where there are both.</summary>
    private static string Number(double value, bool isShare, bool signed)
    {
        if (value == Math.Truncate(value) && Math.Abs(value) < 1e6) return Drawing.Number(value, digits: 0);
        return (signed && value > 0 ? "+" : "") + Drawing.Number(value, isShare);
    }

    private static Plotly.NET.Trace Bars(string name, IReadOnlyList<(string Label, double Value)> bars, Func<double, string> number,
        object marker) =>
        Parts.Bars(name, bars.Select(bar => bar.Label), [.. bars.Select(bar => bar.Value)], number, marker, "%{y}: %{text}");
}
