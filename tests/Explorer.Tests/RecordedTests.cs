using Microsoft.Playwright;
using Notebooks.Handouts.Explorer;

namespace Explorer.Tests;

/// <summary>The explorer opens with an answer that was recorded when the page was made, and runs a model when it is asked something else.</summary>
public sealed class RecordedTests(Browser browser)
{
    /// <summary>Two layers of two heads on four tokens; head 1.0 looks from the last word to the second.</summary>
    private static readonly ExplorerRecording Recording = new("recorded model", "one two three", ["<s>", "one", " two", " three"], 2, 2, 2,
        Convert.ToBase64String([.. Enumerable.Range(0, 4).SelectMany(head => (byte[])[254, 127, 127, 85, 85, 84, 0, (byte)(head == 2 ? 254 : 0), 0, (byte)(head == 2 ? 0 : 254)])]),
        [new RecordedToken(7, " four", .75), new RecordedToken(8, " five", .2)], 12);

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

    [Fact]
    public async Task Without_the_models_folder_the_small_model_answers_and_says_why()
    {
        var chromium = await browser.StartAsync();
        await using var context = await chromium.NewContextAsync(new() { Offline = true });
        var page = await context.NewPageAsync();
        var file = Path.Combine(Directory.CreateTempSubdirectory("recorded-").FullName, "explorer.html");
        await File.WriteAllTextAsync(file, ExplorerPage.Html(Data.Models, "induction-2l", Recording));
        await page.GotoAsync($"file://{file}");
        await page.ClickAsync("#examples button:nth-of-type(5)");
        await Assertions.Expect(page.Locator("#status")).ToContainTextAsync("does not lie beside this page", new() { Timeout = 60_000 });
        Assert.Equal("induction-2l", await page.InnerTextAsync("#model-name"));
        Assert.DoesNotContain("stale", await page.GetAttributeAsync("#results", "class") ?? "", StringComparison.Ordinal);
    }

    private async Task<WatchedPage> OpenAsync() => await WatchedPage.OpenAsync(await browser.StartAsync(), ExplorerPage.Html(Data.Models, "induction-2l", Recording));
}
