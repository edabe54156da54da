
namespace Explorer.Tests;

/// <summary>What the explorer takes of the reader's memory. The empty page of this browser takes some 50 MB of it, SmolLM2's weights
/// 92.</summary>
public sealed class MemoryTests
{
    /// <summary>What the page may take, in MB, at any moment: 201 to 211 were seen. The browser clears away what a text leaves when it
    /// likes; with a megabyte and more at every key, as there was before cells, rows and words stayed, that made up to 241.</summary>
    private const double Promised = 220;

    private const string Words = "The dog near the old gate chased the small red ball";    // twelve tokens with the one in front

    /// <summary>What texts leave behind adds up with each of the longest; more of them on demand (<c>--explicit only</c>).</summary>
    [Theory]
    [InlineData(10, 5, 1)]
    [InlineData(20, 9, 3, Explicit = true)]
    public async Task SmolLM2_and_the_longest_text_fit_into_the_memory_that_is_promised(int brief, int longest, int withHeadOff)
    {
        await using var page = await PlainBrowser.OpenAsync(ExplorerPage.Html(Data.Models));
        await page.WaitAsync("explorer.result");
        Say("with the embedded model", page.Megabytes(), page);
        var most = await MostDuringAsync(page, "while SmolLM2 is read", async () =>
        {
            await page.PickAsync("#model-file", Data.SmolLm);
            await page.WaitAsync("explorer.result && explorer.model.heads === 9");
        });
        foreach (var (what, words, off, times) in new[] { ($"{brief} short texts", 11, "", brief),
            ($"{longest} of the longest", 250, "", longest), ($"{withHeadOff} with a head off", 250, "3", withHeadOff),
            ("a short text again", 11, "", 1) })
        {
            most = Math.Max(most, await MostDuringAsync(page, what, () => page.EvaluateAsync(Run(words, off, times))));
            Assert.Equal($"{words + 1}", await page.EvaluateAsync("explorer.result.ids.length"));
        }
        Assert.InRange(most, 0, Promised);
    }

    /// <summary>Runs the model without a pause between, each time with the first word moved to the end.</summary>
    private static string Run(int words, string off, int times) => $$"""
        (async () => {
            explorer.off = new Set([{{off}}]);
            const words = Array.from({ length: {{words}} }, (_, i) => "{{Words}}".split(" ")[i % 11]);
            for (let i = 0; i < {{times}}; i++) {
                words.push(words.shift());
                sentence.value = words.join(" ");
                await new Promise((done) => {    // a loop that asks again and again would leave garbage of its own
                    new MutationObserver((_, watch) => (watch.disconnect(), done())).observe(byId("status"), { childList: true });
                    runModel();
                });
            }
        })()
        """;

    private static async Task<double> MostDuringAsync(PlainBrowser page, string what, Func<Task> action)
    {
        var (most, doing) = (0.0, action());
        while (!doing.IsCompleted)
        {
            most = Math.Max(most, page.Megabytes());
            await Task.WhenAny(doing, Task.Delay(30));
        }
        await doing;
        Say(what, most, page);
        return most;
    }

    private static void Say(string what, double most, PlainBrowser page) =>
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"Memory of the page's process, {what}: at most {most:0} MB, {page.Megabytes():0} MB at the end");
}
