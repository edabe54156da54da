using Attention.Figures.Charts;
using Attention.Figures.Drawings;
using Attention.Interventions;
using Attention.Measures;
using Attention.Models;
using Attention.Studies;

namespace Attention.Figures;

public static partial class Figures
{
    private const int MostParts = 12;

    /// <summary>Two numbers for each of many things, heads for instance, so that what one says of the other can be seen.</summary>
    /// <param name="title">What is shown.</param>
    /// <param name="horizontal">The first number, with its unit.</param>
    /// <param name="vertical">The second number, with its unit.</param>
    /// <param name="measured">Name and place of each point; the five highest bear their names.</param>
    /// <param name="control">Name and place of the points they stand against.</param>
    /// <returns>A chart; each point says its name when pointed at.</returns>
    public static Figure Scatter(string title, string horizontal, string vertical, IEnumerable<(string Name, double X, double Y)> measured,
        params IEnumerable<(string Name, double X, double Y)> control)
    {
        (string Name, double X, double Y)[] points = [.. measured], others = [.. control];
        var highest = points.OrderByDescending(point => Math.Abs(point.Y)).Take(5).ToArray();
        var said = highest.Select(point =>
            $"{point.Name} ({Drawing.Number(point.X, isShare: false)}, {Drawing.Number(point.Y, isShare: false)})");
        var altText = $"{points.Length} points. Highest: {string.Join(", ", said)}.";
        if (others.Length > 0)
            altText += $" Control: {others.Length} points, at most {Drawing.Number(others.Max(point => point.Y), isShare: false)}.";
        var chart = new ScatterChart(title, horizontal, vertical, points, others, highest.Select(point => point.Name).ToHashSet());
        return new Figure(title, others.Length > 0 ? "Open and grey: the control." : "", altText, ChartLibrary.Maker.Scatter(chart),
            () => [PointsDrawing.Of(chart)]);
    }

    /// <summary>Models against head types.</summary>
    /// <param name="census">What was measured.</param>
    /// <returns>A chart: the best score of each type in each model, and which head has it.</returns>
    public static Figure Census(Census census)
    {
        ArgumentNullException.ThrowIfNull(census);
        string[] types = [.. census.Rows[0].Types.Keys], models = [.. census.Rows.Select(row => row.Title)];
        var (best, words) = (new float[models.Length, types.Length], new string[models.Length, types.Length]);
        for (var m = 0; m < models.Length; m++)
            for (var t = 0; t < types.Length; t++)
            {
                var cell = census.Rows[m].Types[types[t]];
                (best[m, t], words[m, t]) = ((float)cell.Best, $"{cell.Best:.00} {cell.Head}");
            }
        var altText = string.Join(" ",
            census.Rows.Select(row =>
                $"{row.Title}: {string.Join(", ", row.Types.Select(type => $"{MeasureName(type.Key)} {type.Value.Best:.00}"))}."));
        var widest = census.Rows.SelectMany(row => row.Types.Values).Max(cell => cell.Score.High - cell.Score.Low);
        var caption = $"Means over sequences of random tokens; no 95 % interval is wider than {widest:.00}.";
        return Grid(new GridChart("Best score of each head type, and the head that has it", "head type", "model",
            [.. types.Select(MeasureName)], models, best, "score", ColourScale.Share, words), altText, caption);
    }

