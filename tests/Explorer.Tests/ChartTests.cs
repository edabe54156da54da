using Attention.Figures;
using Microsoft.Playwright;

namespace Explorer.Tests;

/// <summary>Charts fit the place they have, and get out of the way of a swipe.</summary>
public sealed class ChartTests(Browser browser)
{
    [Fact]
    public async Task A_swipe_over_a_chart_scrolls_the_page_and_leaves_the_chart_as_it_is()
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
        var file = Path.Combine(Directory.CreateTempSubdirectory("swipe-").FullName, "page.html");
        SampleFigures.Charts()[1].SaveHtml(file);
        await page.GotoAsync($"file://{file}");
        await page.WaitForSelectorAsync(".js-plotly-plot .heatmaplayer image", new() { State = WaitForSelectorState.Attached });
        await page.EvaluateAsync("() => { document.body.style.paddingBottom = '2000px'; }");
        var ranges = await page.EvaluateAsync<string>(Ranges);
        var session = await context.NewCDPSessionAsync(page);
        async Task Touch(string type, int y) =>
            await session.SendAsync("Input.dispatchTouchEvent",
                new() { ["type"] = type, ["touchPoints"] = type == "touchEnd" ? Array.Empty<object>() : new[] { new { x = 170, y } } });
        await Touch("touchStart", 330);
        for (var y = 310; y >= 130; y -= 20) await Touch("touchMove", y);
        await Touch("touchEnd", 0);
        await page.WaitForFunctionAsync("() => scrollY > 100");
        Assert.Equal(ranges, await page.EvaluateAsync<string>(Ranges));
    }

    [Theory]
    [InlineData(360, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    public async Task No_chart_is_wider_than_its_place_and_cells_are_square(int width, ColorScheme scheme)
    {
        await using var page = await FigurePage.OpenAsync(browser, width, scheme, SampleFigures.Charts());
        await WaitAsync(page.Page);
        Assert.InRange(await page.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), 1, width);
        Assert.Equal("", await page.Page.EvaluateAsync<string>("""
            () => [...document.querySelectorAll(".js-plotly-plot")]
                .filter((plot) => plot.querySelector(".main-svg").getBoundingClientRect().right > innerWidth)
                .map((plot) => plot.getAttribute("aria-label")).join("\n")
            """));
        Assert.Equal("", await page.Page.EvaluateAsync<string>("""
            () => [...document.querySelectorAll(".js-plotly-plot")]
                .filter((plot) => !plot.data.some((trace) => trace.meta === "words" && trace.mode === "text" && trace.text.length
                    && plot.layout.meta.kind === "map"))
                .flatMap((plot) => [...plot.querySelectorAll(".heatmaplayer image")].map((image, i) => [
                    image.getAttribute("width") / plot.data.filter((t) => t.type === "heatmap")[i].z[0].length,
                    image.getAttribute("height") / plot.data.filter((t) => t.type === "heatmap")[i].z.length]))
                .filter(([wide, high]) => Math.abs(wide - high) > 1).join("\n")
            """));
    }

    [Theory]
    [InlineData(360)]
    [InlineData(1280)]
    public async Task Numbers_of_bars_below_zero_are_whole(int width)
    {
        await using var page = await FigurePage.OpenAsync(browser, width, ColorScheme.Light,
            Figures.Bars("Effects", "nats", [("a head with a name that is long", 2.5), ("another", -.13)], [("random", -1.12)]));
        await WaitAsync(page.Page);
        Assert.Equal("", await page.Page.EvaluateAsync<string>("""
            () => {
                const place = document.querySelector(".av-chart").getBoundingClientRect();
                return [...document.querySelectorAll(".bartext")]
                    .filter((text) => text.getBoundingClientRect().left < place.left).map((text) => text.textContent).join("\n");
            }
            """));
        Assert.Equal(3, await page.Page.Locator(".bartext").CountAsync());
    }

    [Fact]
    public async Task Panels_stand_in_a_row_where_there_is_room_and_under_each_other_where_there_is_none()
    {
        var view = new HeadView(SampleFigures.Trace(words: [.. Enumerable.Range(0, 16).Select(i => $"word{i}")]), (0, 0));
        foreach (var (width, sideBySide) in new[] { (1280, true), (360, false) })
        {
            await using var page = await FigurePage.OpenAsync(browser, width, ColorScheme.Light, Figures.Heatmap(view, view, view));
            await WaitAsync(page.Page);
            var tops = await page.Page
                .EvaluateAsync<double[]>(
                    "() => [...document.querySelectorAll('.heatmaplayer image')].map((image) => "
                        + "Math.round(image.getBoundingClientRect().top))");
            Assert.Equal(sideBySide ? 1 : 3, tops.Distinct().Count());
        }
    }

    [Theory]
    [InlineData(360, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    public async Task A_figure_that_asks_is_covered_until_the_reader_has_guessed_and_the_score_is_kept(int width, ColorScheme scheme)
    {
        var figure = Figures.Bars("What it costs", "nats", [("queries", .1), ("keys", 5)], [("random", .2)]).Asks("Which costs most?");
        await using var page = await FigurePage.OpenAsync(browser, width, scheme, figure, Figures.Bars("Once more", "nats",
            [("this", 1), ("that", 2)], []).Asks("Which?"));
        var (first, second) = (page.Page.Locator("figure").Nth(0), page.Page.Locator("figure").Nth(1));
        await first.GetByRole(AriaRole.Button, new() { Name = "keys" }).WaitForAsync();
        Assert.False(await first.Locator(".av-chart").IsVisibleAsync());
        Assert.False(await first.Locator("figcaption").IsVisibleAsync());
        await PageAudit.AssertCleanAsync(page.Page);

        await first.GetByRole(AriaRole.Button, new() { Name = "keys" }).FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await first.Locator(".js-plotly-plot .main-svg").First.WaitForAsync();
        Assert.Equal("Yes: it is keys. You said keys. Your guesses so far: 1 of 1 right.",
            await first.Locator(".av-guess").InnerTextAsync());
        await second.GetByRole(AriaRole.Button, new() { Name = "this" }).ClickAsync();
        Assert.Equal("No: it is that. You said this. Your guesses so far: 1 of 2 right.",
            await second.Locator(".av-guess").InnerTextAsync());
        await second.Locator(".js-plotly-plot .main-svg").First.WaitForAsync();
    }

    [Theory]
    [InlineData(360)]
    [InlineData(1280)]
    public async Task Names_of_points_lie_on_no_point_and_on_no_other_name(int width)
    {
        var random = new Random(5);
        (string, double, double)[] points = [.. Enumerable.Range(0, 90)
            .Select(i => ($"{i / 9}.{i % 9}", Math.Pow(random.NextDouble(), 3), 3 * Math.Pow(random.NextDouble(), 3)))];
        await using var page = await FigurePage.OpenAsync(browser, width, ColorScheme.Light,
            Figures.Scatter("Score against effect", "score", "nats", [.. points, ("16.0", .9, 3), ("16.1", .9, 2.98)],
                ("control", .5, .4)));
        await WaitAsync(page.Page);
        var (names, met) = (await page.Page.EvaluateAsync<int>("() => document.querySelectorAll('.textpoint text').length"),
            await page.Page.EvaluateAsync<string>("""
            () => {
              const boxes = (selector) => [...document.querySelectorAll(selector)]
                .map((node) => ({ name: node.textContent, box: node.getBoundingClientRect() }));
              const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom - 2 && b.top < a.bottom - 2;
              const names = boxes(".textpoint text");
              return names.flatMap((one, i) => [...boxes("path.point"), ...names.slice(0, i)]
                .filter((other) => meet(one.box, other.box)).map((other) => `${one.name} on ${other.name || "a point"}`)).join("\n");
            }
            """));
        Assert.Equal("", met);
        Assert.InRange(names, width < 500 ? 1 : 3, 5);    // on a phone few find room
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Zero_is_the_colour_of_the_page_in_charts_and_views_alike_and_numbers_can_be_read(ColorScheme scheme)
    {
        var trace = SampleFigures.Trace();
        await using var page = await FigurePage.OpenAsync(browser, 1280, scheme, Figures.Heatmap(trace, (1, 0)));
        await WaitAsync(page.Page);
        var seen = await page.Page.EvaluateAsync<double[]>("""
            () => {
                const plot = document.querySelector(".js-plotly-plot"), [map, words] = plot.data;
                const rgb = (hex) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
                const light = (c) => {
                    const l = c.map((v) => v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
                    return 0.2126 * l[0] + 0.7152 * l[1] + 0.0722 * l[2];
                };
                const at = (v) => {
                    const place = v * 4, from = rgb(map.colorscale[Math.floor(place)][1]), to = rgb(map.colorscale[Math.ceil(place)][1]);
                    return light(from.map((c, i) => c + (to[i] - c) * (place % 1)));
                };
                const worst = Math.min(...words.x.map((x, i) => {
                    const cell = at(map.z[words.y[i]][x]), ink = words.textfont.color[i] === "#000" ? 0 : 1;
                    return (Math.max(cell, ink) + 0.05) / (Math.min(cell, ink) + 0.05);
                }));
                return [at(0), at(1), worst, words.x.length];
            }
            """);
        Assert.Equal(scheme == ColorScheme.Light, seen[0] > seen[1]);
        Assert.InRange(seen[2], 4.5, 21);
        Assert.InRange(seen[3], 5, 100);
    }

    [Fact]
    public async Task No_text_of_a_drawing_holds_isolates_which_Firefox_does_not_paint_when_it_is_turned()
    {
        await using var page = await FigurePage.OpenAsync(browser, 1280, ColorScheme.Light, SampleFigures.Views());
        Assert.Equal(0,
            await page.Page
                .EvaluateAsync<int>(
                    "() => [...document.querySelectorAll('svg text')]"
                        + ".filter((text) => /[\\u2066-\\u2069]/.test(text.textContent)).length"));
        Assert.True(await page.Page.Locator(".av-map text[transform]").CountAsync() > 10);
    }

    private const string Ranges = "() => JSON.stringify(document.querySelector('.js-plotly-plot').layout.xaxis.range)";

    private static Task<IJSHandle> WaitAsync(IPage page) =>
        page.WaitForFunctionAsync(
            "() => document.querySelectorAll('.js-plotly-plot .main-svg').length && document.querySelectorAll('.js-plotly-plot').length "
                + "=== document.querySelectorAll('.av-chart').length");
}
