using Attention.Figures;
using Attention.Training;
using Microsoft.Playwright;

namespace Explorer.Tests;

/// <summary>Every gesture of every view does what its caption says.</summary>
public sealed class ViewTests(Browser browser)
{
    [Fact]
    public async Task The_whole_model_enlarges_the_head_that_is_clicked_or_entered()
    {
        await using var page = await OpenAsync(Figures.WholeModel(SampleFigures.Trace(), SampleFigures.Scores()));
        var heads = page.Page.Locator(".av-thumb");
        Assert.Equal(6, await heads.CountAsync());
        await heads.Nth(4).ClickAsync();
        Assert.Contains("2.0", await page.Page.InnerTextAsync(".av-panel .av-head"), StringComparison.Ordinal);
        await heads.Nth(4).PressAsync("ArrowUp");
        await page.Page.Locator(":focus").PressAsync("Enter");
        Assert.Contains("1.0", await page.Page.InnerTextAsync(".av-panel .av-head"), StringComparison.Ordinal);
        Assert.Equal("true", await heads.Nth(2).GetAttributeAsync("aria-current"));
    }

    [Fact]
    public async Task Lines_follow_the_token_that_is_pointed_at_and_stay_when_it_is_pinned()
    {
        await using var page = await OpenAsync(Figures.HeadLines(SampleFigures.Trace(), (0, 0), (1, 1)));
        var said = page.Page.Locator(".av-said").First;
        var left = page.Page.Locator("[data-side=left][data-token]");
        await left.Nth(2).HoverAsync();                     // nothing is pinned at first
        var onThird = await said.InnerTextAsync();
        await left.Nth(3).HoverAsync();
        Assert.NotEqual(onThird, await said.InnerTextAsync());
        await left.Nth(3).ClickAsync();
        var pinned = await said.InnerTextAsync();
        await left.Nth(1).HoverAsync();
        Assert.NotEqual(pinned, await said.InnerTextAsync());    // what is pointed at goes before what is pinned
        await page.Page.EvaluateAsync("() => document.activeElement.blur()");
        await page.Page.Mouse.MoveAsync(1, 1);
        Assert.Equal(pinned, await said.InnerTextAsync());
        Assert.Contains("0.0 to", pinned, StringComparison.Ordinal);    // a number for each head
        Assert.Contains("1.1 to", pinned, StringComparison.Ordinal);
        await left.Nth(3).PressAsync("Escape");
        await page.Page.EvaluateAsync("() => document.activeElement.blur()");
        await page.Page.Mouse.MoveAsync(1, 2);
        Assert.NotEqual(pinned, await said.InnerTextAsync());
    }

    [Fact]
    public async Task A_double_click_on_a_tile_leaves_that_head_alone()
    {
        await using var page = await OpenAsync(Figures.HeadLines(SampleFigures.Trace(), (0, 0), (1, 1)));
        var tiles = page.Page.Locator(".av-tile");
        await tiles.Nth(1).DblClickAsync();
        Assert.Equal(["false", "true"], [await tiles.Nth(0).GetAttributeAsync("aria-pressed"),
            await tiles.Nth(1).GetAttributeAsync("aria-pressed")]);
        await tiles.Nth(0).PressAsync("o");
        Assert.Equal(["true", "false"], [await tiles.Nth(0).GetAttributeAsync("aria-pressed"),
            await tiles.Nth(1).GetAttributeAsync("aria-pressed")]);
    }

    [Fact]
    public async Task Tabs_of_the_gallery_change_with_click_and_arrow()
    {
        await using var page =
            await OpenAsync(Figures.Gallery(new GalleryCard("first", "One.", new HeadView(SampleFigures.Trace(), (0, 0))),
                new GalleryCard("second", "Two.", new HeadView(SampleFigures.Trace(), (1, 1)))));
        var panels = page.Page.Locator("[role=tabpanel]");
        await page.Page.Locator("[role=tab]").Nth(1).ClickAsync();
        Assert.Equal((false, true), (await panels.Nth(0).IsVisibleAsync(), await panels.Nth(1).IsVisibleAsync()));
        await page.Page.Locator("[role=tab]").Nth(1).PressAsync("ArrowLeft");
        Assert.Equal((true, false), (await panels.Nth(0).IsVisibleAsync(), await panels.Nth(1).IsVisibleAsync()));
    }