    /// <summary>What patching does at each layer and position.</summary>
    /// <param name="table">From <see cref="Interventions.Patching.Positions"/>.</param>
    /// <returns>A chart: 0 is the corrupted run, 1 the clean one.</returns>
    public static Figure Patching(PatchingTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var (L, T) = (table.Values.GetLength(0), table.Values.GetLength(1));
        string[] columns = [.. table.Clean.Zip(table.Corrupted,
            (clean, corrupted) => clean.Id == corrupted.Id ? clean.Text : $"{clean.Text.Trim()}/{corrupted.Text.Trim()}")];
        var best = Enumerable.Range(0, L)
            .Select(l => (Layer: l, Position: Enumerable.Range(0, T).MaxBy(t => table.Values[l, t]))).ToArray();
        var stream = table.Point switch
        {
            HookPoint.ResidPre => "stream before each layer",
            HookPoint.ResidPost => "stream after each layer",
            var other => other.ToString()
        };
        var title = $"{table.ModelName} · {stream}, patched from clean to corrupted, layer by position";
        var altText = string.Join(" ",
            best.Select(place => $"Layer {place.Layer}: most at {columns[place.Position].Trim()}, "
                + $"{Drawing.Number(table.Values[place.Layer, place.Position], isShare: false)}."));
        return Grid(new GridChart(title, "token (clean/corrupted where they differ)", "layer", columns, Numbers(L), table.Values,
            "effect, 0 corrupted to 1 clean", ColourScale.AroundZero), altText);
    }

    /// <summary>What a model would predict if it stopped after a layer.</summary>
    /// <param name="lens">What was read off.</param>
    /// <param name="last">How many of the last tokens are drawn; null for all. A cell of few has room for its word.</param>
    /// <returns>A chart: the likeliest next token in each cell, its probability as the colour.</returns>
    public static Figure LogitLens(LogitLens lens, int? last = null)
    {
        ArgumentNullException.ThrowIfNull(lens);
        var (L, T) = (lens.Best.GetLength(0), lens.Best.GetLength(1));
        var from = last is { } count ? Math.Max(0, T - count) : 0;
        var read = Enumerable.Range(0, L).Select(l => $"layer {l} “{lens.BestText[l, T - 1].Trim()}” {lens.Probability[l, T - 1]:.00}");
        return Grid(new GridChart($"{lens.ModelName} · logit lens", "token read", "after layer",
            [.. lens.Text.Tokens.Skip(from).Select(token => token.Text)], Numbers(L), FromColumn(lens.Probability, from), "probability",
            ColourScale.Share, FromColumn(lens.BestText, from)),
            $"Likeliest token after the last position: {string.Join(", ", read)}.");
    }

    /// <summary>A logit as the sum of what each part wrote: the largest parts, and all others together.</summary>
    /// <param name="attribution">The parts.</param>
    /// <param name="control">The same of another run, an untrained model's for instance; null for none.</param>
    /// <returns>A chart in logits; the bars sum to the logit.</returns>
    public static Figure Attribution(DirectLogitAttribution attribution, DirectLogitAttribution? control = null)
    {
        ArgumentNullException.ThrowIfNull(attribution);
        var parts = PartsOf(attribution).OrderByDescending(part => Math.Abs(part.Value)).ToArray();
        (string, double)[] rest = parts.Length > MostParts ? [("all other parts", parts[MostParts..].Sum(part => part.Value))] : [];
        var inAll = Drawing.Number(attribution.Logit, isShare: false, digits: 1);
        var title = $"{attribution.Heads.ModelName} · direct logit attribution, {inAll} in all";
        return Bars(title, "logits", [.. parts.Take(MostParts), .. rest],
            control is null ? [] : PartsOf(control).OrderByDescending(part => Math.Abs(part.Value)).Take(3)
                .Select(part => ($"control: {part.Label}", part.Value)));
    }

    /// <summary>The loss while head after head goes.</summary>
    /// <param name="curves">Name and curve, the control among them.</param>
    /// <returns>A chart, nats above the loss with all heads.</returns>
    public static Figure Removal(params IReadOnlyList<(string Name, RemovalCurve Curve)> curves)
    {
        ArgumentNullException.ThrowIfNull(curves);
        return Lines($"{curves[0].Curve.ModelName} · loss while heads are taken out, together", "heads out", "nats above all heads",
            [.. curves.Select(c => (c.Name, (IReadOnlyList<double>)[.. c.Curve.Losses.Select(loss => loss - c.Curve.Losses[0])]))]);
    }

