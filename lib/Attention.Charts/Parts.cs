using Plotly.NET;

namespace Attention.Charts;

/// <summary>
/// The pieces that charts are put together from, as Plotly names them. Plotly.NET's typed calls have no optional arguments for C# (a heat
/// map would be called with seventy), so its traces and layouts are filled by name: here, and nowhere else.
/// </summary>
internal static class Parts
{
    private static readonly string[] UnusedButtons = ["zoom", "pan", "zoomin", "zoomout", "resetscale", "lasso", "select", "autoScale"];

    /// <summary>Colours for a table of numbers; what is null is not drawn.</summary>
    /// <param name="z">[row][column].</param>
    /// <param name="scale">Where the scale ends and what it is called.</param>
    /// <param name="custom">What the hover text says of a cell, [row][column].</param>
    /// <param name="hover">The hover text, with <c>%{customdata[i]}</c> for its parts.</param>
    /// <param name="panel">Which of several maps it is, from 0.</param>
    /// <param name="bar">The name of the bar beside the map; null for none.</param>
    public static Trace Heatmap(float?[][] z, MapScale scale, string[][][] custom, string hover, int panel = 0, string? bar = null) =>
        Filled(new Trace("heatmap"), new
        {
            z,
            zmin = scale.Least,
            zmax = scale.Most,
            colorscale = scale.Colours.Select((colour, i) => new object[] { (double)i / (scale.Colours.Length - 1), colour }),
            meta = scale.Name,
            xgap = 1,
            ygap = 1,
            hoverongaps = false,
            customdata = custom,
            hovertemplate = $"{hover}<extra></extra>",
            showscale = bar is not null,
            colorbar = bar is null ? null : Bar(bar, scale),
            xaxis = $"x{Suffix(panel)}",
            yaxis = $"y{Suffix(panel)}",
        });

    /// <summary>Words on the cells of a map, each in the ink that is read best on its cell.</summary>
    /// <param name="cells">Column, row, word and ink.</param>
    /// <param name="panel">Which of several maps it is, from 0.</param>
    public static Trace CellWords(IReadOnlyList<(int X, int Y, string Word, string Ink)> cells, int panel = 0) =>
        Filled(new Trace("scatter"), new
        {
            mode = "text",
            meta = "words",
            x = cells.Select(cell => cell.X),
            y = cells.Select(cell => cell.Y),
            text = cells.Select(cell => cell.Word),
            textfont = new { size = 11, color = cells.Select(cell => cell.Ink) },
            hoverinfo = "skip",
            showlegend = false,
            xaxis = $"x{Suffix(panel)}",
            yaxis = $"y{Suffix(panel)}",
        });

    /// <summary>A line; NaN leaves a gap.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="x">Where its values stand; null for 0, 1, 2 and so on.</param>
    /// <param name="y">Its values.</param>
    /// <param name="isShare">Whether the chart's values are shares.</param>
    /// <param name="colour">Its colour.</param>
    /// <param name="dash">Its dash.</param>
    /// <param name="hover">The hover text; <c>%{text}</c> is the value.</param>
    public static Trace Line(string name, IReadOnlyList<double>? x, IReadOnlyList<double> y, bool isShare, string colour, string dash,
        string hover) =>
        Filled(new Trace("scatter"), new
        {
            mode = "lines",
            name = Style.Text(name),
            x,
            y = y.Select(Style.Finite),
            text = y.Select(value => Style.Number(value, isShare)),
            line = new { color = colour, dash, width = 2 },
            hovertemplate = $"{hover}<extra></extra>",
        });

    /// <summary>Points, each with a name that is said when it is pointed at.</summary>
    /// <param name="name">What they are; null where no legend says it.</param>
    /// <param name="points">Name and place of each.</param>
    /// <param name="written">The names that are written beside their points.</param>
    /// <param name="said">The numbers of a point in its hover text, which its name precedes.</param>
    /// <param name="marker">Their look.</param>
    public static Trace Points(string? name, IReadOnlyList<(string Name, double X, double Y)> points,
        IReadOnlyDictionary<string, string> written, Func<(string Name, double X, double Y), string> said, object marker) =>
            Filled(new Trace("scatter"), new
            {
                mode = written.Count > 0 ? "markers+text" : "markers",
                name,
                showlegend = name is not null,
                x = points.Select(point => Math.Round(point.X, 4)),
                y = points.Select(point => Style.Finite(point.Y)),
                text = points.Select(point => written.ContainsKey(point.Name) ? Style.Text(point.Name) : ""),
                textposition = points.Select(point => written.GetValueOrDefault(point.Name, "top center")),
                cliponaxis = false,
                customdata = points.Select(point => Style.Text(point.Name)),
                hovertext = points.Select(said),
                hovertemplate = "%{customdata}: %{hovertext}<extra></extra>",
                marker,
            });

    /// <summary>Horizontal bars with their numbers beside them; what is not finite has no bar.</summary>
    public static Trace Bars(string name, IEnumerable<string> labels, IReadOnlyList<double> values, Func<double, string> number,
        object marker, string hover) => Filled(new Trace("bar"), new
        {
            orientation = "h",
            name = Style.Text(name),
            x = values.Select(Style.Finite),
            y = labels.Select(Style.Text),
            text = values.Select(number),
            textposition = "outside",
            cliponaxis = false,
            marker,
            hovertemplate = $"{hover}<extra></extra>",
        });