    [Fact]
    public async Task The_slider_steps_through_the_layers_and_play_ends_at_the_last()
    {
        await using var page = await OpenAsync(Figures.LayerProgression(SampleFigures.Trace()));
        var sentence = page.Page.Locator(".av-head").First;
        Assert.StartsWith("Layer 0", await sentence.InnerTextAsync(), StringComparison.Ordinal);
        await page.Page.Locator("input[type=range]").PressAsync("ArrowRight");
        Assert.StartsWith("Layer 1", await sentence.InnerTextAsync(), StringComparison.Ordinal);
        await page.Page.SelectOptionAsync("select", new[] { "1" });
        Assert.Contains("1.1", await sentence.InnerTextAsync(), StringComparison.Ordinal);
        await page.Page.ClickAsync(".av-play");
        await page.Page
            .WaitForFunctionAsync(
                "() => document.querySelector('input[type=range]').value === '2' && "
                    + "document.querySelector('.av-play').textContent.includes('Play')");
    }

    [Fact]
    public async Task Weights_show_on_the_words_of_the_sentence_that_is_pointed_at()
    {
        await using var page = await OpenAsync(Figures.SentenceExplorer(SampleFigures.Trace(), withSimulation: true));
        Assert.Contains("SIMULATED", await page.Page.InnerTextAsync(".av-simulated .av-head"), StringComparison.Ordinal);
        var strip = page.Page.Locator(".av-strip").Last;
        var words = strip.Locator("[data-token]");
        await words.Nth(2).HoverAsync();
        var before = await strip.Locator(".av-said").InnerTextAsync();
        await words.Nth(4).FocusAsync();
        Assert.NotEqual(before, await strip.Locator(".av-said").InnerTextAsync());
        Assert.True(await strip.Locator(".av-lines path").CountAsync() > 0);
        Assert.Matches(@"^[1.]", await strip.Locator(".av-lines text").First.TextContentAsync());    // the strong ones bear their weight
        await words.Nth(4).PressAsync("Enter");
        Assert.Equal("true", await words.Nth(4).GetAttributeAsync("aria-pressed"));
    }

