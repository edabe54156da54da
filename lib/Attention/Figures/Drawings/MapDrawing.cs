namespace Attention.Figures.Drawings;

/// <summary>A pattern with its words on both sides: queries downwards, keys to the right, in square cells.</summary>
internal static class MapDrawing
{
    private const double Numbered = 24, Least = 6, TitleLine = 16;    // px

    /// <summary>Draws a pattern.</summary>
    /// <param name="weights">The pattern.</param>
    /// <param name="titles">Lines over it.</param>
    /// <param name="width">The room that there is.</param>
    /// <param name="largest">Of a cell, in pixels.</param>
    /// <param name="most">The weight of the last colour.</param>
    /// <param name="gold">Cells that are said to be right, framed.</param>
    public static Drawing Of(DrawnWeights weights, IReadOnlyList<string> titles, double width = 520, double largest = 30, double most = 1,
        IReadOnlyList<(int Query, int Key)>? gold = null)
    {
        var label = TextWidth.Widest(weights.Words) + 8;
        var cell = Math.Max(Least, Math.Min(largest, Math.Floor((width - label - 4) / Math.Max(1, weights.Count))));
        var lines = titles.SelectMany(title => TextWidth.Wrapped(title, Math.Max(160, label + cell * weights.Count))).ToArray();
        var top = lines.Length * TitleLine + label;
        var extent = label + cell * weights.Count + 2;
        var drawing = new Drawing(Math.Max(extent, TextWidth.Widest(lines)), top + cell * weights.Count + 2);
        for (var i = 0; i < lines.Length; i++) drawing.Text(0, (i + .5) * TitleLine, lines[i], i == 0 ? "b" : "");
        Words(drawing, weights.Words, label, top, cell);
        Cells(drawing, weights, label, top, cell, most);
        foreach (var (query, key) in gold ?? []) drawing.Path("gold", $"M{label + key * cell} {top + query * cell}h{cell}v{cell}h-{cell}z");
        return drawing;
    }

    /// <summary>Every word, or as many as there is room for.</summary>
    private static void Words(Drawing drawing, IReadOnlyList<string> words, double label, double top, double cell)
    {
        var every = (int)Math.Max(1, Math.Ceiling(Drawing.FontSize / cell));
        for (var i = 0; i < words.Count; i += every)
        {
            drawing.Text(label - 5, top + (i + .5) * cell, words[i], anchor: Anchor.End);
            drawing.Text(label + (i + .5) * cell, top - 5, words[i], upright: true);
        }
    }

    private static void Cells(Drawing drawing, DrawnWeights weights, double left, double top, double cell, double most)
    {
        var side = cell - (cell > 16 ? 1 : .5);
        var all = from query in Enumerable.Range(0,
            weights.Count)
                  from key in Enumerable.Range(0, query + 1)
                  select (Query: query, Key: key, Weight: weights[query, key]);
        foreach (var step in all.GroupBy(one => float.IsFinite(one.Weight) ? Shade.Step(one.Weight / most) : -1)
            .OrderBy(group => group.Key))
            drawing.Path(step.Key < 0 ? "unknown" : Shade.Weight(step.Key),
                string.Concat(
                    step.Select(one =>
                        FormattableString.Invariant(
                            $"M{left + one.Key * cell:0.#} {top + one.Query * cell:0.#}h{side:0.#}v{side:0.#}h-{side:0.#}z"))));
        if (cell < Numbered) return;
        foreach (var one in all.Where(one => one.Weight >= .05))
            drawing.Text(left + one.Key * cell + side / 2, top + one.Query * cell + side / 2, Drawing.Number(one.Weight),
                Shade.OnWeight(Shade.Step(one.Weight / most)), Anchor.Middle, size: 11);
    }
}
