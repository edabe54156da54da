using Microsoft.Playwright;
using Notebooks.Handouts;
using Notebooks.Tests;

namespace Explorer.Tests;

/// <summary>What one can do on a chapter's page, opened from disk: with keys, with a mouse and with a finger, wide and narrow, light and
/// dark.</summary>
public sealed class PageTests(Browser browser)
{
    public static TheoryData<int, ColorScheme> Windows =>
        new() { { 1280, ColorScheme.Light }, { 1280, ColorScheme.Dark }, { 360, ColorScheme.Light }, { 360, ColorScheme.Dark } };

    [Theory, MemberData(nameof(Windows))]
    public async Task Search_opens_with_a_key_and_finds_words_and_heads(int width, ColorScheme scheme)
    {
        using var folder = new HandoutSample();
        await using var opened = await WatchedPage.OpenFileAsync(await browser.StartAsync(), folder.Pages[0], width, scheme);
        var page = opened.Page;
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("13.8");
        await SaysAsync(page, "1 found, 0 of them figures.");
        await page.Locator(".search input").FillAsync("thrice");
        await SaysAsync(page, "1 found, 0 of them figures.");
        Assert.Equal("thrice", await page.Locator(".search mark").InnerTextAsync());
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForFunctionAsync(
            "() => document.getElementById(location.hash.slice(1))?.textContent.startsWith('Said thrice') && "
                + "!document.querySelector('dialog[open]')");
    }

    [Fact]
    public async Task Search_says_when_nothing_is_found_and_closes_with_Escape()
    {
        using var folder = new HandoutSample();
        await using var opened = await WatchedPage.OpenFileAsync(await browser.StartAsync(), folder.Pages[1]);
        var page = opened.Page;
        await page.Locator("#search").ClickAsync();
        await page.Locator(".search input").FillAsync("zzz");
        await SaysAsync(page, "Nothing found for “zzz”.");
        await page.Locator(".search input").FillAsync("29.9");
        await SaysAsync(page, "No figure or text names that head.");
        for (var again = 0; again < 3; again++)
        {
            await page.Keyboard.PressAsync("Escape");
            await page.WaitForFunctionAsync("() => !document.querySelector('dialog[open]')");
            await page.Keyboard.PressAsync("/");
            await page.WaitForFunctionAsync("() => document.querySelector('dialog[open]')");
        }
    }

