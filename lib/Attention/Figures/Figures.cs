using Attention.Figures.Charts;
using Attention.Figures.Drawings;
using Attention.Measures;
using Attention.Models;
using Attention.Traces;

namespace Attention.Figures;

/// <summary>Every view of the course, each a method that returns a <see cref="Figure"/>.</summary>
public static partial class Figures
{
    /// <summary>More tokens than this are not drawn; the figure says so.</summary>
    public const int MaxTokens = 64;

    private static readonly string[] Counts = ["One", "Two", "Three", "Four", "Five", "Six"];

    /// <summary>The pattern of one head: queries downwards, keys to the right, one colour scale from 0 to 1.</summary>
    /// <param name="trace">The run.</param>
    /// <param name="head">The head.</param>
    /// <param name="scores">The table whose score goes into the title.</param>
    /// <returns>A chart with a switch that leaves the first token out and says which share that was; nothing is renormalised.</returns>
    /// <exception cref="HeadIndexException">The trace did not keep this head.</exception>
    public static Figure Heatmap(AttentionTrace trace, HeadIndex head, HeadScoreTable? scores = null) =>
        Heatmap(new HeadView(trace, head, scores));

    /// <summary>Several heads side by side, a trained one and its control for instance.</summary>
    /// <param name="views">The heads, at least one.</param>
    /// <returns>A chart with one switch for all.</returns>
    /// <exception cref="HeadIndexException">A trace did not keep its head.</exception>
    public static Figure Heatmap(params IReadOnlyList<HeadView> views)
    {
        ArgumentNullException.ThrowIfNull(views);
        if (views.Count == 0) throw new ArgumentException("No head was given.", nameof(views));
        var hide = views[0].Trace.HasBos && views.All(view => view.Trace.Tokens.Count > 2 && view.Scores?.Measure != "first_token");
        var chart = new HeatmapChart(Title(views), [.. views.Select(Panel)], hide);
        return new Figure(chart.Title, Caption(views, chart), string.Join(" ", chart.Panels.Select(Describe)),
            ChartLibrary.Maker.Heatmap(chart),
            () => [.. chart.Panels.Select(panel => DrawingOf(panel, chart.HideFirst, chart.Panels.Count > 1))])
        {
            Parts = LastRow(chart.Panels.FirstOrDefault(panel => panel.ModelName != SimulatedAttention.Title, chart.Panels[0]),
            hide ? 1 : 0)
        };
    }

    /// <summary>The words that the last word may look at, and how much it does.</summary>
    private static (string, double)[] LastRow(HeatmapPanel panel, int first) =>
        [.. panel.Words.Index().Skip(first).Select(word => (word.Item, (double)panel.Weights[panel.Words.Count - 1, word.Index]))];

