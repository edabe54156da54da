using System.Text.Json.Nodes;
using Attention.Figures;
using Attention.Measures;
using Attention.Models;
using static TorchSharp.torch;

namespace Attention.Charts.Tests;

public class HeatmapTests
{
    private static readonly float[,,,] Weights = { { { { 1, 0, 0 }, { .6f, .4f, 0 }, { .2f, .3f, .5f } } } };

    [Fact]
    public void Cells_hold_the_weights_and_nothing_above_the_diagonal()
    {
        var z = Chart(Figures.Figures.Heatmap(HandMadeTrace.Of(tensor(Weights), "<s>", "a", "b"), (0, 0)))["data"]![0]!["z"]!;

        Assert.Equal(.3, (double)z[2]![1]!, 4);
        Assert.Equal(.4, (double)z[1]![1]!, 4);
        Assert.Null(z[0]![1]);
        Assert.Null(z[1]![2]);
    }

    [Fact]
    public void The_colour_scale_runs_from_0_to_1_whatever_the_weights()
    {
        var trace = Chart(Figures.Figures.Heatmap(HandMadeTrace.Of("<s>", "a", "b", "c"), (0, 0)))["data"]![0]!;
        Assert.Equal((0, 1), ((double)trace["zmin"]!, (double)trace["zmax"]!));
    }