    /// <summary>The loss while more and more heads go, the least important first, beside heads in random order and beside what their
    /// effects one by one add up to.</summary>
    /// <param name="study">What was measured.</param>
    /// <returns>A chart, nats above the loss with all heads.</returns>
    public static Figure Removal(AblationStudy study)
    {
        ArgumentNullException.ThrowIfNull(study);
        static double[] Rise(RemovalLosses removal) => [.. removal.Losses.Select(loss => loss - removal.Losses[0])];
        var alone = study.English.Table(study.Model.Title);
        double[] sums = [.. study.Removal.Gone.Select(gone => study.Removal.Order.Take(gone).Sum(head => alone[head]))];
        return Lines($"{study.Model.Title} · loss on English while heads are taken out, together", "heads out", "nats above all heads",
            [.. study.Removal.Gone.Select(count => (double)count)],
            [("least important first", Rise(study.Removal)), ("control: random order", Rise(study.RandomRemoval)),
                ("the same heads one by one, added up", sums)]);
    }

    /// <summary>How differently heads look, pair by pair.</summary>
    /// <param name="similarity">The heads and their divergences.</param>
    /// <returns>A chart: Jensen-Shannon divergence as a share of ln 2, 0 same rows to 1 no key in common.</returns>
    public static Figure Similarity(HeadSimilarity similarity)
    {
        ArgumentNullException.ThrowIfNull(similarity);
        var count = similarity.Heads.Count;
        var shares = new float[count, count];
        for (var a = 0; a < count; a++)
            for (var b = 0; b < count; b++) shares[a, b] = similarity.Divergence[a, b] / MathF.Log(2);
        string[] names = [.. similarity.Heads.Select(head => head.ToString())];
        var pairs = from a in Enumerable.Range(0, count) from b in Enumerable.Range(a + 1, count - a - 1) select (A: a, B: b);
        var altText = string.Join(" ", pairs.OrderBy(pair => shares[pair.A, pair.B]).Take(6)
            .Select(pair => $"{names[pair.A]} and {names[pair.B]}: {shares[pair.A, pair.B]:.00}."));
        return Grid(new GridChart($"{similarity.ModelName} · how far apart heads look", "head", "head", names, names, shares,
            "Jensen-Shannon divergence / ln 2", ColourScale.Share), $"Most alike: {altText}");
    }