    /// <summary>One number for every head of a model, layers downwards.</summary>
    /// <param name="scores">The numbers.</param>
    /// <param name="title">What is shown.</param>
    /// <returns>A chart; the measure's unit says its scale: shares the common one from 0 to 1, signed numbers one around 0, nats and tokens
    /// one from 0 to the largest.</returns>
    public static Figure HeadMap(HeadScoreTable scores, string title)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var scale = scores.Unit switch
        {
            MeasureUnit.Share => ColourScale.Share,
            MeasureUnit.SignedNumber => ColourScale.AroundZero,
            _ => ColourScale.FromZero
        };
        var chart = new HeadMapChart($"{title} · {scores.ModelName}", scores.Values, MeasureName(scores.Measure), scale);
        var top = scores.Top(5).Select(score => $"{score.Head} ({Drawing.Number(score.Score, scores.Unit == MeasureUnit.Share)})");
        var largest = $"Largest: {string.Join(", ", top)}.";
        var caption = scale == ColourScale.AroundZero ? $"{largest} Colour follows the signed square root, to the largest value." : largest;
        return new Figure(chart.Title, caption, largest, ChartLibrary.Maker.HeadMap(chart), () => [GridDrawing.Of(chart)]);
    }

    /// <summary>Lines over positions, layers or steps.</summary>
    /// <param name="title">What is shown.</param>
    /// <param name="horizontal">The horizontal axis; it counts from 0.</param>
    /// <param name="vertical">The vertical axis, with its unit.</param>
    /// <param name="lines">Name and values of each line; NaN leaves a gap. One whose name says that it is a control is grey.</param>
    /// <returns>A chart; each line bears its name at its end.</returns>
    public static Figure Lines(string title, string horizontal, string vertical,
        params IReadOnlyList<(string Name, IReadOnlyList<double> Values)> lines) =>
        Lines(title, horizontal, vertical, places: null, lines);

    /// <summary>Lines over places that are given, tokens trained on for instance.</summary>
    /// <param name="title">What is shown.</param>
    /// <param name="horizontal">The horizontal axis, with its unit.</param>
    /// <param name="vertical">The vertical axis, with its unit.</param>
    /// <param name="places">Where the values of all lines stand on the horizontal axis; null for 0, 1, 2 and so on.</param>
    /// <param name="lines">Name and values of each line; NaN leaves a gap. One whose name says that it is a control is grey.</param>
    /// <param name="stripes">Parts of the horizontal axis that bear a name, the first and the second copy for instance; null for
    /// none.</param>
    /// <returns>A chart; each line bears its name at its end.</returns>
    public static Figure Lines(
        string title, string horizontal, string vertical, IReadOnlyList<double>? places,
        IReadOnlyList<(string Name, IReadOnlyList<double> Values)> lines,
        IReadOnlyList<(string Name, double From, double To)>? stripes = null)
    {
        ArgumentNullException.ThrowIfNull(lines);
        if (lines.Count == 0) throw new ArgumentException("No line was given.", nameof(lines));
        var chart = new LinesChart(title, horizontal, vertical, lines, places, Stripes: stripes);
        return Of(chart, "", AltText(lines));
    }

    /// <summary>A measure by layer: a line through the means, a dot for every head.</summary>
    /// <param name="title">What is shown.</param>
    /// <param name="unit">The unit of the measure.</param>
    /// <param name="curves">Name and numbers of each line; the dots are the heads of the first.</param>
    /// <returns>A chart; each dot says its head when pointed at.</returns>
    public static Figure LayerCurve(string title, string unit, params IReadOnlyList<(string Name, HeadScoreTable Scores)> curves)
    {
        ArgumentNullException.ThrowIfNull(curves);
        if (curves.Count == 0) throw new ArgumentException("No curve was given.", nameof(curves));
        (string, IReadOnlyList<double>)[] lines = [.. curves.Select(curve => (curve.Name, curve.Scores.LayerMeans()))];
        var dots = curves[0].Scores.All().Select(score => ($"head {score.Head}", (double)score.Head.Layer, score.Score));
        return Of(new LinesChart(title, "layer", unit, lines, Dots: [.. dots]), $"Dots: the single heads of “{curves[0].Name}”.",
            AltText(lines));
    }

    /// <summary>Measured values as bars, above the values they stand against.</summary>
    /// <param name="title">What is shown.</param>
    /// <param name="unit">The unit of the values.</param>
    /// <param name="measured">Label and value.</param>
    /// <param name="control">Label and value of the control.</param>
    /// <param name="controlIs">What the control is, for the caption.</param>
    /// <returns>A chart; the control is hatched.</returns>
    public static Figure Bars(string title, string unit, IEnumerable<(string Label, double Value)> measured,
        IEnumerable<(string Label, double Value)> control, string controlIs = "the control")
    {
        var chart = new BarsChart(title, unit, [.. measured], [.. control]);
        var altText = string.Join(" ", chart.Measured.Select(bar => $"{bar.Label}: {Drawing.Number(bar.Value, chart.IsShare)}."));
        if (chart.Control.Count > 0)
            altText += $" Control: {chart.Control.Count} values from {Drawing.Number(chart.Control.Min(bar => bar.Value), chart.IsShare)} "
                + $"to {Drawing.Number(chart.Control.Max(bar => bar.Value), chart.IsShare)}.";
        return new Figure(title, chart.Control.Count > 0 ? $"Grey: {controlIs}." : "", $"{altText} In {unit}.",
            ChartLibrary.Maker.Bars(chart), () => [BarsDrawing.Of(chart)])
        { Parts = [.. chart.Measured.OrderBy(bar => bar.Label, StringComparer.Ordinal)] };
    }

    /// <summary>Values as bars in groups, for comparing: one colour a series, and those whose name says that they are a control hatched and
    /// last.</summary>
    /// <param name="title">What is shown.</param>
    /// <param name="unit">The unit of the values.</param>
    /// <param name="groups">The label of each group.</param>
    /// <param name="series">Name and one value a group; NaN leaves a gap.</param>
    /// <returns>A chart.</returns>
    /// <exception cref="ArgumentException">A series has more or fewer values than there are groups.</exception>
    public static Figure GroupedBars(string title, string unit, IEnumerable<string> groups,
        params IReadOnlyList<(string Name, IReadOnlyList<double> Values)> series)
    {
        ArgumentNullException.ThrowIfNull(series);
        string[] labels = [.. groups];
        if (series.FirstOrDefault(one => one.Values.Count != labels.Length) is { Name: { } odd })
            throw new ArgumentException($"“{odd}” has not one value for each of the {labels.Length} groups.", nameof(series));
        var chart = new GroupedBarsChart(title, unit, labels, [.. series.OrderBy(one => Shade.IsControl(one.Name))],
            series.Count(one => !Shade.IsControl(one.Name)));
        var altText = string.Join(" ", labels.Select((label, g) =>
            $"{label}: {string.Join(", ", chart.Series.Select(one => $"{one.Name} {Drawing.Number(one.Values[g], chart.IsShare)}"))}."));
        var controls = string.Join(", ", chart.Series.Skip(chart.Measured).Select(one => one.Name));
        return new Figure(title, controls.Length > 0 ? $"Grey: the control, {controls}." : "", $"{altText} In {unit}.",
            ChartLibrary.Maker.GroupedBars(chart), () => [BarsDrawing.Of(chart)]);
    }

    /// <summary>For each relation the accuracy of its best head, and under it its rivals: the best fixed distance (Clark et al. 2019), the
    /// best untrained head, and the best rule by word class.</summary>
    /// <param name="modelName">The model.</param>
    /// <param name="relations">Its relations, in the order in which they are drawn; one that the control lacks has no bar for it.</param>
    /// <returns>A chart, shares of cases 0-1.</returns>
    public static Figure SyntacticAccuracy(string modelName, IReadOnlyList<SyntacticEvidence> relations)
    {
        ArgumentNullException.ThrowIfNull(relations);
        double[] luck = [.. relations.Select(relation => relation.Untrained ?? double.NaN)];
        string[] groups = [.. relations.Select(relation => $"{relation.Name} ({relation.Head})")];
        var title = $"Accuracy of the best head, by relation · {modelName}";
        var altText = string.Join(" ", relations.Select((relation, i) =>
            $"{groups[i]}: {relation.Score.Accuracy:.00}, fixed distance {relation.Score.Baseline:.00}, untrained {luck[i]:.00}, "
                + $"by word class {relation.Score.RuleAccuracy:.00}."));
        (string, IReadOnlyList<double>)[] series =
        [
            ("best head", [.. relations.Select(r => r.Score.Accuracy)]),
            ("best fixed distance", [.. relations.Select(r => r.Score.Baseline)]),
            ("best untrained head", luck), ("best rule by word class", [.. relations.Select(r => r.Score.RuleAccuracy)]),
        ];
        var caption =
            "Under each relation its rivals: the best fixed distance, the best head of the same model with random weights, and the best "
                + "rule by word class.";
        var chart = new GroupedBarsChart(title, "share of cases", groups, series);
        return new Figure(title, caption, altText, ChartLibrary.Maker.GroupedBars(chart), () => [BarsDrawing.Of(chart)]);
    }

    internal static Figure Of(LinesChart chart, string caption, string altText) =>
        new(chart.Title, caption, altText, ChartLibrary.Maker.Lines(chart), () => [LinesDrawing.Of(chart)])
        { Parts = [.. chart.Lines.Select(line => (line.Name, line.Values.LastOrDefault(double.IsFinite, double.NaN)))] };

    private static Drawing DrawingOf(HeatmapPanel panel, bool hideFirst, bool titled)
    {
        var first = hideFirst ? 1 : 0;
        var weights = new DrawnWeights([.. panel.Words.Skip(first).Select(word => TokenWords.Label(word))],
            (query, key) => panel.Weights[query + first, key + first]);
        (int, int)[] gold = [.. panel.Gold.Where(cell => cell.Key >= first).Select(cell => (cell.Query - first, cell.Key - first))];
        return MapDrawing.Of(weights, titled ? [panel.Title, panel.ModelName] : [], gold: gold);
    }

    internal static string AltText(IReadOnlyList<(string Name, IReadOnlyList<double> Values)> lines)
    {
        var isShare = lines.All(line => line.Values.All(value => value is >= 0 and <= 1 || !double.IsFinite(value)));
        string Said(double value) => Drawing.Number(value, isShare);
        return string.Join(" ", lines.Select(line =>
        {
            double[] known = [.. line.Values.Where(double.IsFinite).DefaultIfEmpty(double.NaN)];
            return $"{line.Name}: from {Said(known[0])} to {Said(known[^1])}, lowest {Said(known.Min())}, highest {Said(known.Max())}.";
        }));
    }

    /// <summary>A measure's name as people write it.</summary>
    internal static string MeasureName(string measure) => measure switch
    {
        "mean_distance" => "tokens back, mean",
        "mean_distance_without_first" => "tokens back, mean, first token left out",
        "ablation_effect" => "rise of the loss, nats",
        "patching_effect" => "effect of patching",
        "offset_0" => "current-token",
        "offset_2" => "two-back",
        "best_of_six" => "highest of six scores",
        _ => measure.Replace('_', '-'),
    };

    private static HeatmapPanel Panel(HeadView view)
    {
        var (T, pattern) = (Math.Min(view.Trace.Tokens.Count, MaxTokens), view.Trace.Pattern(view.Head));
        var weights = new float[T, T];
        for (var i = 0; i < T; i++)
            for (var j = 0; j < T; j++) weights[i, j] = pattern[i, j];
        var onFirst = T > 1 ? Enumerable.Range(1, T - 1).Average(i => (double)weights[i, 0]) : 1;
        return new HeatmapPanel(view.Title, view.Trace.ModelName, [.. TokenWords.Of(view.Trace.Tokens, view.Trace.Text).Take(T)], weights,
            GoldIn(view, T), onFirst);
    }

    /// <summary>The framed cells of the tokens that are drawn.</summary>
    private static (int Query, int Key)[] GoldIn(HeadView view, int T) =>
        [.. (view.Gold ?? []).Where(cell => cell.Query < T && cell.Key <= cell.Query && cell.Key >= 0)];

    /// <summary>One head with its score, or how many patterns, and the text if all share it.</summary>
    private static string Title(IReadOnlyList<HeadView> views)
    {
        if (views.Count == 1) return $"{char.ToUpperInvariant(views[0].Title[0])}{views[0].Title[1..]} · {views[0].Trace.ModelName}";
        var what = $"{(views.Count <= Counts.Length ? Counts[views.Count - 1] : views.Count)} patterns";
        var text = views[0].Trace.Text.Trim().ReplaceLineEndings(" ");
        if (text.Length == 0 || views.Any(view => view.Trace.Text != views[0].Trace.Text)) return what;
        return $"{what} on “{(text.Length > 48 ? $"{text[..47].TrimEnd()}…" : text)}”";
    }

    /// <summary>How to read the maps, what was put in front, and what the first token takes.</summary>
    private static string Caption(IReadOnlyList<HeadView> views, HeatmapChart chart)
    {
        var inFront = views[0].Trace.HasBos ? $"{views[0].Trace.Tokens[0].Text} was put in front." : "Nothing was put in front.";
        var longest = views.Max(view => view.Trace.Tokens.Count);
        var cut = longest > MaxTokens ? $" The first {MaxTokens} of {longest} tokens are drawn." : "";
        var shares = string.Join(", ", chart.Panels.Select(panel => $"{panel.ShareOnFirst:P0}"));
        var left = chart.HideFirst ? "is left out at first; the rest is not rescaled" : "is shown";
        var framed = views.Any(view => view.Gold is { Count: > 0 }) ? "Framed: where grammar says it should look. " : "";
        return $"Each row's word attends to the words of its columns. {framed}{inFront} "
            + $"The first token takes {shares} of the weight and {left}.{cut}";
    }

    private static string Describe(HeatmapPanel panel)
    {
        var T = panel.Words.Count;
        var strongest = Enumerable.Range(1, T - 1).Select(i => (Query: i, Key: Enumerable.Range(0, i + 1).MaxBy(j => panel.Weights[i, j])));
        var links = strongest.Take(12).Select(link =>
            $"{panel.Words[link.Query].Trim()} to {panel.Words[link.Key].Trim()} {panel.Weights[link.Query, link.Key]:.00}");
        var broken = panel.Weights.Cast<float>().Count(weight => !float.IsFinite(weight));
        var warning = broken == 0
            ? ""
            : $" {broken} weight{(broken == 1 ? " is not a number and is" : "s are not numbers and are")} not drawn.";
        return $"{panel.ModelName}, {panel.Title}: strongest link of each token: {string.Join(", ", links)}{(T > 13 ? " and so on" : "")}. "
            + $"Share on the first token: {panel.ShareOnFirst:.00}.{warning}";
    }
}
