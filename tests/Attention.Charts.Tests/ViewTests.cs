using System.Text.Json.Nodes;
using Attention.Figures;
using Attention.Figures.Views;
using Attention.Measures;
using Attention.Models;
using Attention.Tokens;
using Attention.Traces;
using static TorchSharp.torch;

namespace Attention.Charts.Tests;

public class ViewTests
{
    [Fact]
    public void Packed_weights_come_back_within_half_a_step_and_nothing_above_the_diagonal_travels()
    {
        var bytes = Convert.FromBase64String(PackedWeights.Pack([AttentionPattern.Of(new[,] { { 1, .9f }, { .3f, .7f } })], 2));

        Assert.Equal(3, bytes.Length);
        Assert.Equal(1, PackedWeights.Unpack(bytes[0]));
        Assert.Equal(.3, PackedWeights.Unpack(bytes[1]), 1 / 508.0);
        Assert.Equal(.7, PackedWeights.Unpack(bytes[2]), 1 / 508.0);
    }

    [Fact]
    public void A_weight_that_is_no_number_stays_one()
    {
        var bytes = Convert.FromBase64String(PackedWeights.Pack([AttentionPattern.Of(new[,] { { 1, 0 }, { float.NaN, 1 } })], 2));
        Assert.True(float.IsNaN(PackedWeights.Unpack(bytes[1])));
    }

    [Fact]
    public void A_model_of_30_by_9_heads_at_64_tokens_takes_at_most_a_megabyte()
    {
        var figure = (ViewFigure)Figures.Figures.WholeModel(Model(30, 9, 64));

        Assert.InRange(figure.Fragment.Length, 700_000, 1024 * 1024);
        Assert.Equal(64, JsonNode.Parse(figure.Json)!["trace"]!["tokens"]!.AsArray().Count);
    }

    [Fact]
    public void The_script_and_the_stylesheet_of_all_views_are_small() =>
        Assert.InRange(ViewHtml.Script.Length + ViewHtml.Style.Length, 1, 96 * 1024);

    [Fact]
    public void More_heads_get_fewer_tokens_and_the_figure_says_so()
    {
        var figure = Figures.Figures.WholeModel(Model(96, 16, 40));
        var data = JsonNode.Parse(figure.Json)!;
        var drawn = data["trace"]!["tokens"]!.AsArray().Count;

        Assert.InRange(drawn, 10, 39);
        Assert.Contains($"The first {drawn} of 40 tokens", figure.Caption, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("</script><script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("\"); alert(1); (\"")]
    [InlineData("<!--<script>")]
    [InlineData("\u2028\u202e שלום 👩‍👩‍👧")]
    public void Hostile_tokens_stay_text(string token)
    {
        foreach (var figure in AllViews(HandMadeTrace.Of("<s>", token, "b")).Cast<ViewFigure>())
        {
            Assert.DoesNotContain("<script>alert", figure.Fragment, StringComparison.Ordinal);
            Assert.DoesNotContain("<img", figure.Fragment, StringComparison.Ordinal);
            Assert.DoesNotContain("<!--", figure.Fragment, StringComparison.Ordinal);
            Assert.Equal(4, figure.Fragment.Split("</script>").Length);    // data, script, call
            Assert.DoesNotContain("http:", figure.Fragment.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal),
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_view_is_html_and_a_picture_and_no_chart()
    {
        var source = new ViewFormatters();
        Assert.NotNull(source);
        Assert.Equal(["text/html", "image/svg+xml"],
            ViewFormatters.CreateTypeFormatters().Cast<ShownFormatter<ViewFigure>>().Select(formatter => formatter.MimeType));
    }

    [Fact]
    public void One_token_makes_a_figure_in_every_view() =>
        Assert.All(AllViews(HandMadeTrace.Of("alone")), figure => Assert.NotEmpty(figure.AltText));

    [Fact]
    public void A_head_that_was_not_kept_is_refused()
    {
        var trace = HandMadeTrace.Of("a", "b");
        Assert.Throws<HeadIndexException>(() => Figures.Figures.WholeModel(trace, chosen: (4, 0)));
        Assert.Throws<HeadIndexException>(() => Figures.Figures.HeadLines(trace, (0, 7)));
    }

    private static IEnumerable<Figure> AllViews(AttentionTrace trace)
    {
        var scores = new HeadScoreTable("previous_token", trace.ModelName, new[,] { { .5f } });
        yield return Figures.Figures.WholeModel(trace, scores);
        yield return Figures.Figures.HeadLines(trace, (0, 0));
        yield return Figures.Figures.Gallery(new GalleryCard("Previous token", trace.Tokens[^1].Text, new HeadView(trace, (0, 0), scores)));
        yield return Figures.Figures.LayerProgression(trace);
        yield return Figures.Figures.SentenceExplorer(trace, withSimulation: true);
        yield return Figures.Figures.SimulatedPattern(trace.Text);
        yield return Figures.Figures.AblationMap(scores, trace);
        yield return Figures.Figures.Sentence(trace, (0, 0), trace, trace.Tokens[^1].Text.Trim());
    }

    private static AttentionTrace Model(int layers, int heads, int T) => new()
    {
        ModelName = "m",
        Text = "t",
        Tokens = [.. Enumerable.Range(0, T).Select(i => new Token(i, $" w{i}", 0, 0))],
        HasBos = false,
        Layers = [.. Enumerable.Range(0, layers)],
        Heads = [.. Enumerable.Range(0, heads)],
        Patterns = AttentionPattern.All(ones(layers, heads, T, T).tril() / T),
    };
}
