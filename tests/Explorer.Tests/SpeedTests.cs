using System.Diagnostics;
using System.Text.Json;
using Attention.Figures;
using Microsoft.Playwright;

namespace Explorer.Tests;

/// <summary>
/// How long things take and what they weigh. What was measured is in the test's output; the limits are many times what a machine
/// that does nothing else needs, so that only a change of kind fails.
/// </summary>
public sealed class SpeedTests(Browser browser)
{
    private const string TwelveTokens = "The dog near the old gate chased the small red ball";    // with the token in front

    [Fact]
    public async Task SmolLM2_answers_a_sentence_of_twelve_tokens_while_it_is_typed()
    {
        await using var page = await OpenPage.OpenAsync(await browser.StartAsync());
        await page.PickAsync(Data.SmolLm);
        await page.TypeAsync(TwelveTokens);
        Assert.Equal(12, (await page.NumbersAsync("explorer.result.ids")).Length);
        var alone = await MedianAsync(page.Page);
        await page.RunAgainAsync(() => page.Page.Locator("#heads .head").Nth(3).PressAsync("o"));
        var withHeadOff = await MedianAsync(page.Page);
        var own = (await page.NumbersAsync("[explorer.result.milliseconds]"))[0];
        Say($"SmolLM2, 12 tokens: {alone:0} ms from asking to shown; one head off: {withHeadOff:0} ms; the model itself {own:0} ms");
        Assert.InRange(alone, 1, 2000);
        Assert.InRange(withHeadOff, 1, 3000);
    }

    [Fact]
    public async Task The_embedded_model_is_there_at_once_and_answers_at_once()
    {
        var playing = await browser.StartAsync();
        var began = Stopwatch.GetTimestamp();
        await using var page = await OpenPage.OpenAsync(playing);
        var opened = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        var usable = await page.Page.EvaluateAsync<double>("() => performance.timing.domInteractive - performance.timing.navigationStart");
        await page.TypeAsync("Tom saw Anna near the old gate");
        var answer = await MedianAsync(page.Page);
        Say($"Embedded model: page made, opened and answered in {opened:0} ms, interactive after {usable:0} ms; a sentence: {answer:0} ms");
        Assert.InRange(usable, 0, 5000);
        Assert.InRange(answer, 1, 1000);
    }

    [Fact]
    public async Task A_whole_model_of_270_heads_answers_the_pointer_at_once()
    {
        string[] words = [.. Enumerable.Range(0, 64).Select(i => $" word{i}")];
        var trace = SampleFigures.Trace(layers: 135, words: words);    // two heads a layer
        await using var page = await FigurePage.OpenAsync(browser, 1280, ColorScheme.Light, Figures.WholeModel(trace));
        var loaded = await page.Page.EvaluateAsync<double>("() => performance.timing.loadEventEnd - performance.timing.navigationStart");
        var times = JsonSerializer.Deserialize<double[]>(await page.Page.EvaluateAsync<string>("""
            async () => {
                const map = document.querySelector(".av-map"), box = map.getBoundingClientRect(), times = [];
                for (let i = 0; i < 21; i++) {
                    await new Promise((done) => requestAnimationFrame(done));
                    const began = performance.now();
                    map.dispatchEvent(new PointerEvent("pointermove", { bubbles: true,
                        clientX: box.left + box.width * (0.3 + i * 0.01), clientY: box.top + box.height * (0.5 + 0.02 * i) }));
                    document.body.getBoundingClientRect();
                    times.push(performance.now() - began);
                }
                return JSON.stringify(times);
            }
            """))!.Order().ToArray();
        Say($"Whole model, 270 heads at 64 tokens: loaded after {loaded:0} ms; a hover is answered in {times[10]:0.0} ms, "
            + $"at most {times[^1]:0.0} ms");
        Assert.InRange(times[10], 0, 50);
        Assert.InRange(loaded, 0, 10_000);
    }

    /// <summary>Milliseconds from asking the model to the patterns on the page, the median of nine.</summary>
    private static Task<double> MedianAsync(IPage page) => page.EvaluateAsync<double>("""
        async () => {
            const times = [];
            for (let i = 0; i < 9; i++) {
                const began = performance.now();
                await new Promise((done) => {
                    const watch = new MutationObserver(() => (watch.disconnect(), done()));
                    watch.observe(byId("status"), { childList: true });
                    runModel();
                });
                times.push(performance.now() - began);
            }
            return times.sort((a, b) => a - b)[4];
        }
        """);

    private static void Say(string text) => TestContext.Current.TestOutputHelper?.WriteLine(text);
}