    [Fact]
    public async Task Contents_stand_beside_the_text_or_fold_and_follow_the_reader()
    {
        using var folder = new HandoutSample();
        await using var opened = await WatchedPage.OpenFileAsync(await browser.StartAsync(), folder.Pages[0]);
        var page = opened.Page;
        Assert.Equal((true, false),
            (await page.Locator(".contents.beside").IsVisibleAsync(), await page.Locator(".contents.folded").IsVisibleAsync()));
        await page.EvaluateAsync(
            "() => { const last = [...document.querySelectorAll('.contents.beside a')].at(-1); "
                + "document.getElementById(last.hash.slice(1)).scrollIntoView(); }");
        await page.WaitForFunctionAsync(
            "() => [...document.querySelectorAll('.contents.beside a')].at(-1).getAttribute('aria-current') === 'true'");
        await page.EvaluateAsync("() => scrollTo(0, 0)");
        await page.WaitForFunctionAsync(
            "() => [...document.querySelectorAll('.contents.beside a')].at(-1).getAttribute('aria-current') === null");
        // as headings are while a page is being laid out
        var hidden = await page.AddStyleTagAsync(new() { Content = "main :is(h2, h3) { display: none; }" });
        await page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 100)))");
        Assert.Equal(0, await page.Locator(".contents.beside a[aria-current]").CountAsync());
        await hidden.EvaluateAsync("style => style.remove()");
        await page.SetViewportSizeAsync(360, 800);
        Assert.Equal((false, true),
            (await page.Locator(".contents.beside").IsVisibleAsync(), await page.Locator(".contents.folded").IsVisibleAsync()));
        await page.Locator(".contents.folded summary").ClickAsync();
        await page.Locator(".contents.folded a").First.ClickAsync();
        await page.WaitForFunctionAsync("() => location.hash.length > 1");
    }

    [Fact]
    public async Task A_slash_in_a_field_is_a_slash()
    {
        using var folder = new HandoutSample();
        await using var opened = await WatchedPage.OpenFileAsync(await browser.StartAsync(), folder.Pages[0]);
        await opened.Page.Keyboard.PressAsync("/");
        await opened.Page.Keyboard.TypeAsync("a/b");
        Assert.Equal("a/b", await opened.Page.Locator(".search input").InputValueAsync());
    }

    [Theory, MemberData(nameof(Windows))]
    public async Task A_word_shows_what_it_means_at_the_pointer_and_at_the_focus(int width, ColorScheme scheme)
    {
        using var folder = new HandoutSample();
        await using var opened = await WatchedPage.OpenFileAsync(await browser.StartAsync(), folder.Pages[0], width, scheme);
        var page = opened.Page;
        var (word, card) = (page.Locator("a.term").First, page.Locator("#card"));
        await word.HoverAsync();
        await card.WaitForAsync();
        Assert.Contains("looks at B", await card.InnerTextAsync(), StringComparison.Ordinal);
        await card.HoverAsync();
        await page.WaitForTimeoutAsync(400);
        Assert.True(await card.IsVisibleAsync(), "It goes away from under the pointer.");
        await page.Keyboard.PressAsync("Escape");
        Assert.False(await card.IsVisibleAsync());

        await page.Mouse.MoveAsync(1, 1);
        await page.Locator("a.paper").First.EvaluateAsync("link => link.focus({ focusVisible: true })");
        await card.WaitForAsync();
        Assert.Contains("It claims: They appear suddenly.", await card.InnerTextAsync(), StringComparison.Ordinal);
        var box = await card.BoundingBoxAsync();
        Assert.InRange(box!.X, 0, width - box.Width);
        Assert.Equal("card", await page.Locator("a.paper").First.GetAttributeAsync("aria-describedby"));
    }

    [Fact]
    public async Task A_finger_on_a_word_shows_its_card_and_a_second_one_elsewhere_hides_it()
    {
        using var folder = new HandoutSample();
        var context = await (await browser.StartAsync()).NewPatientContextAsync(new()
        {
            HasTouch = true,
            IsMobile = true,
            ViewportSize = new() { Width = 360, Height = 800 },
            Offline = true
        });
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(folder.Pages[0]).AbsoluteUri);
        await page.Locator("a.term").First.TapAsync();
        await page.Locator("#card").WaitForAsync();
        Assert.DoesNotContain("#", page.Url, StringComparison.Ordinal);
        await page.Locator("h1").TapAsync();
        Assert.False(await page.Locator("#card").IsVisibleAsync());
        await context.CloseAsync();
    }

    [Theory, InlineData("", true), InlineData("#last", true), InlineData("", false)]
    public async Task What_lies_below_the_first_screen_follows_at_once_with_scripts_and_without(string place, bool scripts)
    {
        var folder = Directory.CreateTempSubdirectory("long-").FullName;
        var notebook = NotebookText.Write(Path.Combine(folder, "long.ipynb"),
            [.. Enumerable.Range(1, 9).Select(i => $"md:part {i}"), "md:## Last"]);
        var file = HandoutFolder.Write(folder, [notebook], [], singleFile: false)[0];
        await using var context = await (await browser.StartAsync())
            .NewPatientContextAsync(new() { JavaScriptEnabled = scripts, Offline = true });
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(file).AbsoluteUri + place);
        await page.Locator("#last").WaitForAsync();
        Assert.Equal(scripts, await page.Locator("#scheme").IsVisibleAsync());
        Assert.Null(await page.Locator("html").GetAttributeAsync("data-settling"));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Without_scripts_a_number_on_a_dark_cell_is_light()
    {
        var folder = Directory.CreateTempSubdirectory("still-").FullName;
        var sharp = SampleFigures.Trace(weights => weights.pow(8).div(weights.pow(8).sum(-1, keepdim: true)));
        var gallery = Attention.Figures.Figures.Gallery(
            new Attention.Figures.GalleryCard("kind", "One.", new Attention.Figures.HeadView(sharp, (0, 0))));
        var notebook = NotebookText.Write(Path.Combine(folder, "one.ipynb"), "1");
        notebook.Cells[0].Outputs = [new System.Text.Json.Nodes.JsonObject
        {
            ["output_type"] = "display_data",
            ["data"] = new System.Text.Json.Nodes.JsonObject { ["text/html"] = gallery.Fragment }
        }];
        var file = HandoutFolder.Write(folder, [notebook], [], singleFile: false)[0];
        await using var context = await (await browser.StartAsync())
            .NewPatientContextAsync(new() { JavaScriptEnabled = false, Offline = true });
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(file).AbsoluteUri);
        var dark = page.Locator("figure .avp text:is(.n17, .n18, .n19, .n20)");
        Assert.InRange(await dark.CountAsync(), 1, 100);
        await Assertions.Expect(dark.First).ToHaveCSSAsync("fill", "rgb(255, 255, 255)");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Links_cells_and_the_citation_are_copied()
    {
        using var folder = new HandoutSample();
        await using var opened = await WatchedPage.OpenFileAsync(await browser.StartAsync(), folder.Pages[0]);
        var page = opened.Page;
        // Chromium without a window asks nobody about the clipboard, so what is copied is caught on the way.
        await page.EvaluateAsync("() => { window.copied = []; navigator.clipboard.writeText = async (text) => { copied.push(text); }; }");
        await page.Locator("h2 .anchor").First.ClickAsync();
        await page.Locator(".figure-number").First.ClickAsync();
        await page.Locator("#all-code").ClickAsync();
        await page.Locator("details.input .copy").First.ClickAsync();
        await page.Locator(".cite summary").ClickAsync();
        await page.Locator(".cite .copy").ClickAsync();
        Assert.Equal("Citation copied", await page.Locator(".said-once").InnerTextAsync());
        var copied = await page.EvaluateAsync<string[]>("() => copied");
        var address = new Uri(folder.Pages[0]).AbsoluteUri;
        Assert.Equal([$"{address}#a-part", $"{address}#figure-1", "var x = 1; // words\nConsole.WriteLine($\"{x} is {1.5}\");"],
            copied[..3]);
        Assert.StartsWith("The authors of Attention Patterns in Practice: A chapter.", copied[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_scripts_words_lead_to_their_explanation_and_nothing_offers_what_it_cannot_do()
    {
        using var folder = new HandoutSample();
        var context = await (await browser.StartAsync()).NewPatientContextAsync(new() { JavaScriptEnabled = false, Offline = true });
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(folder.Pages[0]).AbsoluteUri);
        Assert.Equal(0, await page.Locator("button:visible").CountAsync());
        await page.Locator("a.term").First.ClickAsync();
        Assert.EndsWith("#word-induction-head", page.Url, StringComparison.Ordinal);
        Assert.True(await page.Locator("#word-induction-head").IsVisibleAsync());
        await context.CloseAsync();
    }

    [Fact]
    public async Task A_page_that_stands_alone_asks_for_no_file_and_searches_itself()
    {
        using var folder = new HandoutSample(singleFile: true);
        var alone = Path.Combine(Directory.CreateTempSubdirectory("mail-").FullName, "attachment.html");
        File.Move(folder.Pages[0], alone);
        await using var opened = await WatchedPage.OpenFileAsync(await browser.StartAsync(), alone);
        var (page, asked) = (opened.Page, new List<string>());
        page.Request += (_, request) => asked.Add(request.Url);
        await page.ReloadAsync();
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("thrice");
        await SaysAsync(page, "1 found");
        Assert.True(
            await page.EvaluateAsync<bool>("async () => { await document.fonts.ready; return document.fonts.check('17px Literata'); }"));
        Assert.Equal([new Uri(alone).AbsoluteUri], asked.Where(url => !url.StartsWith("data:", StringComparison.Ordinal)));
        Assert.Equal(0, await page.Locator("a[href$='.html']").CountAsync());
        Directory.Delete(Path.GetDirectoryName(alone)!, recursive: true);
    }

    [Fact]
    public async Task Every_name_that_is_heard_is_words()
    {
        using var folder = new HandoutSample();
        foreach (var file in folder.Pages)
        {
            await using var opened = await WatchedPage.OpenFileAsync(await browser.StartAsync(), file);
            var wrong = await opened.Page.EvaluateAsync<string>("""
                () => [...document.querySelectorAll("a, button, input, select, summary, img, [role], figure, nav, [aria-label], " +
                    "[aria-labelledby]")].map((item) => {
                    const by = item.getAttribute("aria-labelledby");
                    const name = by ? by.split(" ").map((id) => document.getElementById(id)?.textContent ?? "").join(" ")
                        : item.getAttribute("aria-label") ?? item.getAttribute("alt")
                            ?? item.textContent + (item.labels?.[0]?.textContent ?? "");
                    const needs = !item.matches("[alt=''], [aria-hidden=true], [role=presentation], [role=note], [role=status], " +
                        "[role=tooltip], [role=group], [role=row], [role=gridcell], figure:not([aria-labelledby])");
                    return needs && item.checkVisibility() && (!name.trim() || /<\/?[a-z][^|]*>|&[a-z]+;/i.test(name))
                        ? item.outerHTML.slice(0, 120) : "";
                }).filter(Boolean).join("\n")
                """);
            if (wrong.Length > 0) Assert.Fail(wrong);
        }
    }

    private static Task<IJSHandle> SaysAsync(IPage page, string words) =>
        page.WaitForFunctionAsync("words => document.querySelector('.search .said')?.textContent.includes(words)", words);
}
