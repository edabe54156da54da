using Attention.Figures.Charts;
using Plotly.NET;

namespace Attention.Charts;

/// <summary>Lines that differ in colour and in dash, each with its name at its end; controls are grey.</summary>
internal static class LinesFigure
{
    private const int Height = 340, Top = 50, Bottom = 50, NameHeight = 16;    // px

    /// <summary>Letters from which a name of two parts takes two lines.</summary>
    private const int LongName = 26;

    private static readonly string[] Dashes = ["solid", "dash", "dot", "dashdot", "longdash", "longdashdot"];

    public static string ToJson(LinesChart chart)
    {
        var colours = Colours(chart);
        var isShare = Style.AreShares(chart.Lines.SelectMany(line => line.Values));
        var lines = chart.Lines.Select((line, i) =>
            Parts.Line(line.Name, chart.Places, line.Values, isShare, colours[i], Dashes[i % Dashes.Length],
                $"{Style.Text(line.Name)}, {Style.Text(chart.Horizontal)} %{{x}}: %{{text}}"));
        var dots = chart.Dots is { } single
            ? [Parts.Points(null, single, new Dictionary<string, string>(), dot => Style.Number(dot.Y, isShare),
                new { color = "rgba(128,128,128,.45)", size = 5 })]
            : Array.Empty<Trace>();
        var layout = Parts.Layout(chart.Title, Height, (60, 16 + 7 * Math.Min(44, chart.Lines.Max(line => line.Name.Length)), Top, Bottom),
            new { kind = "lines" }, new
            {
                xaxis = Parts.NumberAxis(chart.Horizontal, Range(chart), step: Step(chart)),
                yaxis = Parts.NumberAxis(chart.Vertical, fromZero: true),
                showlegend = false,
                annotations = EndNames(chart, colours).Concat(StripeNames(chart)).ToArray(),
                shapes = (chart.Stripes ?? []).Select(stripe => Parts.Stripe(stripe.From, stripe.To)).ToArray(),
            });
        return PlotlyChartMaker.Json([.. dots, .. lines], layout);
    }

    /// <summary>One after the other; what is a control takes none.</summary>
    private static string[] Colours(LinesChart chart)
    {
        var next = 0;
        return [.. chart.Lines.Select(line => Style.IsControl(line.Name) && chart.Lines.Count > 1
            ? Style.ControlGrey
            : Style.Series[next++ % Style.Series.Length])];
    }

    /// <summary>What is counted has whole numbers on its axis.</summary>
    private static int? Step(LinesChart chart)
    {
        var places = Places(chart);
        return places.Count > 1 && places[^1] <= 12 && places.All(place => place == Math.Truncate(place)) ? 1 : null;
    }

    /// <summary>From the first to the last place: the names at the lines' ends lie outside and must not stretch the axis.</summary>
    private static double[] Range(LinesChart chart)
    {
        var places = Places(chart);
        var room = Math.Max(places.Max() - places.Min(), 1e-6) * .015;
        return [places.Min() - room, places.Max() + room];
    }

    private static IReadOnlyList<double> Places(LinesChart chart) =>
        chart.Places is { Count: > 0 } places
            ? places
            : [.. Enumerable.Range(0, Math.Max(1, chart.Lines.Max(line => line.Values.Count))).Select(i => (double)i)];

    /// <summary>The names beside the last points, moved apart where they would lie on one another.</summary>
    private static IEnumerable<object> EndNames(LinesChart chart, string[] colours)
    {
        var ends = chart.Lines
            .Select((line, i) => (Line: i, At: line.Values.Count - 1
                - line.Values.Reverse().TakeWhile(value => !double.IsFinite(value)).Count())).Where(end => end.At >= 0).ToArray();
        var all = chart.Lines.SelectMany(line => line.Values).Where(double.IsFinite).Append(0).ToArray();
        var pixel = Math.Max(all.Max() - all.Min(), 1e-9) * 1.06 / (Height - Top - Bottom);
        var lowest = double.PositiveInfinity;
        foreach (var (line, at) in ends.OrderByDescending(end => chart.Lines[end.Line].Values[end.At]))
        {
            var value = chart.Lines[line].Values[at];
            var name = chart.Lines[line].Name;
            var inTwo = name.Length > LongName && name.Contains(", ", StringComparison.Ordinal);
            var place = Math.Min(value / pixel, lowest - (inTwo ? 1.5 : 1) * NameHeight);    // px over 0
            lowest = place - (inTwo ? NameHeight / 2 : 0);
            yield return Parts.Note(inTwo
                ? string.Join(",<br>", name.Split(", ", 2).Select(part => Style.Label(part, 44)))
                : Style.Label(name, 44), chart.Places?[at] ?? at, value, "x", "y", "left", "middle", 6,
                (int)Math.Round(place - value / pixel), colours[line]);
        }
    }

    private static IEnumerable<object> StripeNames(LinesChart chart) =>
        (chart.Stripes ?? []).Select(stripe => Parts.Note(Style.Text(stripe.Name), (stripe.From + stripe.To) / 2, 1, "x", "paper",
            "center", "bottom"));
}
