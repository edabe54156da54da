using Attention.Figures.Views;

namespace Attention.Figures.Drawings;

/// <summary>What a view shows before it is touched, as drawings.</summary>
internal static class ViewDrawings
{
    private const int FilmGap = 2;    // px between small patterns

    /// <summary>The drawings of a view; none where there is nothing to draw but words.</summary>
    public static Drawing[] Of(ViewData data) => data switch
    {
        GalleryData gallery => [.. gallery.Cards.Select(OfCard)],
        SentenceData sentence => [OfSentence(sentence)],
        HeadLinesData lines => OfLines(lines),
        SentenceExplorerData strips => [.. strips.Panels.Select((panel, i) => OfStrip(panel, strips.Starts[i], strips.HideFirst))],
        WholeModelData all => [Grid(all.Trace, all.HideFirst), Head(all.Trace, all.Chosen, all.HideFirst)],
        AblationMapData effects => OfEffects(effects),
        LayerProgressionData layers => OfLayers(layers),
        TrainingPlayerData training => OfTraining(training),
        _ => [],
    };

    private static Drawing Head(TraceData trace, int place, bool hideFirst)
    {
        var drawn = new DrawnTrace(trace, hideFirst);
        return MapDrawing.Of(drawn.Head(place), [$"head {drawn.Name(place)}"]);
    }

    private static Drawing OfCard(GalleryCardData card)
    {
        var first = card.HideFirst && card.Trace.Tokens.Count > 1 ? 1 : 0;
        (int, int)[] gold = [.. card.Gold.Where(cell => cell[1] >= first).Select(cell => (cell[0] - first, cell[1] - first))];
        string[] titles = [card.Type, card.Address, .. card.Score is { } score ? [score] : Array.Empty<string>()];
        return MapDrawing.Of(new DrawnTrace(card.Trace, card.HideFirst).Head(0), titles, width: 400, gold: gold);
    }

    private static Drawing OfSentence(SentenceData data)
    {
        var drawn = new DrawnTrace(data.Trace, data.HideFirst);
        var control = data.Control is null ? null : new DrawnTrace(data.Control, data.HideFirst);
        string Name(int i) => data.Kinds[i].Length > 0 ? $"{data.Kinds[i]} · {data.Heads[i]}" : $"head {data.Heads[i]}";
        return ArcsDrawing.Of(
            [.. data.Heads.Select((_, i) => new ArcsDrawing.Layer(Name(i), drawn.Head(i)))],
            [.. data.Heads.Select((_, i) => control?.Head(i)).OfType<DrawnWeights>()],
            data.Query < 0 ? -1 : data.Query - (data.Trace.Tokens.Count - drawn.Words.Count));
    }

    private static Drawing[] OfLines(HeadLinesData lines)
    {
        var drawn = new DrawnTrace(lines.Trace, lines.HideFirst);
        return [ArcsDrawing.Of([.. lines.Heads.Take(3)
            .Select((at, i) => new ArcsDrawing.Layer($"head {lines.Names[i]}", drawn.Head(at[0] * lines.Trace.Heads.Count + at[1])))], [])];
    }

    private static Drawing OfStrip(TraceData trace, StripStart start, bool hideFirst)
    {
        var drawn = new DrawnTrace(trace, hideFirst);
        var weights = start.Head < 0 ? drawn.Mean(start.Layer) : drawn.Head(start.Layer * trace.Heads.Count + start.Head);
        var name = start.Head < 0
            ? $"mean of layer {trace.Layers[start.Layer]}"
            : $"head {trace.Layers[start.Layer]}.{trace.Heads[start.Head]}";
        return ArcsDrawing.Of([new ArcsDrawing.Layer($"{trace.Model}, {name}", weights)], [],
            start.Query - (trace.Tokens.Count - weights.Count));
    }

