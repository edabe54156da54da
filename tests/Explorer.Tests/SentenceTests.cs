using System.Xml.Linq;
using Attention.Figures;
using Microsoft.Playwright;

namespace Explorer.Tests;

/// <summary>The sentence as a figure: arcs, gestures, guesses, links and posters.</summary>
public sealed class SentenceTests(Browser browser)
{
    private const string Arcs = "() => document.querySelectorAll('.av-lines path').length";

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(360, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    public async Task Words_are_in_a_line_or_stacked_and_a_pointed_word_has_its_arcs_alone(int width, ColorScheme scheme)
    {
        await using var page = await OpenAsync(width, scheme, Figures.Sentence(Long(), [("one", (0, 0)), ("two", (1, 1))], Long()));
        var words = page.Page.Locator(".av-arcs [data-token]");
        var tops = await page.Page
            .EvaluateAsync<double[]>(
                "() => [...document.querySelectorAll('.av-arcs [data-token] text')].map((word) => "
                    + "Math.round(word.getBoundingClientRect().top))");
        Assert.Equal(width < 500 ? tops.Length : 1, tops.Distinct().Count());
        Assert.InRange(await page.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), 1, width);
        var all = await page.Page.EvaluateAsync<int>(Arcs);
        await words.Nth(3).HoverAsync();
        var alone = await page.Page.EvaluateAsync<int>(Arcs);
        Assert.InRange(alone, 1, all - 1);
        Assert.Contains("attends", await page.Page.InnerTextAsync(".av-sentence"), StringComparison.Ordinal);
        await words.Nth(3).ClickAsync();
        await page.Page.Mouse.MoveAsync(2, 2);
        Assert.Equal(alone, await page.Page.EvaluateAsync<int>(Arcs));
        await words.Nth(3).PressAsync("Escape");
        Assert.Equal(all, await page.Page.EvaluateAsync<int>(Arcs));
    }

    [Fact]
    public async Task Arrow_keys_walk_over_the_words_and_Enter_pins()
    {
        await using var page = await OpenAsync(1280, ColorScheme.Light, Figures.Sentence(SampleFigures.Trace(), (0, 0)));
        await page.Page.Locator(".av-arcs [data-token][tabindex='0']").FocusAsync();
        await page.Page.Keyboard.PressAsync("ArrowRight");
        await page.Page.Keyboard.PressAsync("ArrowRight");
        await page.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("3",
            await page.Page.EvaluateAsync<string>("() => document.querySelector('.av-arcs [aria-pressed=true]').dataset.token"));
        Assert.Equal("3", await page.Page.EvaluateAsync<string>("() => document.activeElement.dataset.token"));
    }

    [Fact]
    public async Task A_tap_pins_a_word()
    {
        var chromium = await browser.StartAsync();
        await using var context = await chromium.NewPatientContextAsync(new()
        {
            ViewportSize = new() { Width = 360, Height = 640 },
            HasTouch = true,
            IsMobile = true,
            Offline = true
        });
        var page = await context.NewPageAsync();
        var file = Path.Combine(Directory.CreateTempSubdirectory("tap-").FullName, "page.html");
        Figures.Sentence(SampleFigures.Trace(), (0, 0)).SaveHtml(file);
        await page.GotoAsync($"file://{file}");
        await page.Locator(".av-arcs [data-token='4']").TapAsync();
        Assert.Equal("4", await page.EvaluateAsync<string>("() => document.querySelector('.av-arcs [aria-pressed=true]').dataset.token"));
    }

    [Fact]
    public async Task A_figure_that_asks_shows_nothing_before_the_guess_and_keeps_the_score()
    {
        var trace = SampleFigures.Trace();
        var row = trace.Row((0, 0), 6);
        var best = Enumerable.Range(1, 6).MaxBy(key => row[key]);
        await using var page = await OpenAsync(1280, ColorScheme.Light, Figures.Sentence(trace, (0, 0), at: "mat", ask: true),
            Figures.Sentence(trace, (0, 0), at: "mat", ask: true));
        Assert.Equal(0, await page.Page.EvaluateAsync<int>(Arcs));
        await page.Page.Locator("figure").Nth(0).Locator($".av-arcs [data-token='{best}']").ClickAsync();
        Assert.Contains("1 of 1 right", await page.Page.Locator(".av-guess").Nth(0).InnerTextAsync(), StringComparison.Ordinal);
        Assert.InRange(await page.Page.EvaluateAsync<int>(Arcs), 1, 20);
        await page.Page.Locator("figure").Nth(1).Locator($".av-arcs [data-token='{(best == 1 ? 2 : 1)}']").ClickAsync();
        Assert.Contains("1 of 2 right", await page.Page.Locator(".av-guess").Nth(1).InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_opens_the_view_as_it_was_and_a_poster_holds_it()
    {
        await using var page = await OpenAsync(1280, ColorScheme.Light,
            Figures.Sentence(SampleFigures.Trace(), [("a", (0, 0)), ("b", (1, 1))]));
        await page.Page.Locator(".av-arcs [data-token='4']").ClickAsync();
        await page.Page.Locator(".av-tile").Nth(1).ClickAsync();
        await page.Page
            .EvaluateAsync(
                "() => { document.querySelector('details.av-gestures').open = true; navigator.clipboard.writeText = (text) => { "
                    + "window.copied = text; return Promise.resolve(); }; }");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Copy a link to this view" }).ClickAsync();
        var link = await page.Page.EvaluateAsync<string>("() => window.copied");
        Assert.Contains("word=4&heads=0.0&", link, StringComparison.Ordinal);

        var download = await page.Page.RunAndWaitForDownloadAsync(() =>
            page.Page.GetByRole(AriaRole.Button, new() { Name = "Save as SVG" }).ClickAsync());
        var poster = XDocument.Load(await download.PathAsync()).Root!;
        Assert.Contains("cat", poster.Value, StringComparison.Ordinal);
        Assert.Contains("An arc runs from a word", poster.Value, StringComparison.Ordinal);
        Assert.Contains("word=4", poster.Value, StringComparison.Ordinal);
        Assert.DoesNotContain("file:", poster.Value, StringComparison.Ordinal);       // whose folders the page lies in is nobody's business

        await page.Page.GotoAsync("about:blank");
        await page.Page.GotoAsync(link);
        Assert.Equal("4",
            await page.Page.EvaluateAsync<string>("() => document.querySelector('.av-arcs [aria-pressed=true]').dataset.token"));
        Assert.Equal(["true", "false"],
            await page.Page.EvaluateAsync<string[]>(
                "() => [...document.querySelectorAll('.av-tile')].map((tile) => tile.getAttribute('aria-pressed'))"));
    }

    private Task<WatchedPage> OpenAsync(int width, ColorScheme scheme, params Figure[] figures) =>
        FigurePage.OpenAsync(browser, width, scheme, figures);

    private static Attention.Traces.AttentionTrace Long() =>
        SampleFigures.Trace(words: ["<|endoftext|>",
            .. "The dog near the old gate chased the red ball over the hill".Split(' ').Select(word => $" {word}")]);
}
