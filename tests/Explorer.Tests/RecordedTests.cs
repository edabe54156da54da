using Microsoft.Playwright;

namespace Explorer.Tests;

/// <summary>The explorer opens with an answer that was recorded when the page was made, and runs a model when it is asked something
/// else.</summary>
public sealed class RecordedTests(Browser browser)
{
    /// <summary>Two layers of two heads on four tokens; head 1.0 looks from the last word to the second.</summary>
    private static readonly ExplorerRecording Recording = new("recorded model", "one two three", ["<s>", "one", " two", " three"], 2, 2, 2,
        Convert.ToBase64String([.. Enumerable.Range(0, 4)
            .SelectMany(head => (byte[])[254, 127, 127, 85, 85, 84, 0, (byte)(head == 2 ? 254 : 0), 0, (byte)(head == 2 ? 0 : 254)])]),
        [new RecordedToken(7, " four", .75), new RecordedToken(8, " five", .2)], 12,
        [new KnownHead(3, "induction", .83), new KnownHead(0, "previous token", .9), new KnownHead(3, "two back", .5)]);

    [Fact]
    public async Task It_opens_with_the_recorded_words_odds_and_head()
    {
        await using var page = await OpenAsync();
        Assert.Equal("1.0", await page.Page.InnerTextAsync("#head-name"));
        Assert.Contains("four", await page.Page.InnerTextAsync("#next"), StringComparison.Ordinal);
        Assert.Contains(".75", await page.Page.InnerTextAsync("#next"), StringComparison.Ordinal);
        Assert.Contains("one\u2069” 1.00", await page.Page.InnerTextAsync("#readout"), StringComparison.Ordinal);
        await page.Page.Locator("#heads .head").Nth(0).ClickAsync();
        Assert.Contains("three\u2069” 1.00", await page.Page.InnerTextAsync("#readout"), StringComparison.Ordinal);
        Assert.Contains("when the page was made", await page.Page.InnerTextAsync("#status"), StringComparison.Ordinal);
        await page.Page.CheckAsync("#first");
        Assert.Equal(4, await page.Page.Locator("#words .word").CountAsync());
    }

