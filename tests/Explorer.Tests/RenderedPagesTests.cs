using Microsoft.Playwright;

namespace Explorer.Tests;

/// <summary>
/// The pages of the course themselves, where they have been rendered: <c>course render --out FOLDER</c>, and the folder in
/// COURSE_TEST_PAGES. Without it these tests are skipped, since making the pages takes minutes.
/// </summary>
public sealed class RenderedPagesTests(Browser browser)
{
    /// <summary>Bytes of a page at most, without what it fetches when it is wanted.</summary>
    private const long MostBytes = 300_000;

    private const string NoPages = "COURSE_TEST_PAGES names no folder with pages.";

    public static TheoryData<string> Pages => [.. Files];

    /// <summary>Every page on a wide and on a narrow window, light and dark.</summary>
    public static TheoryData<string, int, ColorScheme> Looks
    {
        get
        {
            var looks = new TheoryData<string, int, ColorScheme>();
            foreach (var file in Files)
                foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
                {
                    looks.Add(file, 1280, scheme);
                    looks.Add(file, 360, scheme);
                }
            return looks;
        }
    }

    private static string[] Files
    {
        get
        {
            var folder = Environment.GetEnvironmentVariable("COURSE_TEST_PAGES") ?? "";
            return Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*.html").Order()] : [""];
        }
    }

    [Theory, MemberData(nameof(Looks)), Trait("speed", "slow")]
    public async Task A_page_is_clean_to_axe_core_and_names_what_it_shows(string file, int width, ColorScheme scheme)
    {
        await using var opened = await OpenAsync(file, width, scheme);
        await ShowAllAsync(opened.Page);
        await PageAudit.AssertCleanAsync(opened.Page);
        await PageAudit.AssertNamedAsync(opened.Page);
    }

    [Theory, MemberData(nameof(Pages)), Trait("speed", "slow")]
    public async Task A_page_fits_its_window_and_its_figures_are_drawn(string file)
    {
        await using var opened = await OpenAsync(file);
        foreach (var width in new[] { 1280, 360 })
        {
            await opened.Page.SetViewportSizeAsync(width, 900);
            await ShowAllAsync(opened.Page);
            Assert.Equal(0, await opened.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth"));
            Assert.Equal(0, await opened.Page.Locator("figure .av-picture").CountAsync());    // a live figure is in its place
            Assert.Empty(await opened.Page.EvaluateAsync<string[]>(OverFigures));
        }
        if (Path.GetFileName(file) != "explorer.html") Assert.InRange(new FileInfo(file).Length, 1, MostBytes);
    }

    [Theory, MemberData(nameof(Pages)), Trait("speed", "slow")]
    public async Task A_swipe_over_a_figure_moves_the_page(string file)
    {
        Assert.SkipWhen(file.Length == 0, NoPages);
        await using var context = await (await browser.StartAsync()).NewPatientContextAsync(new()
        {
            ViewportSize = new() { Width = 360, Height = 800 },
            HasTouch = true,
            IsMobile = true,
            Offline = true
        });
        var page = await context.NewPageAsync();
        await page.GotoAsync($"file://{file}");
        await ShowAllAsync(page);
        var session = await context.NewCDPSessionAsync(page);
        foreach (var part in await page.Locator(".av-chart, .av-map, .av-arcs, .av-grid, #heads").AllAsync())
        {
            if (!await part.IsVisibleAsync()) continue;
            await part.EvaluateAsync("part => part.scrollIntoView({ block: 'center' })");
            var (box, before) = ((await part.BoundingBoxAsync())!, await page.EvaluateAsync<double>("scrollY"));
            var room = await page.EvaluateAsync<double>("document.documentElement.scrollHeight - innerHeight");
            var (x, y, step) = (Math.Clamp(box.X + Math.Min(box.Width, 340) / 2, 12, 340), Math.Clamp(box.Y + box.Height / 2, 300, 500),
                before < room - 250 ? -18 : 18);
            async Task Touch(string type, float at) => await session.SendAsync("Input.dispatchTouchEvent",
                new() { ["type"] = type, ["touchPoints"] = type == "touchEnd" ? Array.Empty<object>() : new[] { new { x, y = at } } });
            await Touch("touchStart", y);
            for (var i = 1; i <= 12; i++) await Touch("touchMove", y + i * step);
            await Touch("touchEnd", 0);
            await page.WaitForFunctionAsync("before => Math.abs(scrollY - before) > 100", before, new() { Timeout = 5_000 });
        }
    }

    [Theory, MemberData(nameof(Pages)), Trait("speed", "slow")]
    public async Task Without_scripts_each_figure_has_a_picture_and_no_button_does_nothing(string file)
    {
        Assert.SkipWhen(file.Length == 0, NoPages);
        await using var context = await (await browser.StartAsync())
            .NewPatientContextAsync(new() { JavaScriptEnabled = false, Offline = true });
        var page = await context.NewPageAsync();
        await page.GotoAsync($"file://{file}");
        Assert.Equal(0, await page.Locator("button:visible").CountAsync());
        foreach (var figure in await page.Locator("figure").AllAsync())
            Assert.True(await figure.Locator("svg, img").CountAsync() > 0, await figure.InnerTextAsync());
    }

    /// <summary>Notes of the margin that lie on a figure or a table.</summary>
    private const string OverFigures = """
        () => {
            const boxes = [...document.querySelectorAll("figure, table, pre")].filter((part) => part.checkVisibility())
                .map((part) => [part, part.getBoundingClientRect()]);
            return [...document.querySelectorAll(".note")].flatMap((note) => {
                const box = note.getBoundingClientRect();
                return boxes
                    .filter(([, at]) => box.width > 0 && box.left < at.right && at.left < box.right && box.top < at.bottom
                        && at.top < box.bottom)
                    .map(([part]) => `${note.textContent.slice(0, 40)} lies on ${part.outerHTML.slice(0, 80)}`);
            });
        }
        """;

    private async Task<WatchedPage> OpenAsync(string file, int width = 1280, ColorScheme scheme = ColorScheme.Light)
    {
        Assert.SkipWhen(file.Length == 0, NoPages);
        return await WatchedPage.OpenFileAsync(await browser.StartAsync(), file, width, scheme);
    }

    /// <summary>Scrolls through the page, so that every figure comes near and is drawn.</summary>
    private static async Task ShowAllAsync(IPage page) => await page.EvaluateAsync("""
        async () => {
            for (let y = 0; y < document.documentElement.scrollHeight; y += 800) {
                scrollTo(0, y);
                await new Promise((done) => setTimeout(done, 70));
            }
            document.querySelectorAll(".av-guess button.av-skip").forEach((skip) => skip.click());
            const waiting = () => document.querySelectorAll("figure .av-picture").length;
            for (let i = 0; i < 50 && waiting(); i++) await new Promise((done) => setTimeout(done, 100));
            scrollTo(0, 0);
        }
        """);
}