    /// <summary>What a head does on different kinds of text.</summary>
    /// <param name="profile">The head's profile.</param>
    /// <param name="measures">The measures shown, shares 0-1; all that are shares if none is given.</param>
    /// <returns>A chart, kinds of text downwards; below them, as the control, the mean over all heads.</returns>
    /// <exception cref="ArgumentException">The profile has no such measure.</exception>
    public static Figure Roles(RoleProfile profile, params IReadOnlyList<string> measures)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(measures);
        int[] shown = [.. Enumerable.Range(0, profile.Measures.Count)
            .Where(m => measures.Count > 0 ? measures.Contains(profile.Measures[m]) : profile.Units[m] == MeasureUnit.Share)];
        if (measures.FirstOrDefault(name => !profile.Measures.Contains(name)) is { } unknown)
            throw new ArgumentException($"There is no measure '{unknown}'. There are: {string.Join(", ", profile.Measures)}.",
                nameof(measures));
        var kinds = profile.Kinds.Count;
        var values = new float[2 * kinds, shown.Length];
        for (var k = 0; k < kinds; k++)
            for (var m = 0; m < shown.Length; m++)
                (values[k, m], values[kinds + k, m]) = (profile.Values[k, shown[m]], profile.AllHeads[k, shown[m]]);
        string[] columns = [.. shown.Select(m => MeasureName(profile.Measures[m]))],
            rows = [.. profile.Kinds, .. profile.Kinds.Select(kind => $"{kind}, mean of all")];
        var altText = string.Join(" ",
            profile.Kinds.Select((kind, k) => $"{kind}: "
                + string.Join(", ", columns.Select((name, m) => $"{name} {Said(values[k, m])} (all heads {Said(values[kinds + k, m])})"))
                + "."));
        static string Said(float value) => float.IsFinite(value) ? $"{value:.00}" : "not measured";
        return Grid(new GridChart($"{profile.ModelName} · head {profile.Head} on {kinds} kinds of text", "measure", "text", columns, rows,
            values, "share", ColourScale.Share), altText);
    }

    /// <summary>Why one token attends to another: what each rotary pair of query and key adds to the score.</summary>
    /// <param name="cell">The cell.</param>
    /// <returns>A chart: in all, by content alone (at distance 0), and what the distance changes.</returns>
    public static Figure QueryKey(QueryKeyCell cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        var (query, key) = (cell.Text.Tokens[cell.Query].Text.Trim(), cell.Text.Tokens[cell.Key].Text.Trim());
        var score = Drawing.Number(cell.Score, isShare: false, digits: 1);
        return Lines($"Head {cell.Head} · “{query}” to “{key}”: score {score}, weight {cell.Weight:.00}",
            "rotary pair, the fastest first", "share of the score",
            ("in all", [.. cell.Pairs.Select(pair => pair.Contribution)]), ("by content", [.. cell.Pairs.Select(pair => pair.Content)]),
            ("by distance", [.. cell.Pairs.Select(pair => pair.Phase)]));
    }

    /// <summary>Which tokens a head fits together by its weights alone.</summary>
    /// <param name="circuit">The scores.</param>
    /// <returns>A chart: standard deviations from random pairs of tokens.</returns>
    public static Figure QkCircuit(QkCircuit circuit)
    {
        ArgumentNullException.ThrowIfNull(circuit);
        var (rows, columns) = (circuit.Queries.Count, circuit.Keys.Count);
        var values = new float[rows, columns];
        for (var q = 0; q < rows; q++)
            for (var k = 0; k < columns; k++)
                values[q, k] = (float)((circuit.Scores[q, k] - circuit.NullMean) / Math.Max(circuit.NullDeviation, 1e-9));
        var best = Enumerable.Range(0, rows).Select(q =>
            (Query: circuit.Queries[q].Trim(), Key: circuit.Keys[Enumerable.Range(0, columns).MaxBy(k => values[q, k])].Trim()));
        return Grid(new GridChart($"{circuit.ModelName} · QK circuit of {circuit.Head}, key {circuit.Distance} before the query", "key",
            "query", circuit.Keys, circuit.Queries, values, "deviations from random pairs", ColourScale.AroundZero),
            $"Best key of each query: {string.Join(", ", best.Select(pair => $"{pair.Query} to {pair.Key}"))}.");
    }

    private static Figure Grid(GridChart chart, string altText, string caption = "") =>
        new(chart.Title, chart.Scale == ColourScale.AroundZero ? "Colour follows the signed square root, to the largest value." : caption,
            altText, ChartLibrary.Maker.Grid(chart), () => [GridDrawing.Of(chart)]);

    private static T[,] FromColumn<T>(T[,] all, int first)
    {
        var part = new T[all.GetLength(0), all.GetLength(1) - first];
        for (var row = 0; row < part.GetLength(0); row++)
            for (var column = 0; column < part.GetLength(1); column++) part[row, column] = all[row, column + first];
        return part;
    }

    private static string[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(i => $"{i}")];

    private static IEnumerable<(string Label, double Value)> PartsOf(DirectLogitAttribution attribution) =>
        [("embedding", attribution.Embedding), .. attribution.Attention.Select((part, l) => ($"attention of layer {l}", part)),
            .. attribution.Mlp.Select((part, l) => ($"MLP of layer {l}", part)).Where(part => part.part != 0)];
}