    [Theory, InlineData(1280), InlineData(360)]
    public async Task The_odds_are_in_sight_on_the_first_screen_and_wherever_the_reader_goes(int width)
    {
        await using var page = await OpenAsync();
        await page.Page.SetViewportSizeAsync(width, 780);
        var (odds, table) = (page.Page.Locator("#odds"), page.Page.Locator("#next"));
        var box = await table.BoundingBoxAsync();
        Assert.InRange(box!.Y + box.Height, 0, 780);
        await Assertions.Expect(odds).ToBeHiddenAsync();
        await page.Page.Locator("#head-title").EvaluateAsync("title => scrollTo(0, title.getBoundingClientRect().top)");
        await page.Page.Mouse.WheelAsync(0, 2000);
        await Assertions.Expect(odds).ToHaveTextAsync("Next: \u2068four\u2069 .75 · \u2068five\u2069 .20");
        Assert.Equal(0, (await odds.BoundingBoxAsync())!.Y);
        await page.Page.EvaluateAsync("() => scrollTo(0, 0)");
        await Assertions.Expect(odds).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Heads_that_the_course_knows_are_named_marked_and_one_click_away()
    {
        await using var page = await OpenAsync();
        Assert.Equal(["induction .83, two back .50 · 1.1", "previous token .90 · 0.0"],
            await page.Page.Locator("#known button").AllInnerTextsAsync());
        Assert.True(await page.Page.IsVisibleAsync("#trials"));
        Assert.EndsWith(" without 0.0 and 1.1", await page.Page.InnerTextAsync("#trial"), StringComparison.Ordinal);
        Assert.Equal(["Head 0.0, previous token .90", "Head 1.1, induction .83, two back .50"],
            await page.Page.Locator("#heads .known-one")
                .EvaluateAllAsync<string[]>("heads => heads.map((head) => head.getAttribute('aria-label'))"));
        await page.Page.ClickAsync("#known button:nth-of-type(1)");
        Assert.Equal("1.1", await page.Page.InnerTextAsync("#head-name"));
        Assert.Equal("true", await page.Page.GetAttributeAsync("#known button:nth-of-type(1)", "aria-pressed"));
        await page.Page.ClickAsync("#model-embedded");    // another model has other heads
        await Assertions.Expect(page.Page.Locator("#known-part")).ToBeHiddenAsync();
        await Assertions.Expect(page.Page.Locator("#trials")).ToBeHiddenAsync();
        Assert.Equal(0, await page.Page.Locator("#heads .known-one").CountAsync());
    }

    [Fact]
    public async Task A_link_opens_the_sentence_and_the_head_that_it_was_copied_from()
    {
        await using var page = await OpenAsync("#view?text=one+two+three&head=0.1&first=1");
        Assert.Equal("0.1", await page.Page.InnerTextAsync("#head-name"));
        Assert.True(await page.Page.IsCheckedAsync("#first"));
        Assert.Contains("when the page was made", await page.Page.InnerTextAsync("#status"), StringComparison.Ordinal);
        await page.Page.EvaluateAsync(
            "() => { window.copied = []; navigator.clipboard.writeText = async (text) => { copied.push(text); }; }");
        await page.Page.Locator("#heads .head").Nth(3).ClickAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Copy a link to this view" }).ClickAsync();
        var copied = (await page.Page.EvaluateAsync<string[]>("() => copied")).Single();
        Assert.EndsWith("#view?text=one+two+three&head=1.1&first=1", copied, StringComparison.Ordinal);
        await page.Page.EvaluateAsync("() => { location.hash = '#view?text=one+two+three&head=7.7'; }");    // there is none such
        await page.Page.WaitForFunctionAsync("() => !document.getElementById('first').checked");
        Assert.Equal("1.1", await page.Page.InnerTextAsync("#head-name"));
    }

    [Theory, InlineData(1280), InlineData(360)]
    public async Task The_sentence_is_drawn_with_the_heads_arcs_and_its_words_are_pointed_at(int width)
    {
        await using var page = await OpenAsync();
        await page.Page.SetViewportSizeAsync(width, 900);
        Assert.Equal(1, await page.Page.Locator("#arcs .av-lines path").CountAsync());
        await page.Page.Locator("#heads .head").Nth(0).ClickAsync();
        await page.Page.Locator("#arcs [data-token='3']").FocusAsync();
        Assert.Contains("“\u2068three\u2069” attends", await page.Page.InnerTextAsync("#readout"), StringComparison.Ordinal);
        await page.Page.Locator("#arcs [data-token='3']").PressAsync(width > 1000 ? "ArrowLeft" : "ArrowUp");
        Assert.Contains("“\u2068two\u2069” attends", await page.Page.InnerTextAsync("#readout"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_of_a_long_text_run_on_and_answer_keys_and_the_pointer()
    {
        await using var page = await OpenPage.OpenAsync(await browser.StartAsync());
        await page.PickAsync(Data.SmolLm);
        await page.TypeAsync(string.Join(' ', Enumerable.Repeat("The dog near the old gate chased the cat.", 9)));
        var words = page.Page.Locator("#words .word");
        Assert.InRange(await words.CountAsync(), 80, 100);
        await words.Nth(70).HoverAsync();
        var hovered = (await words.Nth(70).Locator(".token").InnerTextAsync()).Trim();
        Assert.StartsWith($"“\u2068{hovered}\u2069” attends", await page.Page.InnerTextAsync("#readout"), StringComparison.Ordinal);
        await words.Nth(70).ClickAsync();
        await words.Nth(70).PressAsync("ArrowRight");
        await page.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("true", await words.Nth(71).GetAttributeAsync("aria-pressed"));
        await page.Page.Mouse.MoveAsync(1, 1);
        Assert.Equal(72, (await page.NumbersAsync("[explorer.pinned]"))[0]);
        await page.Page.Locator("#simulated-words").ScrollIntoViewIfNeededAsync();
        await Assertions.Expect(page.Page.Locator("#simulated-words .word").Nth(71)).ToHaveAttributeAsync("aria-pressed", "true");
        await page.Page.Locator("#simulated-map canvas").WaitForAsync();
    }

    [Fact]
    public async Task Without_scripts_the_recorded_answer_is_told_and_no_button_does_nothing()
    {
        await using var context = await (await browser.StartAsync())
            .NewPatientContextAsync(new() { Offline = true, JavaScriptEnabled = false });
        var page = await context.NewPageAsync();
        var folder = Directory.CreateTempSubdirectory("still-").FullName;
        var file = Path.Combine(folder, "explorer.html");
        const string Picture = "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20'><rect width='40' height='20'/></svg>";
        await File.WriteAllTextAsync(file, ExplorerPage.Html(Data.Models, "induction-2l", Recording with { Picture = Picture }));
        await page.GotoAsync($"file://{file}");
        var told = await page.InnerTextAsync("main");
        Assert.Contains("answered to “one two three” when the page was made: four .75, five .20. Where its head 1.0 looks:", told,
            StringComparison.Ordinal);
        Assert.InRange((await page.Locator("noscript img").BoundingBoxAsync())!.Width, 40, 480);
        Assert.Equal(0, await page.Locator("button:visible, textarea:visible, input:visible").CountAsync());
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Without_the_models_folder_the_small_model_answers_and_says_why()
    {
        var chromium = await browser.StartAsync();
        await using var context = await chromium.NewPatientContextAsync(new() { Offline = true });
        var page = await context.NewPageAsync();
        var file = Path.Combine(Directory.CreateTempSubdirectory("recorded-").FullName, "explorer.html");
        await File.WriteAllTextAsync(file, ExplorerPage.Html(Data.Models, "induction-2l", Recording));
        await page.GotoAsync($"file://{file}");
        await page.ClickAsync("#examples button:nth-of-type(5)");
        await Assertions.Expect(page.Locator("#status")).ToContainTextAsync("does not lie beside this page");
        Assert.Equal("induction-2l", await page.InnerTextAsync("#model-name"));
        Assert.DoesNotContain("stale", await page.GetAttributeAsync("#results", "class") ?? "", StringComparison.Ordinal);
    }

    private async Task<WatchedPage> OpenAsync(string fragment = "") =>
        await WatchedPage.OpenAsync(await browser.StartAsync(), ExplorerPage.Html(Data.Models, "induction-2l", Recording),
            fragment: fragment);
}
