namespace Attention.Figures;

public static partial class Figures
{
    private const string First = "#2f7fc1", Second = "#c8641b", Third = "#3d9140", Fourth = "#b0364a";      // readable on light and on dark

    /// <summary>The induction circuit (Elhage et al. 2021), with what was measured at each of its arrows.</summary>
    /// <param name="writes">At the arrow from A to the key of B: the previous-token head and its number.</param>
    /// <param name="looks">At the arrow from the second A to B: the induction heads and their number.</param>
    /// <param name="speaks">At the arrow to the prediction: the heads that copy, and their number; null where it has not been measured
    /// yet.</param>
    /// <param name="holdsBack">Heads that work against it, and their number; null for none.</param>
    /// <returns>A drawing; an arrow that has no number is dashed.</returns>
    public static Scheme InductionCircuit(string writes, string looks, string? speaks = null, string? holdsBack = null)
    {
        ArgumentNullException.ThrowIfNull(writes);
        ArgumentNullException.ThrowIfNull(looks);
        string[] tokens = ["A", "B", "…", "A"];
        int[] places = [70, 220, 360, 520];
        var streams = string.Concat(places.Zip(tokens,
            (x, token) => Stream(x, token == "…") + Text(x, 390, token, size: 20, anchor: "middle")));
        var elements = streams
            + Arrow("M70 320C120 290 170 305 212 284", First) + Text(236, 288, "1  writes: the token before me was A", First)
            + Text(236, 308, writes, First, bold: true)
            + Arrow("M220 220C310 170 430 200 512 164", Second) + Text(236, 150, "2  looks at B, since its key fits", Second)
            + Text(236, 170, looks, Second, bold: true)
            + Arrow("M520 90V62", Third, dashed: speaks is null) + Text(520, 44, "next: B", size: 18, anchor: "middle")
            + Text(536, 84, speaks is null ? "3  says B aloud: not measured yet" : "3  says B aloud", Third)
            + (speaks is null ? "" : Text(536, 104, speaks, Third, bold: true))
            + (holdsBack is null ? "" : Text(536, 134, "4  holds back", Fourth) + Text(536, 154, holdsBack, Fourth, bold: true));
        var words =
            $"At B a previous-token head writes that the token before was A: {writes}. At the second A induction heads find that key and "
                + $"look at B: {looks}."
                + (speaks is null ? " Which heads turn this into a prediction is not measured yet." : $" Heads that say B aloud: {speaks}.")
                + (holdsBack is null ? "" : $" Heads that hold back: {holdsBack}.");
        return new Scheme("The induction circuit, with what was measured", words, 860, 400, elements);
    }

    /// <summary>A token's stream; the one that stands for many gives way to what is written beside the arrows.</summary>
    private static string Stream(int x, bool many) => many
        ? Line(x, 360, x, 322, true) + Line(x, 266, x, 184, true) + Line(x, 130, x, 90, true)
        : Line(x, 360, x, 90, false);

    /// <summary>The article's pipeline, with what was measured at each of its stations.</summary>
    /// <param name="stations">Name, verdict and number of each station, in order.</param>
    /// <returns>A drawing.</returns>
    public static Scheme Pipeline(params IReadOnlyList<(string Name, string Verdict, string Number)> stations)
    {
        ArgumentNullException.ThrowIfNull(stations);
        const int Step = 172;
        var elements = string.Concat(stations.Select((station, i) =>
            $"<rect x=\"{10 + i * Step}\" y=\"20\" width=\"140\" height=\"44\" rx=\"6\" fill=\"none\" stroke=\"currentColor\"/>"
            + Text(80 + i * Step, 47, station.Name, anchor: "middle")
            + Text(80 + i * Step, 88, station.Verdict, Second, size: 14, anchor: "middle", bold: true)
            + Text(80 + i * Step, 108, station.Number, size: 13, anchor: "middle")
            + (i == 0 ? "" : Arrow($"M{10 + i * Step - 30} 42H{10 + i * Step - 8}", "currentColor"))));
        return new Scheme("The pipeline, with what this model shows of it",
            string.Join(" ", stations.Select(station => $"{station.Name}: {station.Verdict}, {station.Number}.")), stations.Count * Step,
            124, elements);
    }

    private static string Line(int x1, int y1, int x2, int y2, bool dashed) =>
        $"<path d=\"M{x1} {y1}L{x2} {y2}\" fill=\"none\" stroke=\"currentColor\" stroke-opacity=\".6\" stroke-width=\"2\"{(dashed ? " stroke-dasharray=\"3 6\"" : "")}/>";

    /// <summary>A line with a point at its end, which lies at the path's last coordinate.</summary>
    private static string Arrow(string path, string colour, bool dashed = false) =>
        $"<path d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"3\"{(dashed ? " stroke-dasharray=\"5 5\"" : "")}/>"
            + Point(path, colour);

    private static string Point(string path, string colour)
    {
        var last = path[(path.LastIndexOfAny(['C', 'H', 'V']) + 1)..].Split(' ');
        var (x, y) = path.Contains('V', StringComparison.Ordinal) ? (path[1..path.IndexOf(' ', StringComparison.Ordinal)], last[0])
            : path.Contains('H', StringComparison.Ordinal) ? (last[0], path.Split(' ')[1].Split('H')[0]) : (last[^2], last[^1]);
        return $"<circle cx=\"{x}\" cy=\"{y}\" r=\"5\" fill=\"{colour}\"/>";
    }

    private static string Text(int x, int y, string text, string colour = "currentColor", int size = 15, string anchor = "start",
        bool bold = false) =>
        $"<text x=\"{x}\" y=\"{y}\" fill=\"{colour}\" font-size=\"{size}\" text-anchor=\"{anchor}\"{(bold ? " font-weight=\"600\"" : "")}>{Scheme.Encoded(text)}</text>";
}
