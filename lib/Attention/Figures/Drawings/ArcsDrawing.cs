namespace Attention.Figures.Drawings;

/// <summary>A sentence in one line with arcs over it: from the word that attends to the one it attends to, the thicker the more. The
/// control's hang below, grey.</summary>
internal static class ArcsDrawing
{
    private const double Size = 16, Space = 9, Steepness = .42, Highest = 150, Faint = .1, Strong = .3, Most = 900;

    /// <summary>A kind of head and what it does.</summary>
    /// <param name="Name">Kind and address.</param>
    /// <param name="Weights">Its pattern.</param>
    internal sealed record Layer(string Name, DrawnWeights Weights);

    /// <summary>Draws a sentence.</summary>
    /// <param name="heads">What is drawn over it, one colour each; all have the same words.</param>
    /// <param name="controls">What is drawn below.</param>
    /// <param name="query">The word whose arcs are drawn; below 0 for all words.</param>
    public static Drawing Of(IReadOnlyList<Layer> heads, IReadOnlyList<DrawnWeights> controls, int query = -1)
    {
        var words = heads[0].Weights.Words;
        var (middles, width) = Places(words);
        var above = heads.Max(head => HeightOf(head.Weights, middles, query)) + Size;
        var below = controls.Count == 0 ? 6 : controls.Max(control => HeightOf(control, middles, query)) + Size;
        string[] keys = [.. heads.Count > 1 || heads[0].Name.Length > 0 ? heads.Select(head => head.Name) : [],
            .. controls.Count > 0 ? ["below, grey: the same with random weights"] : Array.Empty<string>()];
        var line = above + Size;
        var drawing = new Drawing(Math.Max(width, TextWidth.Widest(keys) + 20), line + Size + below + keys.Length * Size);
        for (var i = 0; i < controls.Count; i++) Arcs(drawing, controls[i], middles, line + Size * .9, -1, "sc", query);
        for (var i = 0; i < heads.Count; i++)
            Arcs(drawing, heads[i].Weights, middles, line - Size * .9, 1, Shade.Stroke(i), query, (heads.Count - 1) / 2.0 - i);
        for (var i = 0; i < words.Count; i++) drawing.Text(middles[i], line, words[i], i == query ? "b" : "", Anchor.Middle, size: Size);
        for (var i = 0; i < keys.Length; i++)
            Key(drawing, keys[i], i < keys.Length - (controls.Count > 0 ? 1 : 0) ? i : -1, line + Size + below + (i + .5) * Size);
        return drawing;
    }

    private static (double[] Middles, double Width) Places(IReadOnlyList<string> words)
    {
        double[] widths = [.. words.Select(word => TextWidth.Of(word, Size) + Space)];
        var (middles, x) = (new double[words.Count], 4.0);
        for (var i = 0; i < words.Count; i++) (middles[i], x) = (x + widths[i] / 2, x + widths[i]);
        return (middles, x + 4);
    }

    private static IEnumerable<(int Query, int Key, float Weight)> Links(DrawnWeights weights, int query) =>
        from q in query < 0 ? Enumerable.Range(0, weights.Count) : [query]
        from key in Enumerable.Range(0, q + 1)
        let weight = weights[q, key]
        where weight >= Faint
        select (q, key, weight);

    private static double Rise(double[] middles, int query, int key) =>
        query == key ? 16 : Math.Min(Highest, Math.Abs(middles[query] - middles[key]) * Steepness + 10);

    private static double HeightOf(DrawnWeights weights, double[] middles, int query) =>
        Links(weights, query).Select(link => Rise(middles, link.Query, link.Key)).DefaultIfEmpty(0).Max();

    /// <summary>Arcs over a line, or under it where <paramref name="up"/> is -1; the strong ones bear their weight.</summary>
    private static void Arcs(Drawing drawing, DrawnWeights weights, double[] middles, double line, int up, string colour, int query,
        double shift = 0)
    {
        foreach (var (q, key, weight) in Links(weights, query).OrderBy(link => link.Weight))
        {
            var (start, end, rise) = (middles[q] + shift * 3, middles[key] + shift * 3, Rise(middles, q, key) * up);
            var apart = q == key ? 7 : 0;
            var (left, right, peak) = (start + apart, end - apart, line - rise * 1.3);
            drawing.Path(colour, $"M{left:0.#} {line:0.#}C{left:0.#} {peak:0.#} {right:0.#} {peak:0.#} {right:0.#} {line:0.#}",
                .8 + 6 * weight, .25 + .75 * weight);
            if (weight >= Strong && (query >= 0 || middles.Length < 14))
                drawing.Text((start + end) / 2, line - rise - 7 * up, Drawing.Number(weight), up < 0 ? "" : $"f{colour[1..]}",
                    Anchor.Middle, size: 11);
        }
    }

    private static void Key(Drawing drawing, string name, int colour, double y)
    {
        drawing.Path(colour < 0 ? "sc" : Shade.Stroke(colour), $"M2 {y:0.#}h14", 4);
        drawing.Text(22, y, name);
    }
}
