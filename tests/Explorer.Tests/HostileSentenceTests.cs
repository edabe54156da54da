using System.Text.Json;
using System.Text.Json.Nodes;
using Attention.Figures;
using Microsoft.Playwright;
using Notebooks.Handouts;
using Notebooks.Tests;

namespace Explorer.Tests;

/// <summary>No script in a sentence runs, nothing is asked for, and what is shown is what was given.</summary>
public sealed class HostileSentenceTests(Browser browser)
{
    private const int AtLeast = 300;
    private static readonly string[] Sentences = HostileSentences.All();

    [Fact]
    public void There_are_enough_of_them() => Assert.InRange(Sentences.Length, AtLeast, 1000);

    [Fact]
    public async Task In_titles_and_texts()
    {
        Figure[] figures = [.. Sentences.Select(sentence => Figures.SentenceExplorer(Named(sentence, "<s>", sentence)))];
        await using var page = await FigurePage.OpenAsync(browser, 1280, ColorScheme.Light, figures);
        var titles = await StringsAsync(page.Page, "[...document.querySelectorAll('.av-title')].map((title) => title.textContent)");
        Assert.Equal(Sentences.Select(sentence => $"Where each word attends · {InHtml(sentence)}"), titles);
        await AssertHarmlessAsync(page.Page);
    }

    /// <summary>HTML knows no U+0000 and one end of line.</summary>
    private static string InHtml(string sentence) => AsUtf8(sentence).Replace("\0", "", StringComparison.Ordinal)
        .Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    [Fact]
    public async Task As_the_words_of_every_view()
    {
        Figure[] figures = [.. Sentences.Chunk(30).SelectMany(words => SampleFigures.Views(SampleFigures.Trace(words: ["<s>", .. words])))];
        await using var page = await FigurePage.OpenAsync(browser, 1280, ColorScheme.Light, figures);
        await PointAtEverythingAsync(page.Page);
        var shown = (await StringsAsync(page.Page,
            "[...document.querySelectorAll('[data-token] text')].map((word) => word.textContent)")).ToHashSet();
        var missing = Sentences.Where(HostileSentences.IsPrintable)
            .Where(sentence => !shown.Any(word => word.StartsWith(Beginning(sentence), StringComparison.Ordinal)));
        Assert.Empty(missing);
        await AssertHarmlessAsync(page.Page);
    }

    [Fact]
    public async Task Typed_into_the_simulation()
    {
        await using var page = await FigurePage.OpenAsync(browser, 1280, ColorScheme.Light, Figures.SimulatedPattern("The cat sat."));
        var said = await StringsAsync(page.Page, $$"""
            {{JsonSerializer.Serialize(Sentences)}}.map((sentence) => {
                const input = document.querySelector("input[type=text]");
                input.value = sentence;
                input.dispatchEvent(new Event("input"));
                return document.querySelector(".av-strip .av-said").textContent;
            })
            """);
        Assert.All(said, text => Assert.NotEmpty(text));
        await AssertHarmlessAsync(page.Page);
    }

    [Fact]
    public async Task As_the_words_of_charts()
    {
        Figure[] figures =
        [
            .. Sentences.Chunk(60).Select(words => Figures.Heatmap(SampleFigures.Trace(layers: 1, words: words), (0, 0))),
            .. Sentences.Chunk(60).Select(words => Figures.Bars(words[0], words[1], words.Select((word, i) => (word, (double)i)), [])),
        ];
        await using var page = await FigurePage.OpenAsync(browser, 1280, ColorScheme.Light, figures);
        await page.Page.WaitForFunctionAsync("count => document.querySelectorAll('.js-plotly-plot').length === count", figures.Length);
        await AssertHarmlessAsync(page.Page, ".main-svg a, foreignObject");
    }

