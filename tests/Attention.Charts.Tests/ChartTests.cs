using System.Text.Json.Nodes;
using Attention.Figures.Drawings;
using Attention.Measures;

namespace Attention.Charts.Tests;

public class ChartTests
{
    [Fact]
    public void A_head_map_has_a_row_a_layer_and_leaves_unmeasured_heads_empty()
    {
        var scores = new HeadScoreTable("previous_token", "m", new[,] { { .1f, float.NaN }, { .9f, .3f }, { 0f, 1f } });

        var figure = Figures.Figures.HeadMap(scores, "Scores");
        var z = JsonNode.Parse(figure.Json)!["data"]![0]!["z"]!.AsArray();

        Assert.Equal(3, z.Count);
        Assert.Null(z[0]![1]);
        Assert.Equal(.9, (double)z[1]![0]!, 4);
        Assert.StartsWith("Largest: 2.1 (1.00), 1.0 (.90)", figure.AltText, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_differ_in_dash_as_well_as_in_colour()
    {
        var data = JsonNode.Parse(Figures.Figures.Lines("t", "x", "y", ("a", [1, 2]), ("b", [2, double.NaN])).Json)!["data"]!;

        Assert.NotEqual((string)data[0]!["line"]!["dash"]!, (string)data[1]!["line"]!["dash"]!);
        Assert.NotEqual((string)data[0]!["line"]!["color"]!, (string)data[1]!["line"]!["color"]!);
        Assert.Null(data[1]!["y"]![1]);
    }

    [Fact]
    public void A_control_is_hatched_and_summed_up_in_words()
    {
        var figure = Figures.Figures.Bars("t", "nats", [("head", 6.06)], [("r1", -.2), ("r2", .4)]);

        Assert.NotNull(JsonNode.Parse(figure.Json)!["data"]![1]!["marker"]!["pattern"]);
        Assert.Equal("head: 6.06. Control: 2 values from −0.20 to 0.40. In nats.", figure.AltText);
        Assert.Equal("Grey: the control.", figure.Caption);
        Assert.Equal("Grey: random heads.", Figures.Figures.Bars("t", "nats", [("head", 1)], [("r1", 0)], "random heads").Caption);
    }

    [Fact]
    public void Each_relation_stands_above_its_own_rivals_and_one_that_the_control_lacks_has_a_gap()
    {
        SyntacticScore obj = new("obj", SyntacticDirection.DependentToHead, 30, 30, (1, 2), .97, 2, .64) { RuleAccuracy = .99 };
        SyntacticScore det = new("det", SyntacticDirection.HeadToDependent, 30, 30, (0, 1), .91, 1, .78) { RuleAccuracy = 1 };

        var figure = Figures.Figures.SyntacticAccuracy("m", [new(obj, null), new(det, .6)]);
        var data = JsonNode.Parse(figure.Json)!["data"]!.AsArray();

        Assert.Equal(4, data.Count);
        Assert.Equal(["an object looks at its verb (1.2)", "a noun looks at its determiner (0.1)"],
            data[0]!["y"]!.AsArray().Select(y => (string)y!));
        Assert.Equal([.97, .91], data[0]!["x"]!.AsArray().Select(x => (double)x!));
        Assert.Equal([.64, .78], data[1]!["x"]!.AsArray().Select(x => (double)x!));
        Assert.Equal([null, .6], data[2]!["x"]!.AsArray().Select(x => (double?)x));
        Assert.Equal([.99, 1], data[3]!["x"]!.AsArray().Select(x => (double)x!));
        Assert.Null(data[0]!["marker"]!["pattern"]);
        Assert.NotEqual((string)data[1]!["marker"]!["pattern"]!["shape"]!, (string)data[2]!["marker"]!["pattern"]!["shape"]!);
    }

    [Fact]
    public void Names_of_points_close_to_each_other_stand_at_different_sides_and_in_a_crowd_some_are_left_out()
    {
        (string, double, double)[] crowd = [.. Enumerable.Range(0, 12).Select(i => ($"one of many {i}", .5, .3 + .001 * i))];
        var json = JsonNode.Parse(Figures.Figures
            .Scatter("t", "x", "y", [("near", .02, 4.1), ("beside it", .021, 4.0), ("far", .9, 1), .. crowd],
            ("control", 0, 0)).Json)!;
        var points = json["data"]![1]!;
        string[] names = [.. points["text"]!.AsArray().Select(name => (string)name!)];
        string[] sides = [.. points["textposition"]!.AsArray().Select(side => (string)side!)];
        Assert.Equal(["near", "beside it", "far"], names[..3]);
        Assert.NotEqual(sides[0], sides[1]);
        Assert.InRange(names[3..].Count(name => name.Length > 0), 0, 4);
        Assert.Equal(15, points["customdata"]!.AsArray().Count);    // all say their names when pointed at
        Assert.Contains("near", json["layout"]!["meta"]!["named"]!.AsArray().Select(name => (string)name!));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void No_name_lies_on_a_point_or_on_another_name_or_outside(int seed)
    {
        var random = new Random(seed);
        var points = Enumerable.Range(0, 80).Select(_ => (X: 500 * random.NextDouble(), Y: 300 * random.NextDouble())).ToArray();
        var named = points.Take(30).Select((point, i) => (point.X, point.Y, Name: $"{i}.{i % 9}")).ToArray();

        var places = PointNames.Place(points, named, 500, 300);

        Assert.InRange(places.Count, 5, 29);
        (double Left, double Right, double Top, double Bottom)[] boxes = [.. places.Select(place =>
            (place.X - TextWidth.Of(named[place.Named].Name) / 2, place.X + TextWidth.Of(named[place.Named].Name) / 2, place.Y - 7,
                place.Y + 7))];
        foreach (var (i, box) in boxes.Index())
        {
            Assert.DoesNotContain(points,
                point => point.X > box.Left - 3 && point.X < box.Right + 3 && point.Y > box.Top - 3 && point.Y < box.Bottom + 3);
            Assert.DoesNotContain(boxes[..i],
                other => other.Left < box.Right && other.Right > box.Left && other.Top < box.Bottom && other.Bottom > box.Top);
            Assert.True(box is { Left: >= 0, Right: <= 500, Top: >= 0, Bottom: <= 300 });
        }
    }

    [Fact]
    public void A_figure_that_asks_holds_its_question_and_what_is_right_is_the_largest_part()
    {
        var bars = Figures.Figures.Bars("t", "u", [("queries", .1), ("keys", 5), ("values", .3)], [("random", 9)])
            .Asks("Which costs most?");
        var lines = Figures.Figures.Lines("t", "x", "y", ("up", [0, 1, 2]), ("down", [3, 1, double.NaN])).Asks("Which <ends> highest?");

        var question = JsonNode.Parse(bars.JsonWithWords)!["layout"]!["meta"]!["question"]!;
        Assert.Equal(["keys", "queries", "values"], question["options"]!.AsArray().Select(option => (string)option!));    // no control
        Assert.Equal(0, (int)question["right"]!);
        Assert.Equal(["up", "down"], lines.Question!.Options);
        Assert.Equal(0, lines.Question.Right);
        Assert.Contains("class=\"av-question\"", lines.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("<ends>", lines.Page, StringComparison.Ordinal);
        Assert.Null(Figures.Figures.Bars("t", "u", [("a", 1), ("b", 2)], []).Question);
        Assert.Throws<Course.Files.WrongUseException>(() => Figures.Figures.Bars("t", "u", [("alone", 1)], []).Asks("Which?"));
    }

    [Fact]
    public void A_pattern_asks_about_its_last_word_in_the_first_panel_that_is_a_models()
    {
        var weights = new float[1, 1, 4, 4];
        (weights[0, 0, 3, 0], weights[0, 0, 3, 1], weights[0, 0, 3, 2], weights[0, 0, 3, 3]) = (.6f, .1f, .25f, .05f);
        var trace = HandMadeTrace.Of(TorchSharp.torch.tensor(weights), "<s>", "The", "cat", "sat");

        var asking = Figures.Figures.Heatmap(trace, (0, 0)).Asks("Where?");

        Assert.Equal(["The", "cat", "sat"], asking.Question!.Options);    // the first token is left out
        Assert.Equal(1, asking.Question.Right);
    }

    [Fact]
    public void Addresses_of_heads_are_names_of_bars_and_no_numbers()
    {
        var axis = JsonNode.Parse(Figures.Figures.Bars("t", "u", [("24.7", .1)], [("24.6", .2)]).Json)!["layout"]!["yaxis"]!;
        Assert.Equal("category", (string)axis["type"]!);
    }

    [Theory]
    [InlineData(.25, ".25")]
    [InlineData(2.5, "0.25")]
    [InlineData(-.25, "+0.50")]
    public void Numbers_beside_bars_bear_a_sign_only_where_one_is_negative_and_shares_no_zero_before_the_point(double second,
        string expected)
    {
        var figure = Figures.Figures.Bars("t", "u", [("a", expected[0] == '+' ? .5 : .25)], [("b", second)]);
        Assert.Equal(expected, (string)JsonNode.Parse(figure.Json)!["data"]![0]!["text"]![0]!);
    }

    [Fact]
    public void Only_what_is_named_a_control_is_grey_among_grouped_bars()
    {
        var figure = Figures.Figures.GroupedBars("t", "u", ["a", "b"], ("untrained", [.1, .2]), ("zero", [1, 2]), ("mean", [.5, 1.5]));
        var series = JsonNode.Parse(figure.Json)!["data"]!.AsArray();
        Assert.Equal(["zero", "mean", "untrained"], series.Select(one => (string)one!["name"]!));
        Assert.Equal([false, false, true], series.Select(one => one!["marker"]!["pattern"] is not null));
        Assert.Equal(3, series.Select(one => (string)one!["marker"]!["color"]!).Distinct().Count());
        Assert.Equal("Grey: the control, untrained.", figure.Caption);
        Assert.Throws<ArgumentException>(() => Figures.Figures.GroupedBars("t", "u", ["a", "b"], ("zero", [1])));
    }

    [Fact]
    public void Effects_around_zero_are_coloured_by_their_square_root_and_none_is_clipped()
    {
        var values = new float[30, 9];
        for (var l = 0; l < 30; l++)
            for (var h = 0; h < 9; h++) values[l, h] = h % 2 == 0 ? .1f : -.1f;
        values[16, 0] = 6;

        var trace =
            JsonNode.Parse(Figures.Figures.HeadMap(new HeadScoreTable("ablation_effect", "m", values, MeasureUnit.SignedNumber),
                "t").Json)!["data"]![0]!;

        Assert.Equal(Math.Sqrt(6), (double)trace["zmax"]!, tolerance: 1e-3);      // by the square root, and the largest is not clipped
        Assert.Equal(-Math.Sqrt(6), (double)trace["zmin"]!, tolerance: 1e-3);
        Assert.Equal(Math.Sqrt(6), (double)trace["z"]![0]![16]!, tolerance: 1e-3);    // a deep model lies on its side
        Assert.Equal(-Math.Sqrt(.1), (double)trace["z"]![1]![16]!, tolerance: 1e-3);
        Assert.Equal("16.0", (string)trace["customdata"]![0]![16]![0]!);
        Assert.Equal(["−6", "0", "6"], trace["colorbar"]!["ticktext"]!.AsArray().Select(tick => (string)tick!));
    }

    [Fact]
    public void Points_say_their_names_and_the_highest_bear_them()
    {
        (string, double, double)[] points = [.. Enumerable.Range(0, 20).Select(i => ($"{i}.0", i / 20.0, i == 7 ? -9.0 : i))];
        var figure = Figures.Figures.Scatter("t", "x", "y", points, ("c", 0, .5));
        var data = JsonNode.Parse(figure.Json)!["data"]!;

        var names = data[1]!["text"]!.AsArray().Select(name => (string)name!).Where(name => name.Length > 0);
        Assert.Equal(["15.0", "16.0", "17.0", "18.0", "19.0"], names);
        Assert.Equal(20, data[1]!["customdata"]!.AsArray().Count);
        Assert.EndsWith("Control: 1 points, at most 0.50.", figure.AltText, StringComparison.Ordinal);
    }

    [Fact]
    public void A_similarity_is_drawn_as_a_share_of_the_largest_divergence_there_is()
    {
        var similarity = new HeadSimilarity("m", [(0, 0), (1, 0)], new[,] { { 0, MathF.Log(2) }, { MathF.Log(2), 0 } });
        var trace = JsonNode.Parse(Figures.Figures.Similarity(similarity).Json)!["data"]![0]!;

        Assert.Equal(1, (double)trace["z"]![0]![1]!, 4);
        Assert.Equal(0, (double)trace["z"]![1]![1]!, 4);
        Assert.Equal([0d, 1], [(double)trace["zmin"]!, (double)trace["zmax"]!]);
    }

    [Theory]
    [InlineData(MeasureUnit.Share, .9f, 0, 1)]
    [InlineData(MeasureUnit.Nats, .9f, 0, .9)]
    [InlineData(MeasureUnit.Tokens, 24, 0, 24)]
    [InlineData(MeasureUnit.SignedNumber, -2, -2, 2)]
    public void A_map_takes_the_scale_of_its_unit(MeasureUnit unit, float value, double least, double most)
    {
        var trace =
            JsonNode.Parse(Figures.Figures.HeadMap(new HeadScoreTable("a_measure", "m", new[,] { { .5f, value } }, unit),
                "t").Json)!["data"]![0]!;

        Assert.Equal((least, most),
            (Math.Round((double)trace["zmin"]! * Math.Abs((double)trace["zmin"]!), 3),
                Math.Round((double)trace["zmax"]! * (least < 0 ? (double)trace["zmax"]! : 1), 3)));
    }

    [Fact]
    public void A_line_bears_its_name_at_its_end_a_control_is_grey_and_no_two_names_overlap()
    {
        var layout =
            JsonNode.Parse(Figures.Figures.Lines("t", "x", "y", ("one", [0, 1]), ("two", [0, 1]), ("control", [0, 0])).Json)!["layout"]!;
        var names = layout["annotations"]!.AsArray().ToDictionary(note => (string)note!["text"]!, note => note!);
        Assert.Equal(["one", "two", "control"], names.Keys);
        Assert.Equal("#808791", (string)names["control"]["font"]!["color"]!);
        Assert.NotEqual("#808791", (string)names["one"]["font"]!["color"]!);
        Assert.InRange((int)names["one"]["yshift"]! - (int)names["two"]["yshift"]!, 14, 40);    // px
        Assert.False((bool)layout["showlegend"]!);
    }

    [Fact]
    public void What_is_counted_has_whole_numbers_on_its_axis_and_tokens_stand_where_they_were_measured()
    {
        Assert.Equal(1,
            (int)JsonNode.Parse(Figures.Figures.Lines("t", "heads out", "y", ("one", [0, 1, 2])).Json)!["layout"]!["xaxis"]!["dtick"]!);
        var chart =
            JsonNode.Parse(Figures.Figures.Lines("t", "tokens", "y", [0, 4e5, 1e6], [("one", [1, 2, 3])], [("first copy", 0, 4e5)]).Json)!;
        Assert.Equal([0, 4e5, 1e6], chart["data"]![0]!["x"]!.AsArray().Select(x => (double)x!));
        Assert.Equal((0, 4e5), ((double)chart["layout"]!["shapes"]![0]!["x0"]!, (double)chart["layout"]!["shapes"]![0]!["x1"]!));
    }

    [Fact]
    public void Charts_and_pages_have_the_same_colours()
    {
        var script = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "lib", "Web", "colours.js"));
        foreach (var json in new[] { Figures.Figures.HeadMap(new HeadScoreTable("m", "m", new[,] { { .5f } }), "t").Json,
            Figures.Figures.HeadMap(new HeadScoreTable("m", "m", new[,] { { -5f } }, MeasureUnit.SignedNumber), "t").Json })
            Assert.Contains(string.Join(", ", JsonNode.Parse(json)!["data"]![0]!["colorscale"]!.AsArray()
                .Select(step => $"\"{step![1]}\"")), script, StringComparison.Ordinal);
        var lines =
            JsonNode.Parse(Figures.Figures.Lines("t", "x", "y",
                [.. Enumerable.Range(0, 6).Select(i => ($"{i}", (IReadOnlyList<double>)[1, 2]))]).Json)!["data"]!.AsArray();
        Assert.Contains(string.Join(", ", lines.Select(line => $"\"{line!["line"]!["color"]}\"")), script, StringComparison.Ordinal);
    }

    private static string Here([System.Runtime.CompilerServices.CallerFilePath] string path = "") => path;
}