    [Fact]
    public void Leaving_the_first_token_out_takes_its_row_and_column_away_and_says_its_share_and_rescales_nothing()
    {
        var figure = Figures.Figures.Heatmap(HandMadeTrace.Of(tensor(Weights), "<s>", "a", "b"), (0, 0));
        var left = Chart(figure)["layout"]!["updatemenus"]![0]!["buttons"]![0]!;
        var z = left["args"]![0]!["z"]![0]!;

        Assert.Equal("first token left out", (string)left["label"]!);
        Assert.All(Enumerable.Range(0, 3), i => Assert.Null(z[i]![0]));
        Assert.All(Enumerable.Range(0, 3), j => Assert.Null(z[0]![j]));
        Assert.Equal(.3, (double)z[2]![1]!, 4);
        // (.6 + .2) / 2
        Assert.Contains("takes 40%", figure.Caption.Replace(" %", "%", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(z.ToJsonString(), Chart(figure)["data"]![0]!["z"]!.ToJsonString());    // as the course's own views begin
    }

    [Fact]
    public void The_title_says_model_head_and_what_was_put_in_front()
    {
        var figure = Figures.Figures.Heatmap(HandMadeTrace.Of("<s>", "a"), (0, 0));

        Assert.Equal("Head 0.0 · hand-made <model>", figure.Title);
        Assert.Contains("<s> was put in front", figure.Caption, StringComparison.Ordinal);
        Assert.Equal("Head 0.0 · hand-made &lt;model&gt;", (string)Chart(figure)["layout"]!["title"]!["text"]!);
    }

    [Fact]
    public void A_long_text_is_cut_and_says_so()
    {
        var words = Enumerable.Range(0, 100).Select(i => $"w{i}").ToArray();
        var figure = Figures.Figures.Heatmap(HandMadeTrace.Of(words), (0, 0));

        Assert.Equal(Figures.Figures.MaxTokens, Chart(figure)["data"]![0]!["z"]!.AsArray().Count);
        Assert.Contains("The first 64 of 100 tokens", figure.Caption, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_tokens_keep_places_of_their_own()
    {
        var axis = Chart(Figures.Figures.Heatmap(HandMadeTrace.Of("<s>", "the", "the", "the"), (0, 0)))["layout"]!["xaxis"]!;

        Assert.Equal([0, 1, 2, 3], axis["tickvals"]!.AsArray().Select(v => (int)v!));
        Assert.Equal(["&lt;s&gt;", "the", "the", "the"], axis["ticktext"]!.AsArray().Select(v => (string)v!));
    }

    [Fact]
    public void One_token_and_weights_that_are_no_numbers_are_drawn_as_what_they_are()
    {
        var single = Chart(Figures.Figures.Heatmap(HandMadeTrace.Of("alone"), (0, 0)));
        Assert.Equal(1, (double)single["data"]![0]!["z"]![0]![0]!);

        var broken = (float[,,,])Weights.Clone();
        broken[0, 0, 2, 1] = float.NaN;
        var figure = Figures.Figures.Heatmap(HandMadeTrace.Of(tensor(broken), "<s>", "a", "b"), (0, 0));
        Assert.Null(Chart(figure)["data"]![0]!["z"]![2]![1]);
        Assert.Contains("1 weight is not a number", figure.AltText, StringComparison.Ordinal);
    }

    [Fact]
    public void A_head_that_was_not_kept_is_refused()
    {
        Assert.Throws<HeadIndexException>(() => Figures.Figures.Heatmap(HandMadeTrace.Of("a", "b"), (3, 1)));
    }

    [Theory]
    [InlineData("</script><script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("\" onload=\"alert(1)")]
    [InlineData("<!--<script>")]
    public void Hostile_tokens_stay_text(string token)
    {
        using var folder = new TemporaryFolder();
        var figure = Figures.Figures.Heatmap(HandMadeTrace.Of("<s>", token), (0, 0));
        figure.SaveHtml(folder["page.html"]);
        var page = File.ReadAllText(folder["page.html"]);

        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", page, StringComparison.Ordinal);
        Assert.DoesNotContain("\" onload=\"", page, StringComparison.Ordinal);
    }

    private static JsonNode Chart(Figure figure) => JsonNode.Parse(figure.Json)!;

    [Fact]
    public void Three_heads_stand_in_a_row_and_a_fourth_hangs_under_the_first_with_room_for_its_title_and_its_words()
    {
        var view = new HeadView(HandMadeTrace.Of("<s>", "a", "b"), (0, 0));
        var layout = Chart(Figures.Figures.Heatmap(view, view, view, view))["layout"]!;
        double[] Domain(string axis) => [.. layout[axis]!["domain"]!.AsArray().Select(end => (double)end!)];
        Assert.Equal(Domain("xaxis"), Domain("xaxis4"));
        Assert.True(Domain("xaxis2")[0] > Domain("xaxis")[1] && Domain("xaxis3")[0] > Domain("xaxis2")[1]);
        Assert.Equal(Domain("yaxis"), Domain("yaxis3"));
        var plotted = (double)layout["height"]! - (double)layout["margin"]!["t"]! - (double)layout["margin"]!["b"]!;
        Assert.InRange((Domain("yaxis")[0] - Domain("yaxis4")[1]) * plotted, 110, 140);    // px
        Assert.Equal(0, Domain("yaxis4")[0], 6);
    }

    [Fact]
    public void Nothing_is_dragged_cells_are_square_and_words_stand_upright_over_them()
    {
        var layout = Chart(Figures.Figures.Heatmap(HandMadeTrace.Of("<s>", "a", "b"), (0, 0)))["layout"]!;
        Assert.False((bool)layout["dragmode"]!);
        Assert.All(["xaxis", "yaxis"], axis => Assert.True((bool)layout[axis]!["fixedrange"]!));
        Assert.Equal("x", (string)layout["yaxis"]!["scaleanchor"]!);
        Assert.Equal(("top", -90), ((string)layout["xaxis"]!["side"]!, (int)layout["xaxis"]!["tickangle"]!));
    }

    [Fact]
    public void Half_a_character_bears_the_whole_one_and_which_half_it_is()
    {
        Attention.Tokens.Token[] tokens = [new(0, "<s>", 0, 0), new(1, " \uFFFD", 0, 1), new(2, "\uFFFD", 1, 1), new(3, " b", 1, 3)];
        Assert.Equal(["<s>", "א₁", "א₂", " b"], TokenWords.Of(tokens, "א b"));
    }

    [Fact]
    public void An_ideal_pattern_has_no_address()
    {
        var text = new Attention.Tokens.TokenizedText("a b", HandMadeTrace.Of("<s>", "a", "b").Tokens, true);
        var title =
            (string)Chart(Figures.Figures
                .Heatmap(new HeadView(IdealPattern.Offset(text, 1), (0, 0))))["layout"]!["annotations"]![0]!["text"]!;
        Assert.Contains("IDEAL, no model", title, StringComparison.Ordinal);
        Assert.DoesNotContain("0.0", title, StringComparison.Ordinal);
    }
}