    [Fact]
    public async Task As_outputs_of_a_chapter()
    {
        var folder = Directory.CreateTempSubdirectory("handout-").FullName;
        var notebook = NotebookText.Write(Path.Combine(folder, "one.ipynb"), [.. Sentences]);
        foreach (var (cell, sentence) in notebook.Cells.Zip(Sentences))
            cell.Outputs = [new JsonObject { ["output_type"] = "display_data", ["data"] = new JsonObject { ["text/plain"] = sentence } }];
        var file = HandoutFolder.Write(folder, [notebook], [], singleFile: true)[0];
        await using (var page = await WatchedPage.OpenFileAsync(await browser.StartAsync(), file))
        {
            var shown = await StringsAsync(page.Page, "[...document.querySelectorAll('pre.output')].map((output) => output.textContent)");
            Assert.All(Sentences.Zip(shown).Where(pair => HostileSentences.IsPrintable(pair.First)),
                pair => Assert.Equal(pair.First, pair.Second));
            await AssertHarmlessAsync(page.Page, "main a[href], main svg");
        }
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Typed_into_the_explorer()
    {
        await using var page = await OpenPage.OpenAsync(await browser.StartAsync(), "induction-2l");
        var shown = await StringsAsync(page.Page, $$"""
            await (async () => {
                const answers = [];
                for (const text of {{JsonSerializer.Serialize(Sentences)}}) {
                    explorer.result = null;
                    sentence.value = text;
                    say("");
                    runModel();
                    while (!explorer.result && !byId("status").classList.contains("wrong"))
                        await new Promise((done) => setTimeout(done, 1));
                    answers.push(explorer.result
                        ? [...document.querySelectorAll("#words .token")].map((word) => word.textContent).join("")
                        : byId("status").textContent);
                }
                return answers;
            })()
            """);
        var tooLong = shown.Count(text => text.Contains("this page takes 64", StringComparison.Ordinal));
        Assert.InRange(shown.Length - tooLong, AtLeast, shown.Length);
        // A letter of several tokens is shown in parts, so only what has none of those is compared.
        Assert.All(Sentences.Zip(shown)
            .Where(pair => pair.First.All(char.IsAscii) && HostileSentences.IsPrintable(pair.First)
                && !pair.Second.Contains("this page takes", StringComparison.Ordinal)),
            pair => Assert.Equal(pair.First.Replace(" ", "", StringComparison.Ordinal),
                pair.Second.Replace(" ", "", StringComparison.Ordinal).Replace("␣", "", StringComparison.Ordinal)));
        await AssertHarmlessAsync(page.Page, "#results a:not([href='#heads-title']), #results svg:not(.av-arcs, .av-map)");
    }

    private static Attention.Traces.AttentionTrace Named(string name, params string[] words)
    {
        var trace = SampleFigures.Trace(layers: 1, words: words);
        return new()
        {
            ModelName = name,
            Text = trace.Text,
            Tokens = trace.Tokens,
            HasBos = true,
            Layers = trace.Layers,
            Heads = trace.Heads,
            Patterns = trace.Patterns
        };
    }

    /// <summary>What a file in UTF-8 can hold of a text.</summary>
    private static string AsUtf8(string text) => JsonSerializer.Deserialize<string>(JsonSerializer.Serialize(text))!;

    /// <summary>Views cut long words: their first letters, without breaking one.</summary>
    private static string Beginning(string sentence) =>
        string.Concat(sentence.Trim(' ').EnumerateRunes().Take(6).Select(rune => rune.ToString()));

    private static async Task<string[]> StringsAsync(IPage page, string expression) =>
        JsonSerializer.Deserialize<string[]>(await page.EvaluateAsync<string>($"async () => JSON.stringify({expression})"))!;

    /// <summary>Every word is pointed at and focused, and what would take long in every figure is in some; some tables are
    /// unfolded.</summary>
    private static async Task PointAtEverythingAsync(IPage page) => await page.EvaluateAsync("""
        () => {
            for (const part of [...document.querySelectorAll("details")].filter((_, i) => i % 8 === 0)) {
                part.open = true;
                part.dispatchEvent(new Event("toggle"));
            }
            for (const part of document.querySelectorAll(".av-thumb, .av-map, [data-token='7']")) {
                for (const name of ["pointerenter", "pointerover", "focus"]) part.dispatchEvent(new PointerEvent(name, { bubbles: true }));
            }
        }
        """);

    /// <summary>No payload has run, and no element of one is there. The page itself says what it asked for when it closes.</summary>
    private static async Task AssertHarmlessAsync(IPage page, string foreign = ".av a, .av svg script")
    {
        Assert.False(await page.EvaluateAsync<bool>("() => 'ran' in window"), "a script in a sentence has run");
        Assert.Equal(0,
            await page.Locator(
                $"img, iframe, object, video, base, link[rel=stylesheet], noscript:not(#unscripted), [onerror], [onload], "
                    + $"[onfocus], [onmouseover], [ontoggle], {foreign}").CountAsync());
    }
}
