using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Explorer.Tests.Browser))]

namespace Explorer.Tests;

/// <summary>Debian's Chromium; tests that ask for it are skipped where it is missing.</summary>
public sealed class Browser : IAsyncDisposable
{
    /// <summary>Where the browser lies, if not in Debian's place.</summary>
    public const string PathVariable = "CHROMIUM";

    /// <summary>What Playwright switches off too, since the last such option counts; and the list under Chromium's line of addresses, which
    /// is a page of its own beside each page, seen or not, with half as much work as that.</summary>
    private const string Needless = "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,GlobalMediaControls,HttpsUpgrades,"
        + "LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,Translate,OptimizationHints,NetworkTimeServiceQuerying,"
        + "AimEnabled,WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup";

    private IPlaywright? playwright;
    private IBrowser? started;

    /// <summary>Its file. The test that asks is skipped if there is none.</summary>
    public static string Find()
    {
        var path = Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } chosen ? chosen : "/usr/bin/chromium";
        Assert.SkipUnless(File.Exists(path),
            $"There is no {path}. Install Debian's package chromium, or set {PathVariable} to a Chromium's path.");
        return path;
    }

    public async Task<IBrowser> StartAsync()
    {
        var path = Find();
        playwright ??= await Playwright.CreateAsync();
        return started ??= await playwright.Chromium
            .LaunchAsync(new()
            {
                ExecutablePath = path,
                Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", $"--disable-features={Needless}"]
            });
    }

    public async ValueTask DisposeAsync()
    {
        if (started is not null) await started.CloseAsync();
        playwright?.Dispose();
    }
}