    /// <summary>All heads in small: layers to the right where the model is deep.</summary>
    private static Drawing Grid(TraceData trace, bool hideFirst)
    {
        var drawn = new DrawnTrace(trace, hideFirst);
        var (L, H, side) = (trace.Layers.Count, trace.Heads.Count, drawn.Words.Count + FilmGap);
        var across = L > 1.5 * H;
        var (columns, rows) = across ? (L, H) : (H, L);
        var pixels = new PixelPicture(columns * side, rows * side);
        for (var l = 0; l < L; l++)
            for (var h = 0; h < H; h++) pixels.Draw((across ? l : h) * side, (across ? h : l) * side, drawn.Head(l * H + h));
        var cell = Math.Clamp(Math.Floor(760.0 / columns), 12, 40);
        var drawing = new Drawing(24 + columns * cell, 38 + rows * cell);
        drawing.Text(0, 8, across ? "Layers to the right, heads downwards." : "Heads to the right, layers downwards.");
        IReadOnlyList<int> right = across ? trace.Layers : trace.Heads, down = across ? trace.Heads : trace.Layers;
        for (var c = 0; c < columns; c++) drawing.Text(24 + (c + .5) * cell, 27, $"{right[c]}", anchor: Anchor.Middle, size: 11);
        for (var r = 0; r < rows; r++) drawing.Text(19, 38 + (r + .5) * cell, $"{down[r]}", anchor: Anchor.End, size: 11);
        drawing.Pixels(24, 38, columns * cell, rows * cell, pixels.Png());
        return drawing;
    }

    private static Drawing[] OfEffects(AblationMapData data)
    {
        var (L, H) = (data.Trace.Layers.Count, data.Trace.Heads.Count);
        var values = new float[L, H];
        for (var i = 0; i < L * H; i++) values[i / H, i % H] = data.Effects[i] ?? float.NaN;
        var chosen = Enumerable.Range(0, L * H).MaxBy(i => Math.Abs(data.Effects[i] ?? 0));
        return [GridDrawing.Of(new Charts.HeadMapChart("", values, data.Measure, Charts.ColourScale.AroundZero)),
            Head(data.Trace, chosen, data.HideFirst)];
    }

    private static Drawing[] OfLayers(LayerProgressionData data)
    {
        var drawn = new DrawnTrace(data.Trace, data.HideFirst);
        DrawnWeights[] layers = [.. Enumerable.Range(0, data.Trace.Layers.Count).Select(drawn.Mean)];
        var most = Math.Max(.01, layers.Max(layer => layer.Largest));
        var film = Film(layers, [.. data.Trace.Layers.Select(layer => $"{layer}")],
            $"The mean of each layer's heads; the last colour is {Drawing.Number(most)}.", most);
        if (data.Shares.Count == 0) return [film];
        List<(string, IReadOnlyList<double>)> lines = [(data.Trace.Model, data.Shares)];
        if (data.Control is { } control) lines.Add(("random weights", control));
        return [film, LinesDrawing.Of(new Charts.LinesChart("", "layer", "share on the token before", lines))];
    }

    private static Drawing[] OfTraining(TrainingPlayerData data)
    {
        DrawnTrace[] moments = [.. data.Snapshots.Select(snapshot => new DrawnTrace(snapshot.Trace, data.HideFirst))];
        var film = Film([.. moments.Select(moment => moment.Head(data.Chosen))],
            [.. data.Snapshots.Select(snapshot => Axis.Name(snapshot.Tokens))],
            $"Head {moments[0].Name(data.Chosen)} after so many tokens.", 1);
        var places = data.Tokens.Select(tokens => (double)tokens).ToArray();
        return [film,
            .. data.Curves.GroupBy(curve => curve.Unit)
                .Select(unit =>
                    LinesDrawing.Of(new Charts.LinesChart("", "tokens trained on",
                        unit.Key == "score" ? "best head, score" : "loss, nats per token",
            [.. unit.Select(curve => (curve.Name, (IReadOnlyList<double>)[.. curve.Values.Select(value => value ?? double.NaN)]))],
            places)))];
    }

    /// <summary>Patterns of the same words one after the other, each with its name.</summary>
    private static Drawing Film(DrawnWeights[] frames, string[] names, string title, double most)
    {
        var (perRow, size) = (Math.Min(frames.Length, 10), frames[0].Count);
        var rows = (frames.Length + perRow - 1) / perRow;
        var (side, line) = (62.0, 16.0);
        var drawing = new Drawing(perRow * (side + 8), 20 + rows * (side + line + 6));
        drawing.Text(0, 8, title);
        for (var i = 0; i < frames.Length; i++)
        {
            var one = new PixelPicture(size, size);
            one.Draw(0, 0, frames[i], most);
            var (x, y) = (i % perRow * (side + 8), 20 + i / perRow * (side + line + 6));
            drawing.Pixels(x, y + line, side, side, one.Png());
            drawing.Text(x, y + 8, names[i], size: 11);
        }
        return drawing;
    }
}
