using Attention.Figures.Charts;

namespace Attention.Figures.Drawings;

/// <summary>Lines with their names at their ends, or under the drawing where they are long.</summary>
internal static class LinesDrawing
{
    private const double Width = 560, Height = 240, Left = 46, Top = 20, Bottom = 40, Line = 16, MostName = .36;

    private static readonly string[] Dashes = ["", " d1", " d2", " d3", " d4", " d5"];

    /// <summary>Draws lines.</summary>
    public static Drawing Of(LinesChart chart)
    {
        var colours = Colours([.. chart.Lines.Select(line => line.Name)]);
        string[] names = [.. chart.Lines.Select(line => line.Name)];
        var room = TextWidth.Widest(names) + 10;
        var under = room > Width * MostName;
        var frame = new PlotFrame(Left, Top, Width - Left - (under ? 12 : room), Height, Axis.Of(Places(chart), fromZero: false),
            Axis.Of(chart.Lines.SelectMany(line => line.Values).Concat((chart.Dots ?? []).Select(dot => dot.Y)), fromZero: true));
        var drawing = new Drawing(Width, Top + Height + Bottom + (under ? names.Length * Line : 0));
        frame.Stripes(drawing, chart.Stripes ?? []);
        frame.Axes(drawing, chart.Horizontal, chart.Vertical);
        foreach (var dot in chart.Dots ?? []) if (double.IsFinite(dot.Y)) drawing.Circle(frame.X(dot.X), frame.Y(dot.Y), 2, "dot");
        for (var i = 0; i < chart.Lines.Count; i++)
            drawing.Path($"{colours[i]}{Dashes[i % Dashes.Length]}", Path(chart, chart.Lines[i].Values, frame));
        if (under) Keys(drawing, names, colours);
        else EndNames(drawing, chart, frame, colours);
        return drawing;
    }

    private static string[] Colours(string[] names)
    {
        var next = 0;
        return [.. names.Select(name => Shade.IsControl(name) && names.Length > 1 ? "sc" : Shade.Stroke(next++))];
    }

    private static IEnumerable<double> Places(LinesChart chart) =>
        chart.Places is { Count: > 0 } places
            ? places
            : Enumerable.Range(0, Math.Max(1, chart.Lines.Max(line => line.Values.Count))).Select(i => (double)i);

    private static string Path(LinesChart chart, IReadOnlyList<double> values, PlotFrame frame)
    {
        var (path, pen) = (new System.Text.StringBuilder(), 'M');
        for (var i = 0; i < values.Count; i++)
        {
            if (!double.IsFinite(values[i])) pen = 'M';
            else
            {
                path.Append(FormattableString.Invariant($"{pen}{frame.X(chart.Places?[i] ?? i):0.#} {frame.Y(values[i]):0.#}"));
                pen = 'L';
            }
        }
        return path.ToString();
    }

    /// <summary>Beside the last points, moved apart where they would lie on one another.</summary>
    private static void EndNames(Drawing drawing, LinesChart chart, PlotFrame frame, string[] colours)
    {
        var ends = chart.Lines.Select((line, i) => (Line: i, Last: LastOf(line.Values))).Where(end => end.Last >= 0)
            .OrderBy(end => frame.Y(chart.Lines[end.Line].Values[end.Last]));
        var lowest = double.NegativeInfinity;
        foreach (var (line, last) in ends)
        {
            lowest = Math.Max(frame.Y(chart.Lines[line].Values[last]), lowest + Line);
            drawing.Text(frame.X(chart.Places?[last] ?? last) + 6, lowest, chart.Lines[line].Name, Ink(colours[line]));
        }
    }

    private static void Keys(Drawing drawing, string[] names, string[] colours)
    {
        for (var i = 0; i < names.Length; i++)
        {
            var y = Top + Height + Bottom + (i + .5) * Line;
            drawing.Path($"{colours[i]}{Dashes[i % Dashes.Length]}", $"M2 {y:0.#}h28");
            drawing.Text(38, y, names[i], Ink(colours[i]));
        }
    }

    private static string Ink(string stroke) => stroke == "sc" ? "" : $"f{stroke[1..]}";

    private static int LastOf(IReadOnlyList<double> values)
    {
        var last = values.Count - 1;
        while (last >= 0 && !double.IsFinite(values[last])) last--;
        return last;
    }
}
