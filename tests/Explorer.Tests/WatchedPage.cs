using Microsoft.Playwright;

namespace Explorer.Tests;

/// <summary>A page opened from disk, with the network off; closing it fails if anything was asked for or went wrong.</summary>
internal sealed class WatchedPage : IAsyncDisposable
{
    private readonly List<string> complaints = [];
    private readonly IBrowserContext context;
    private readonly string file;

    private WatchedPage(IBrowserContext context, IPage page, string file)
    {
        (this.context, Page, this.file) = (context, page, file);
        page.Console += (_, message) => complaints.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => complaints.Add(error);
        page.Dialog += async (_, dialog) =>
        {
            complaints.Add($"dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
        context.Request += (_, request) =>
        {
            if (request.Url != page.Url && !request.Url.StartsWith("blob:", StringComparison.Ordinal) && !request.Url.StartsWith("data:,", StringComparison.Ordinal) && !request.Url.StartsWith("file:", StringComparison.Ordinal))
                complaints.Add($"request: {request.Url}");
        };
    }

    public IPage Page { get; }

    /// <summary>Writes the page and opens it.</summary>
    public static async Task<WatchedPage> OpenAsync(IBrowser browser, string html, int width = 1280, ColorScheme scheme = ColorScheme.Light, string fragment = "")
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("page-").FullName, "page.html");
        await File.WriteAllTextAsync(file, html);
        var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme, Offline = true });
        var opened = new WatchedPage(context, await context.NewPageAsync(), file);
        await opened.Page.GotoAsync(new Uri(file).AbsoluteUri + fragment);
        return opened;
    }

    public async ValueTask DisposeAsync()
    {
        await context.CloseAsync();
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        Assert.Empty(complaints);
    }
}
