using Microsoft.Playwright;

namespace Explorer.Tests;

/// <summary>axe-core finds nothing to complain of, on wide and narrow windows, light and dark: WCAG 2.2 A and AA, and best
/// practice.</summary>
public sealed class AccessibilityTests(Browser browser)
{
    [Fact]
    public async Task Views()
    {
        await using var page = await FigurePage.OpenAsync(browser, 1280, ColorScheme.Light, SampleFigures.Views());
        await PageAudit.AssertCleanAsync(page.Page);
    }

    [Fact]
    public async Task Charts()
    {
        await using var page = await FigurePage.OpenAsync(browser, 1280, ColorScheme.Light, SampleFigures.Charts());
        await page.Page.WaitForFunctionAsync("count => document.querySelectorAll('.js-plotly-plot').length === count",
            SampleFigures.Charts().Length);
        await PageAudit.AssertCleanAsync(page.Page);
    }

    [Fact]
    public async Task A_chapters_page_and_the_index()
    {
        using var folder = new HandoutSample();
        foreach (var file in folder.Pages)
        {
            await using var opened = await WatchedPage.OpenFileAsync(await browser.StartAsync(), file);
            await PageAudit.AssertCleanAsync(opened.Page);
        }
    }

    [Fact]
    public async Task The_explorer()
    {
        await using var page = await OpenPage.OpenAsync(await browser.StartAsync(), "induction-2l");
        await page.RunAgainAsync(() => page.Page.Locator("#heads .head").Nth(1).PressAsync("o"));
        await PageAudit.AssertCleanAsync(page.Page);
    }

    [Fact]
    public async Task The_switch_of_a_chart_takes_keys()
    {
        await using var page = await FigurePage.OpenAsync(browser, 1280, ColorScheme.Light, SampleFigures.Charts()[0]);
        var button = page.Page.GetByRole(AriaRole.Button, new() { Name = "First token left out" });
        foreach (var key in new[] { "Enter", " " })
        {
            Assert.Equal("true", await button.GetAttributeAsync("aria-pressed"));
            await button.PressAsync(key);
            await page.Page.WaitForFunctionAsync("() => document.querySelector('.xaxislayer-above').textContent.includes('endoftext')");
            await button.PressAsync(key);
            await page.Page.WaitForFunctionAsync("() => !document.querySelector('.xaxislayer-above').textContent.includes('endoftext')");
        }
    }

    [Theory, MemberData(nameof(Everything))]
    public async Task Every_figure_and_control_has_a_name_and_no_name_is_markup(string which)
    {
        await using var page = await FigurePage.OpenAsync(browser, 1280, ColorScheme.Light,
            which == "charts" ? SampleFigures.Charts() : SampleFigures.Views());
        await page.Page.WaitForFunctionAsync("() => document.querySelector('figure button')");
        await PageAudit.AssertNamedAsync(page.Page);
    }

    [Theory, MemberData(nameof(Everything))]
    public async Task What_has_the_focus_can_be_seen(string which)
    {
        await using var page = await FigurePage.OpenAsync(browser, 1280, ColorScheme.Light,
            which == "charts" ? SampleFigures.Charts()[..1] : SampleFigures.Views());
        await page.Page.WaitForFunctionAsync("() => document.querySelector('button')");
        await page.Page.Keyboard.PressAsync("Tab");
        var unseen = await page.Page.EvaluateAsync<string>("""
            () => [...document.querySelectorAll("a, button, select, input, summary, [tabindex='0']")].filter((item) => {
                item.focus({ focusVisible: true });
                return item === document.activeElement
                    && !(parseFloat(getComputedStyle(item).outlineWidth) >= 2 && getComputedStyle(item).outlineStyle !== "none");
            }).map((item) => item.outerHTML.slice(0, 100)).join("\n")
            """);
        if (unseen.Length > 0) Assert.Fail(unseen);
    }

    public static TheoryData<string> Everything() => ["views", "charts"];
}