    [Fact]
    public async Task What_a_reader_types_is_simulated_and_shown_as_text()
    {
        await using var page = await OpenAsync(Figures.SimulatedPattern("The cat sat."));
        await page.Page.FillAsync("input[type=text]", "<img src=x onerror=alert(1)> sat </script><script>alert(2)</script> again");
        Assert.True(await page.Page.Locator("[data-token]").CountAsync() > 8);
        Assert.Equal(0, await page.Page.Locator("figure img").CountAsync());
        await page.Page.FillAsync("input[type=text]", "");
        Assert.Contains("There are no words", await page.Page.InnerTextAsync(".av-strip .av-said"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_map_of_effects_is_joined_to_the_patterns()
    {
        await using var page = await OpenAsync(Figures.AblationMap(SampleFigures.Scores(), SampleFigures.Trace()));
        var heads = page.Page.Locator(".av-effect");
        await heads.Nth(3).HoverAsync();
        Assert.Contains("1.1", await page.Page.InnerTextAsync(".av-said"), StringComparison.Ordinal);
        await heads.Nth(3).ClickAsync();
        Assert.Contains("1.1", await page.Page.InnerTextAsync(".av-head"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_training_player_says_what_was_measured_at_each_moment()
    {
        var record = TrainingRecord.Load(Path.Combine(Data.Models, "stories-6l", "training.json"));
        await using var page = await OpenAsync(Figures.TrainingPlayer(record,
            [(record.Points[0].Tokens, SampleFigures.Trace()), (record.Points[^1].Tokens, SampleFigures.Trace())]));
        var sentence = page.Page.Locator(".av-head").First;
        var end = await sentence.InnerTextAsync();
        Assert.Contains($"induction {record.Points[^1].Best("induction"):.00}", end, StringComparison.Ordinal);
        await page.Page.Locator("input[type=range]").PressAsync("ArrowLeft");
        Assert.Contains($"induction {record.Points[0].Best("induction"):.00}", await sentence.InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_token_can_be_shown_and_left_out_and_the_share_is_said()
    {
        await using var page = await OpenAsync(Figures.WholeModel(SampleFigures.Trace(), SampleFigures.Scores()));
        var note = page.Page.Locator("figure > .av-note");
        Assert.Contains("left out", await note.InnerTextAsync(), StringComparison.Ordinal);
        await page.Page.ClickAsync(".av-controls button");
        Assert.DoesNotContain("left out", await note.InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deep_model_lies_on_its_side_and_none_of_its_heads_is_hidden()
    {
        await using var page = await OpenAsync(Figures.WholeModel(SampleFigures.Trace(layers: 30)));
        var tops = await page.Page.EvaluateAsync<int[]>(
            "() => [...document.querySelectorAll('.av-thumb')].map((button) => Math.round(button.getBoundingClientRect().top))");
        Assert.Equal(60, tops.Length);
        Assert.InRange(tops.Distinct().Count(), 2, 4);    // two heads downwards, in one band of layers or two
        Assert.Equal("visible",
            await page.Page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('.av-grid').parentElement).overflowY"));
        await page.Page.Locator(".av-thumb[data-place='6']").FocusAsync();
        await page.Page.Locator(":focus").PressAsync("ArrowRight");    // the same head of the next layer
        Assert.Equal("8", await page.Page.EvaluateAsync<string>("() => document.activeElement.dataset.place"));
    }

    [Fact]
    public async Task What_is_pointed_at_is_said_where_it_is_pointed_at()
    {
        await using var page = await OpenAsync(Figures.WholeModel(SampleFigures.Trace(), SampleFigures.Scores()));
        var map = page.Page.Locator(".av-map");
        var box = (await map.BoundingBoxAsync())!;
        await map.HoverAsync(new() { Position = new() { X = box.Width * .45f, Y = box.Height * .9f } });
        var tip = (await page.Page.Locator(".av-tip").BoundingBoxAsync())!;
        Assert.InRange(Math.Abs(tip.Y + tip.Height - (box.Y + box.Height * .9)), 0, 60);    // px
        await page.Page.Mouse.MoveAsync(1, 1);
        Assert.False(await page.Page.Locator(".av-tip").IsVisibleAsync());
    }

    [Fact]
    public async Task Simulated_and_real_words_have_one_pointer()
    {
        await using var page = await OpenAsync(Figures.SentenceExplorer(SampleFigures.Trace(), withSimulation: true));
        await page.Page.Locator(".av-simulated [data-token]").Nth(4).ClickAsync();
        Assert.Equal(["true", "true"],
            await page.Page
                .EvaluateAsync<string[]>(
                    "() => [...document.querySelectorAll('.av-strip')].map((strip) => "
                        + "strip.querySelectorAll('[data-token]')[4].getAttribute('aria-pressed'))"));
    }

    [Fact]
    public async Task Two_of_a_kind_live_on_one_page()
    {
        await using var page = await OpenAsync(Figures.LayerProgression(SampleFigures.Trace()),
            Figures.LayerProgression(SampleFigures.Trace()));
        await page.Page.Locator("input[type=range]").Nth(1).PressAsync("ArrowRight");
        Assert.StartsWith("Layer 0", await page.Page.Locator("figure").Nth(0).Locator(".av-head").First.InnerTextAsync(),
            StringComparison.Ordinal);
        Assert.StartsWith("Layer 1", await page.Page.Locator("figure").Nth(1).Locator(".av-head").First.InnerTextAsync(),
            StringComparison.Ordinal);
        Assert.Equal(0,
            await page.Page
                .EvaluateAsync<int>(
                    "() => { const ids = [...document.querySelectorAll('[id]')].map(e => e.id); return ids.length - new Set(ids).size; }"));
    }

    [Fact]
    public async Task What_is_done_to_a_view_is_not_done_to_another_of_its_kind()
    {
        var views = SampleFigures.Views();
        await using var page = await OpenAsync([.. views, .. SampleFigures.Views()]);
        var states = await page.Page.EvaluateAsync<bool[]>("""
            (count) => {
                const figures = [...document.querySelectorAll("figure")], before = figures.map((figure) => figure.outerHTML);
                for (const figure of figures.slice(count)) {
                    for (const button of figure.querySelectorAll("button:not(.av-play), [data-token]"))
                        button.dispatchEvent(new MouseEvent("click", { bubbles: true }));
                    for (const input of figure.querySelectorAll("input[type=range]")) {
                        input.value = input.value === input.max ? 0 : input.max;
                        input.dispatchEvent(new Event("input"));
                    }
                    for (const input of figure.querySelectorAll("input[type=text]")) {
                        input.value = "Other words.";
                        input.dispatchEvent(new Event("input"));
                    }
                    for (const select of figure.querySelectorAll("select")) {
                        select.selectedIndex = 1;
                        select.dispatchEvent(new Event("change"));
                    }
                }
                return figures.map((figure, i) => figure.outerHTML !== before[i]);
            }
            """, views.Length);
        Assert.Equal([.. Enumerable.Repeat(false, views.Length), .. Enumerable.Repeat(true, views.Length)], states);
        Assert.Equal(0,
            await page.Page
                .EvaluateAsync<int>(
                    "() => { const ids = [...document.querySelectorAll('[id]')].map(e => e.id); return ids.length - new Set(ids).size; }"));
    }

    [Fact]
    public async Task Every_pattern_says_words_and_weight_to_pointer_and_arrow_keys()
    {
        await using var page = await OpenAsync(SampleFigures.Views());
        var maps = await page.Page.Locator(".av-map:visible").AllAsync();
        Assert.Equal(5, maps.Count);
        foreach (var map in maps)
        {
            var said = map.Locator("xpath=ancestor::figure").Locator(".av-said").First;
            var box = (await map.BoundingBoxAsync())!;
            await map.HoverAsync(new() { Position = new() { X = box.Width * .45f, Y = box.Height * .9f } });
            var hovered = await said.InnerTextAsync();
            Assert.Matches(@"\(token \d+\) attends to .*: \.\d\d", hovered);
            await map.PressAsync("ArrowUp");
            Assert.NotEqual(hovered, await said.InnerTextAsync());
        }
    }

    [Fact]
    public async Task Two_runs_stand_under_each_other_each_with_its_own_layer_and_head()
    {
        await using var page = await OpenAsync(Figures.SentenceExplorer(SampleFigures.Trace(), SampleFigures.Trace(layers: 2)));
        var strips = page.Page.Locator(".av-strip");
        await strips.Nth(0).Locator("select").Nth(0).SelectOptionAsync("0");
        await strips.Nth(0).Locator("select").Nth(1).SelectOptionAsync("-1");
        await strips.Nth(1).Locator("select").Nth(0).SelectOptionAsync("1");
        await strips.Nth(1).Locator("select").Nth(1).SelectOptionAsync("0");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "First token left out" }).ClickAsync();    // both are drawn anew
        Assert.Contains("layer 0, mean", await strips.Nth(0).Locator(".av-note").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("head 1.0", await strips.Nth(1).Locator(".av-note").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tokens_of_lines_are_reached_with_arrow_keys_and_a_head_is_added_with_a_click()
    {
        await using var page = await OpenAsync(Figures.HeadLines(SampleFigures.Trace(), (0, 0), (1, 1)));
        var left = page.Page.Locator("[data-side=left][data-token]");
        await left.Last.PressAsync("Escape");
        await left.First.FocusAsync();
        await left.First.PressAsync("ArrowDown");
        Assert.Equal("2", await page.Page.EvaluateAsync<string>("() => document.activeElement.dataset.token"));
        await page.Page.EvaluateAsync("() => document.activeElement.blur()");    // now all lines are there
        var lines = await page.Page.Locator(".av-lines path").CountAsync();
        await page.Page.Locator(".av-tile").Nth(1).ClickAsync();
        Assert.InRange(await page.Page.Locator(".av-lines path").CountAsync(), 1, lines - 1);
    }

    [Fact]
    public async Task The_training_plays_to_its_end_and_shows_another_head()
    {
        await using var page = await OpenAsync(SampleFigures.TrainingPlayer(SampleFigures.Trace()));
        await page.Page.SelectOptionAsync("select", new[] { "3" });
        Assert.Contains("head 1.1", await page.Page.Locator(".av-head").Nth(1).InnerTextAsync(), StringComparison.Ordinal);
        await page.Page.ClickAsync(".av-play");
        Assert.Equal("0", await page.Page.InputValueAsync("input[type=range]"));
        await page.Page
            .WaitForFunctionAsync(
                "() => document.querySelector('input[type=range]').value === '1' && "
                    + "document.querySelector('.av-play').textContent.includes('Play')");
    }

    [Fact]
    public async Task The_map_of_effects_takes_arrows_and_Enter()
    {
        await using var page = await OpenAsync(Figures.AblationMap(SampleFigures.Scores(), SampleFigures.Trace()));
        await page.Page.Locator(".av-effect").First.FocusAsync();
        await page.Page.Locator(":focus").PressAsync("ArrowDown");
        Assert.Contains("1.0", await page.Page.InnerTextAsync(".av-said"), StringComparison.Ordinal);
        await page.Page.Locator(":focus").PressAsync("Enter");
        Assert.Contains("1.0", await page.Page.InnerTextAsync(".av-head"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1), InlineData(96)]
    public async Task A_model_of_one_layer_and_one_of_96_are_drawn_whole(int layers)
    {
        await using var page = await OpenAsync(Figures.WholeModel(SampleFigures.Trace(layers: layers)),
            Figures.LayerProgression(SampleFigures.Trace(layers: layers)));
        Assert.Equal(2 * layers, await page.Page.Locator(".av-thumb").CountAsync());
        Assert.Equal(layers, await page.Page.Locator(".av-bar").CountAsync());
    }

    [Fact]
    public async Task One_token_is_drawn_by_every_view()
    {
        await using var page = await OpenAsync(SampleFigures.Views(SampleFigures.Trace(words: ["alone"])));
        Assert.Equal(SampleFigures.Views().Length, await page.Page.Locator("figure").CountAsync());
        Assert.DoesNotContain("NaN", await page.Page.InnerTextAsync("main"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(360, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task Nothing_is_wider_than_the_window_and_every_control_has_a_name(int width, ColorScheme scheme)
    {
        await using var page = await OpenAsync(width, scheme, SampleFigures.Views());
        Assert.InRange(await page.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), 1, width);
        Assert.Equal("", await page.Page.EvaluateAsync<string>("""
            () => [...document.querySelectorAll('button, select, input, [role=grid], [role=tab], [role=img]')]
                .filter(e => !(e.getAttribute('aria-label') || e.getAttribute('aria-labelledby') || e.textContent.trim()
                    || (e.id && document.querySelector(`label[for="${e.id}"]`))))
                .map(e => e.outerHTML.slice(0, 80)).join('\n')
            """));
        Assert.Equal(scheme == ColorScheme.Dark ? "dark" : "light", await page.Page.Locator(".av").First.GetAttributeAsync("data-scheme"));
    }

    [Fact]
    public async Task Printed_every_view_still_shows_its_pattern()
    {
        await using var page = await OpenAsync(SampleFigures.Views());
        await page.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.Equal(SampleFigures.Views().Length, await page.Page.Locator("figure:visible").CountAsync());
        Assert.True((await page.Page.PdfAsync()).Length > 20_000);
    }

    [Fact]
    public async Task Weights_that_are_no_numbers_are_said_to_be_none()
    {
        using var broken = SampleFigures.Trace(weights => weights.fill_(float.NaN));
        await using var page = await OpenAsync(Figures.WholeModel(broken));
        await page.Page.Locator(".av-thumb").First.ClickAsync();
        Assert.Contains("not a number", await page.Page.ContentAsync(), StringComparison.Ordinal);
    }

    private Task<WatchedPage> OpenAsync(params Figure[] figures) => OpenAsync(1280, ColorScheme.Light, figures);

    private Task<WatchedPage> OpenAsync(int width, ColorScheme scheme, params Figure[] figures) =>
        FigurePage.OpenAsync(browser, width, scheme, figures);
}
