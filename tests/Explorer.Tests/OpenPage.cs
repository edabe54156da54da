using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;

namespace Explorer.Tests;

/// <summary>The explorer opened from disk, with the network off; closing it fails if anything was asked for or went wrong.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private static readonly string[] Offered = ["model-name", "status"];
    private static readonly ConcurrentDictionary<string, string> Made = new();
    private readonly WatchedPage watched;

    private OpenPage(WatchedPage watched) => this.watched = watched;

    public IPage Page => watched.Page;

    /// <summary>Opens the page with the course model of this name in it.</summary>
    public static async Task<OpenPage> OpenAsync(IBrowser browser, string? model = null, int width = 1280,
        ColorScheme scheme = ColorScheme.Light, bool webAssembly = true)
    {
        var html = Made.GetOrAdd(model ?? "", _ => ExplorerPage.Html(Data.Models, model));
        var opened = new OpenPage(await WatchedPage.OpenAsync(browser, html, width, scheme, webAssembly ? "" : "#plain"));
        await opened.WaitAsync("explorer.result");
        return opened;
    }

    /// <summary>Picks a model's file, and waits until it has run.</summary>
    public async Task PickAsync(string path)
    {
        await Page.EvaluateAsync("() => { explorer.result = explorer.model = null; }");
        await Page.SetInputFilesAsync("#model-file", path);
        await WaitAsync("explorer.result");
    }

    /// <summary>Types a text, and waits for what comes of it.</summary>
    public async Task TypeAsync(string text)
    {
        await Page.EvaluateAsync("() => { explorer.result = null; }");
        await Page.EvaluateAsync("text => { sentence.value = text; sentence.oninput(); }", text);
        await WaitAsync("explorer.result");
    }

    /// <summary>Does something after which the model runs again, and waits for that.</summary>
    public async Task RunAgainAsync(Func<Task> action)
    {
        await Page.EvaluateAsync("() => { explorer.before = explorer.result; }");
        await action();
        await WaitAsync("explorer.result !== explorer.before");
    }

    /// <summary>Weights of all heads of the last run, [layer, head, query, key up to the query]: every head is opened, one after the
    /// other.</summary>
    public Task<float[]> WeightsAsync() => NumbersAsync("""
        await (async () => {
            const weights = [];
            for (let head = 0; head < grid.buttons.length; head++) {
                openHead(head);
                while (explorer.result.view.head !== head) await new Promise((done) => setTimeout(done));
                weights.push(...Array.from(explorer.result.view.pattern, unpackWeight));
            }
            return weights;
        })()
        """);

    /// <summary>Numbers that an expression of the page gives.</summary>
    public async Task<float[]> NumbersAsync(string expression) =>
        JsonSerializer.Deserialize<float[]>(await Page.EvaluateAsync<string>($"async () => JSON.stringify({expression})"))!;

    public async Task<string> StatusAsync() => string.Join(" | ", await Task.WhenAll(Offered.Select(id => Page.InnerTextAsync("#" + id))));

    public ValueTask DisposeAsync() => watched.DisposeAsync();

    private Task<IJSHandle> WaitAsync(string condition) =>
        Page.WaitForFunctionAsync($"() => {condition}");
}
