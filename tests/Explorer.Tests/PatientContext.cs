using Microsoft.Playwright;

namespace Explorer.Tests;

/// <summary>Contexts whose pages are waited for as long as a machine needs that does much else: tests ask what a page does, not how
/// soon.</summary>
internal static class PatientContext
{
    private const float Patience = 240_000;    // ms; what takes ten seconds alone has taken thirty beside a full suite

    public static async Task<IBrowserContext> NewPatientContextAsync(this IBrowser browser, BrowserNewContextOptions? options = null)
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        var context = await browser.NewContextAsync(options);
        context.SetDefaultTimeout(Patience);
        return context;
    }
}