    /// <summary>An axis that a swipe does not move, with names where there are cells.</summary>
    public static object CellAxis(string title, double[] range, IReadOnlyList<int>? ticks = null, IReadOnlyList<string>? names = null,
        bool upright = false, string? side = null, string? square = null, double[]? domain = null, string? anchor = null,
        int? step = null) => new
        {
            title = Words(title),
            range,
            domain,
            anchor,
            tickvals = ticks,
            ticktext = names,
            tickangle = upright ? -90 : 0,
            dtick = step,
            side,
            scaleanchor = square,
            constrain = square is null ? null : "domain",
            fixedrange = true,
            showgrid = false,
            zeroline = false,
            ticks = "",
            automargin = true,
        };

    /// <summary>An axis of numbers that a swipe does not move.</summary>
    public static object NumberAxis(string title, double[]? range = null, bool fromZero = false, int? step = null) => new
    {
        title = Words(title),
        range,
        rangemode = fromZero ? "tozero" : "normal",
        dtick = step,
        fixedrange = true,
        gridcolor = Style.Grid,
        zerolinecolor = Style.ZeroLine,
    };

    /// <summary>The axis of bars' labels, downwards. They are names: of heads, 24.6 and 24.7 would else be taken for numbers.</summary>
    public static object LabelAxis => new { type = "category", autorange = "reversed", automargin = true, ticks = "", fixedrange = true };

    /// <summary>A text in the drawing.</summary>
    public static object Note(string text, double x, double y, string xref, string yref, string xanchor, string yanchor, int xshift = 0,
        int yshift = 0, string? colour = null) =>
        new
        {
            text,
            x,
            y,
            xref,
            yref,
            xanchor,
            yanchor,
            xshift,
            yshift,
            align = "left",
            showarrow = false,
            font = new { size = 12, color = colour }
        };

    /// <summary>A frame around a cell of a map.</summary>
    public static object Frame(int column, int row, int panel) => new
    {
        type = "rect",
        x0 = column - .5,
        x1 = column + .5,
        y0 = row - .5,
        y1 = row + .5,
        xref = $"x{Suffix(panel)}",
        yref = $"y{Suffix(panel)}",
        line = new { color = Style.Series[1], width = 2.5 },
    };

    /// <summary>A stripe of the drawing, behind everything.</summary>
    public static object Stripe(double from, double to) =>
        new
        {
            type = "rect",
            x0 = from,
            x1 = to,
            y0 = 0,
            y1 = 1,
            xref = "x",
            yref = "paper",
            fillcolor = Style.Stripe,
            layer = "below",
            line = new { width = 0 }
        };

    /// <summary>A layout that a swipe scrolls past: nothing is dragged.</summary>
    /// <param name="title">The title, for hosts that draw the JSON themselves; pages set it over the figure.</param>
    /// <param name="height">px.</param>
    /// <param name="margin">Left, right, top, bottom, px.</param>
    /// <param name="meta">What lib/Web/charts lays the chart out by: its kind (patterns, map, bars, lines or points) and what only it
    /// has.</param>
    /// <param name="more">Axes and what else the chart has.</param>
    public static Layout Layout(string title, int height, (int L, int R, int T, int B) margin, object meta, object more)
    {
        var layout = Filled(new Layout(), new
        {
            title = new
            {
                text = Style.Text(title),
                x = 0,
                xanchor = "left",
                xref = "container",
                font = new { size = 15 },
                pad = new { l = 8 }
            },
            paper_bgcolor = "rgba(0,0,0,0)",
            plot_bgcolor = "rgba(0,0,0,0)",
            font = new { family = "system-ui, sans-serif", size = 13 },
            height,
            margin = new { l = margin.L, r = margin.R, t = margin.T, b = margin.B },
            dragmode = false,
            hovermode = "closest",
            bargap = .25,
            legend = new { orientation = "h", x = 0, y = 1, yanchor = "bottom" },
            modebar = new { remove = UnusedButtons },
            meta,
        });
        return Filled(layout, more);
    }

    /// <summary>What is appended to the name of a panel's axes, as Plotly counts them.</summary>
    public static string Suffix(int panel) => panel == 0 ? "" : $"{panel + 1}";

    private static T Filled<T>(T target, object properties)
        where T : DynamicObj.DynamicObj
    {
        if (properties is IReadOnlyDictionary<string, object> named)
        {
            foreach (var (name, value) in named) target.SetProperty(name, value);
            return target;
        }
        foreach (var property in properties.GetType().GetProperties())
            if (property.GetValue(properties) is { } value) target.SetProperty(property.Name, value);
        return target;
    }

    private static object Words(string text) => new { text = Style.Text(text), font = new { size = 12 }, standoff = 8 };

    private static object Bar(string title, MapScale scale) => new
    {
        thickness = 10,
        len = .8,
        tickvals = scale.Ticks,
        ticktext = scale.TickNames,
        title = new
        {
            text = Style.Text(scale.IsRoot ? $"{title} (colour: square root)" : title),
            side = "right",
            font = new { size = 12 }
        },
    };
}
