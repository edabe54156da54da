namespace Attention.Figures;

public static partial class Figures
{
    private const string First = "#2f7fc1", Second = "#c8641b", Third = "#3d9140", Fourth = "#b0364a";      // readable on light and on dark

    /// <summary>The induction circuit (Elhage et al. 2021), with what was measured at each of its arrows.</summary>
    /// <param name="writes">At the arrow from A to the key of B: the previous-token head and its number.</param>
    /// <param name="looks">At the arrow from the second A to B: the induction heads and their number.</param>
    /// <param name="aims">At the arrow from the induction heads to the queries of those that copy, and its number; null where it has not
    /// been measured yet.</param>
    /// <param name="speaks">At the second arrow from B to the second A: the heads that copy, and their number; null likewise.</param>
    /// <param name="holdsBack">Heads that work against it, and their number; null for none.</param>
    /// <returns>A drawing; an arrow that has no number is dashed.</returns>
    public static Scheme InductionCircuit(string writes, string looks, string? aims = null, string? speaks = null,
        string? holdsBack = null)
    {
        ArgumentNullException.ThrowIfNull(writes);
        ArgumentNullException.ThrowIfNull(looks);
        string[] tokens = ["A", "B", "…", "A"];
        int[] places = [70, 220, 360, 520];
        var streams = string.Concat(places.Zip(tokens,
            (x, token) => Stream(x, token == "…", speaks is not null) + Text(x, 420, token, size: 20, anchor: "middle")));
        var elements = streams
            + Arrow("M70 350C120 320 170 335 212 314", First) + Text(236, 318, "1  writes: the token before me was A", First)
            + Text(236, 338, writes, First, bold: true)
            + Arrow("M220 270C310 225 430 250 512 224", Second) + Text(236, 200, "2  looks at B, since its key fits", Second)
            + Text(236, 220, looks, Second, bold: true)
            + Arrow("M520 90V62", speaks is null ? Third : "currentColor", dashed: speaks is null)
            + Text(520, 44, "next: B", size: 18, anchor: "middle")
            + (speaks is null ? Text(540, 84, "who says B aloud: not measured yet", Third) : Copiers(speaks))
            + (aims is null ? "" : Arrow("M526 216C556 190 556 150 528 122", Second) + Text(560, 162, "3  aims 4, by queries", Second)
                + Text(560, 182, aims, Second, bold: true))
            + (holdsBack is null ? "" : Text(560, 84, "5  holds back", Fourth) + Text(560, 104, holdsBack, Fourth, bold: true));
        var words =
            $"At B a previous-token head writes that the token before was A: {writes}. At the second A induction heads find that key and "
                + $"look at B: {looks}."
                + (aims is null ? "" : $" What they write there aims the queries of later heads: {aims}.")
                + (speaks is null ? " Which heads turn this into a prediction is not measured yet."
                    : $" Those look at B once more, and say it: {speaks}.")
                + (holdsBack is null ? "" : $" Heads that hold back: {holdsBack}.");
        return new Scheme("The induction circuit, with what was measured", words, 860, 430, elements);
    }

    private static string Copiers(string speaks) =>
        Arrow("M220 160C310 115 430 140 512 114", Third) + Text(236, 90, "4  looks at B again, and says it", Third)
        + Text(236, 110, speaks, Third, bold: true);

    /// <summary>A token's stream; the one that stands for many gives way to what is written beside the arrows.</summary>
    private static string Stream(int x, bool many, bool spoken) => many
        ? Line(x, 390, x, 350, true) + Line(x, 302, x, 232, true) + Line(x, 184, x, spoken ? 122 : 90, true)
        : Line(x, 390, x, 90, false);

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
        $"<path d=\"M{x1} {y1}L{x2} {y2}\" fill=\"none\" stroke=\"currentColor\" stroke-opacity=\".6\" stroke-width=\"2\""
            + $"{(dashed ? " stroke-dasharray=\"3 6\"" : "")}/>";

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
        $"<text x=\"{x}\" y=\"{y}\" fill=\"{colour}\" font-size=\"{size}\" text-anchor=\"{anchor}\""
            + $"{(bold ? " font-weight=\"600\"" : "")}>{Scheme.Encoded(text)}</text>";
}
