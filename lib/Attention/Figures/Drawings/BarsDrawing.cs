using Attention.Figures.Charts;

namespace Attention.Figures.Drawings;

/// <summary>Horizontal bars with their numbers; controls are grey.</summary>
internal static class BarsDrawing
{
    private const double Width = 560, Height = 16, Gap = 6, GroupGap = 10, LabelLine = 18, Numbers = 44, MostLabel = .45;

    private const string Control = "fc";

    /// <summary>Draws measured bars above those they stand against.</summary>
    public static Drawing Of(BarsChart chart) =>
        Draw([.. chart.Measured.Select(bar => (bar.Label, new[] { (bar.Value, Shade.Fill(0)) })),
            .. chart.Control.Select(bar => (bar.Label, new[] { (bar.Value, Control) }))], chart.Unit, [], chart.IsShare);

    /// <summary>Draws groups of bars, the first of each measured.</summary>
    public static Drawing Of(GroupedBarsChart chart) => Draw(
        [.. chart.Groups
            .Select((group, g) =>
                (group, chart.Series.Select((series, s) => (series.Values[g], s < chart.Measured ? Shade.Fill(s) : Control)).ToArray()))],
                chart.Unit, [.. chart.Series.Select(series => series.Name)], chart.IsShare);

    private static Drawing Draw((string Label, (double Value, string Fill)[] Bars)[] groups, string unit, string[] series,
        bool isShare = true)
    {
        var widest = TextWidth.Widest(groups.Select(group => group.Label)) + 10;
        var over = widest > Width * MostLabel;
        var left = over ? 2 : widest;
        double[] values = [.. groups.SelectMany(group => group.Bars).Select(bar => bar.Value).Where(double.IsFinite).DefaultIfEmpty(0)];
        var (least, most) = (Math.Min(0, values.Min()), Math.Max(0, values.Max()));
        var zero = left + (least < 0 ? Numbers : 0);
        var scale = (Width - zero - Numbers) / Math.Max(most - least, 1e-9);
        zero -= least * scale;
        var key = series.Length > 0 ? $"From above: {string.Join(", ", series)}." : "";
        var keys = key.Length > 0 ? TextWidth.Wrapped(key, Width) : [];
        var top = keys.Count * LabelLine;
        var drawing = new Drawing(Width,
            top + groups.Sum(group => group.Bars.Length * Height + (group.Bars.Length > 1 ? GroupGap : Gap) + (over ? LabelLine : 0))
                + LabelLine);
        for (var i = 0; i < keys.Count; i++) drawing.Text(0, (i + .5) * LabelLine, keys[i]);
        var y = top;
        foreach (var (label, bars) in groups)
        {
            drawing.Text(over ? 0 : left - 8, over ? y + LabelLine / 2 : y + bars.Length * Height / 2, label,
                anchor: over ? Anchor.Start : Anchor.End);
            if (over) y += LabelLine;
            foreach (var (value, fill) in bars)
            {
                Bar(drawing, zero, y, value, scale, fill, isShare);
                y += Height;
            }
            y += bars.Length > 1 ? GroupGap : Gap;
        }
        drawing.Path("g", $"M{zero:0.#} {top}V{y:0.#}");
        drawing.Text(Width, y + LabelLine / 2, unit, anchor: Anchor.End);
        return drawing;
    }

    private static void Bar(Drawing drawing, double zero, double y, double value, double scale, string fill, bool isShare)
    {
        if (!double.IsFinite(value)) return;
        var length = Math.Abs(value) * scale;
        drawing.Rect(value < 0 ? zero - length : zero, y + 1, Math.Max(length, 1), Height - 3, fill);
        drawing.Text(value < 0 ? zero - length - 5 : zero + length + 5, y + Height / 2 - .5,
            Drawing.Number(value, isShare, Math.Abs(value) >= 100 ? 0 : 2),
            anchor: value < 0 ? Anchor.End : Anchor.Start);
    }
}
