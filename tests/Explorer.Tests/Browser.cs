using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Explorer.Tests.Browser))]

namespace Explorer.Tests;

/// <summary>Debian's Chromium, with WebAssembly and without; tests that ask for it are skipped where it is missing.</summary>
public sealed class Browser : IAsyncDisposable
{
    /// <summary>Where the browser lies, if not in Debian's place.</summary>
    public const string PathVariable = "CHROMIUM";

    private readonly Dictionary<bool, Task<IBrowser>> browsers = [];
    private IPlaywright? playwright;

    public async Task<IBrowser> StartAsync(bool webAssembly = true)
    {
        var path = Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } chosen ? chosen : "/usr/bin/chromium";
        Assert.SkipUnless(File.Exists(path), $"There is no {path}. Install Debian's package chromium, or set {PathVariable} to a Chromium's path.");
        playwright ??= await Playwright.CreateAsync();
        if (!browsers.TryGetValue(webAssembly, out var browser)) browsers.Add(webAssembly, browser = Launch(playwright, path, webAssembly));
        return await browser;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var browser in browsers.Values) await (await browser).CloseAsync();
        playwright?.Dispose();
    }

    private static Task<IBrowser> Launch(IPlaywright playwright, string path, bool webAssembly) => playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = path,
        Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", .. webAssembly ? Array.Empty<string>() : ["--js-flags=--noexpose-wasm"]],
    });
}
