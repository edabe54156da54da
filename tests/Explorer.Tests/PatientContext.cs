using Microsoft.Playwright;

namespace Explorer.Tests;

/// <summary>Contexts whose pages are waited for as long as a machine needs that does much else: tests ask what a page does, not how
/// soon.</summary>
internal static class PatientContext
{
    /// <summary>What takes ten seconds alone has taken thirty beside a full suite.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    public static async Task<IBrowserContext> NewPatientContextAsync(this IBrowser browser, BrowserNewContextOptions? options = null)
    {
        Assertions.SetDefaultExpectTimeout((float)Patience.TotalMilliseconds);
        var context = await browser.NewContextAsync(options);
        context.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        return context;
    }
}
