using System.Text.RegularExpressions;
using System.Xml.Linq;
using Attention.Figures;
using Attention.Figures.Drawings;
using Attention.Measures;
using Attention.Tokens;
using Attention.Traces;
using static TorchSharp.torch;

namespace Attention.Charts.Tests;

/// <summary>Figures drawn without a browser.</summary>
public partial class DrawingTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Theory]
    [InlineData(" plain")]
    [InlineData("</text><script>alert(1)</script>")]
    [InlineData("]]>&amp;\"'")]
    [InlineData("\u0000\u0008\uFFFE\uD800")]
    [InlineData("\u2028\u202e שלום 👩‍👩‍👧")]
    public void Every_picture_is_well_formed_and_words_in_it_are_words(string token)
    {
        foreach (var figure in Figures(HandMadeTrace.Of("<s>", token, "b")))
        {
            var picture = XDocument.Parse(figure.StaticPicture().Svg).Root!;
            Assert.Equal(Svg + "svg", picture.Name);
            Assert.Empty(picture.Descendants(Svg + "script"));
            Assert.NotEqual("", picture.Element(Svg + "title")!.Value);
            XElement.Parse($"<div>{figure.StaticPicture().Html}</div>");
        }
    }

    [Fact]
    public void A_picture_of_every_head_of_30_layers_takes_less_than_60_KB()
    {
        var trace = Model(30, 9, 16);
        Figure[] all = [Attention.Figures.Figures.WholeModel(trace), Attention.Figures.Figures.LayerProgression(trace, trace),
            Attention.Figures.Figures.AblationMap(Scores(30, 9), trace), Attention.Figures.Figures.HeadMap(Scores(30, 9), "All")];
        Assert.All(all, figure => Assert.InRange(figure.StaticPicture().ToBytes().Length, 2000, 60 * 1024));
    }

    [Fact]
    public void A_weight_has_the_step_of_its_size_in_the_cell_of_its_words()
    {
        var weights = new DrawnWeights(["a", "b"], (query, key) => (query, key) switch { (0, 0) => 1, (1, 0) => .3f, _ => float.NaN });
        var drawing = MapDrawing.Of(weights, [], largest: 10);
        var cells = Area().Matches(drawing.Elements).ToDictionary(match => match.Groups["colour"].Value,
            match => (X: double.Parse(match.Groups["x"].Value), Y: double.Parse(match.Groups["y"].Value)));
        Assert.Equal(["unknown", "w20", "w6"], cells.Keys.Order());
        Assert.Equal((cells["w20"].X, cells["w20"].Y + 10), cells["w6"]);
        Assert.Equal((cells["w6"].X + 10, cells["w6"].Y), cells["unknown"]);
    }

    [Fact]
    public void Bars_are_as_long_as_their_values_and_those_below_zero_lie_left_of_it()
    {
        var drawing = BarsDrawing.Of(new Attention.Figures.Charts.BarsChart("t", "nats", [("a", 2), ("b", 1)], [("c", -1)]));
        var bars = Bar().Matches(drawing.Elements)
            .Select(match => (X: double.Parse(match.Groups["x"].Value), Length: double.Parse(match.Groups["length"].Value),
                Colour: match.Groups["colour"].Value)).ToArray();
        Assert.Equal(["f0", "f0", "fc"], bars.Select(bar => bar.Colour));
        Assert.Equal(bars[0].Length, 2 * bars[1].Length, .2);
        Assert.Equal(bars[1].Length, bars[2].Length, .2);
        Assert.Equal(bars[0].X, bars[2].X + bars[2].Length, .2);
    }

    [Fact]
    public void An_arc_runs_between_the_middles_of_its_words_and_the_controls_hangs_below()
    {
        var looks = new DrawnWeights(["dog", "gate", "chased"], (query, key) => (query, key) is (2, 0) ? .9f : 0);
        var drawing = ArcsDrawing.Of([new ArcsDrawing.Layer("subject", looks)], [looks], query: 2);
        var places = Word().Matches(drawing.Elements).ToDictionary(match => match.Groups["word"].Value,
            match => (X: double.Parse(match.Groups["x"].Value), Y: double.Parse(match.Groups["y"].Value)));
        var arcs = Arc().Matches(drawing.Elements)
            .ToDictionary(match => match.Groups["colour"].Value,
                match => (From: double.Parse(match.Groups["from"].Value), Y: double.Parse(match.Groups["y"].Value),
                    To: double.Parse(match.Groups["to"].Value)));
        Assert.Equal((places["chased"].X, places["dog"].X), (arcs["s0"].From, arcs["s0"].To));
        Assert.True(arcs["s0"].Y < places["dog"].Y && arcs["sc"].Y > places["dog"].Y);
    }

    [Fact]
    public void Ticks_are_round_and_on_the_axis()
    {
        Assert.Equal([0, .2, .4, .6, .8], new Axis(0, .97).Ticks(5).Select(tick => Math.Round(tick, 9)));
        Assert.Equal([-2, -1, 0, 1], new Axis(-2.5, 1.4).Ticks(4));
        Assert.Equal(["1.5M", "50k", "−0.25", "0"], new[] { 1.5e6, 5e4, -.25, 0 }.Select(Axis.Name));
    }

    [Fact]
    public void The_scale_of_pictures_of_pixels_is_that_of_pages() =>
        Assert.Contains($"light: [{string.Join(", ", PixelPicture.Scale.Select(colour => $"\"{colour}\""))}]",
            File.ReadAllText(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "lib", "Web", "colours.js")),
            StringComparison.Ordinal);

    private static string Here([System.Runtime.CompilerServices.CallerFilePath] string path = "") => path;

    private static IEnumerable<Figure> Figures(AttentionTrace trace)
    {
        var scores = new HeadScoreTable("previous_token", trace.ModelName, new[,] { { .5f } });
        yield return Attention.Figures.Figures.Heatmap(trace, (0, 0));
        yield return Attention.Figures.Figures.HeadMap(scores, trace.Text);
        yield return Attention.Figures.Figures.Lines(trace.Text, "x", "y", (trace.Text, [1, 2]), ("control", [2, 1]));
        yield return Attention.Figures.Figures.Bars(trace.Text, "nats", [(trace.Text, 1)], [("control", .5)]);
        yield return Attention.Figures.Figures.Scatter(trace.Text, "x", "y", [(trace.Text, 1, 2)]);
        yield return Attention.Figures.Figures.WholeModel(trace, scores);
        yield return Attention.Figures.Figures.HeadLines(trace, (0, 0));
        yield return Attention.Figures.Figures.Gallery(new GalleryCard(trace.Text, trace.Text, new HeadView(trace, (0, 0), scores)));
        yield return Attention.Figures.Figures.LayerProgression(trace, trace);
        yield return Attention.Figures.Figures.SentenceExplorer(trace, trace);
        yield return Attention.Figures.Figures.AblationMap(scores, trace);
        yield return Attention.Figures.Figures.Sentence(trace, [("kind", (0, 0))], trace);
    }

    private static HeadScoreTable Scores(int layers, int heads)
    {
        var values = new float[layers, heads];
        for (var i = 0; i < values.Length; i++) values[i / heads, i % heads] = MathF.Sin(i);
        return new HeadScoreTable("ablation_effect", "m", values, MeasureUnit.SignedNumber);
    }

    /// <summary>Rows that sum to 1 and look at random.</summary>
    private static AttentionTrace Model(int layers, int heads, int T)
    {
        manual_seed(1);
        return new()
        {
            ModelName = "m",
            Text = "t",
            Tokens = [.. Enumerable.Range(0, T).Select(i => new Token(i, $" word{i}", 0, 0))],
            HasBos = true,
            Layers = [.. Enumerable.Range(0, layers)],
            Heads = [.. Enumerable.Range(0, heads)],
            Patterns = AttentionPattern.All(randn(layers, heads, T, T).mul(2).add(tensor(float.NegativeInfinity).expand(T, T).triu(1))
                .softmax(-1)),
        };
    }

    [GeneratedRegex("class=\"(?<colour>[a-z]+[0-9]*)\" d=\"M(?<x>[0-9.]+) (?<y>[0-9.]+)h")]
    private static partial Regex Area();

    [GeneratedRegex("class=\"(?<colour>f0|fc)\" d=\"M(?<x>[0-9.]+) [0-9.]+h(?<length>[0-9.]+)v")]
    private static partial Regex Bar();

    [GeneratedRegex("<text x=\"(?<x>[0-9.]+)\" y=\"(?<y>[0-9.]+)\"[^>]*font-size=\"16\"[^>]*>(?<word>[a-z]+)</text>")]
    private static partial Regex Word();

    [GeneratedRegex("class=\"(?<colour>s0|sc)\"[^>]* d=\"M(?<from>[0-9.]+) (?<y>[0-9.]+)C[^\"]* (?<to>[0-9.]+) [0-9.]+\"")]
    private static partial Regex Arc();
}
