using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Explorer.Tests;

/// <summary>What every page is held to, whatever it shows.</summary>
internal static class PageAudit
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    // preload would fetch stylesheets once more, which pages opened from disk may not.
    private const string Run = """
        async () => (await axe.run(document, { preload: false, resultTypes: ["violations"],
            runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }))
            .violations.map((rule) => `${rule.id}: ${rule.help}\n${rule.nodes.slice(0, 4).map((node) =>
                `    ${node.target} ${node.html.slice(0, 160)}\n    ${node.failureSummary.replace(/\s+/g, " ")}`)
                .join("\n")} (${rule.nodes.length})`).join("\n")
        """;

    /// <summary>Runs axe-core on all that can be unfolded, in a wide and in a narrow window, one light and one dark.</summary>
    public static async Task AssertCleanAsync(IPage page)
    {
        await page.EvaluateAsync("() => { for (const part of document.querySelectorAll('details')) part.open = true; }");
        await page.EvaluateAsync(Axe);
        foreach (var (scheme, width) in new[] { (ColorScheme.Dark, 1280), (ColorScheme.Light, 360) })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await page.SetViewportSizeAsync(width, 900);
            await page.EvaluateAsync("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
            var found = await page.EvaluateAsync<string>(Run);
            if (found.Length > 0) Assert.Fail($"{width} px, {scheme}:\n{found}");
        }
    }

    /// <summary>Every figure and control has a name, and none is markup or a value that was not there.</summary>
    public static async Task AssertNamedAsync(IPage page)
    {
        var wrong = await page.EvaluateAsync<string>("""
            () => [...document.querySelectorAll("figure, [role=img], [role=application], [role=grid], [role=button], [role=group], " +
                "button, select, input, textarea, summary, svg:not([aria-hidden=true]):not([aria-hidden=true] *):not(.main-svg)" +
                ":not(#js-plotly-tester):not(.av-chart *)")].map((item) => {
                const labelled = item.getAttribute("aria-labelledby");
                const name = labelled ? document.getElementById(labelled)?.textContent
                    : item.getAttribute("aria-label") ?? item.labels?.[0]?.textContent ?? item.textContent;
                return [name?.trim() ?? "", item];
            }).filter(([name, item]) => !name || /<[a-z/]|&[a-z]+;|undefined|NaN/.test(name.replace("<|endoftext|>", "")))
                .map(([name, item]) => `${name}: ${item.outerHTML.slice(0, 120)}`).join("\n")
            """);
        if (wrong.Length > 0) Assert.Fail(wrong);
    }
}
