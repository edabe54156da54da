using Microsoft.Playwright;

namespace Explorer.Tests;

/// <summary>A page opened from disk, with the network off; closing it fails if anything was asked for or went wrong.</summary>
internal sealed class WatchedPage : IAsyncDisposable
{
    private readonly List<string> complaints = [];
    private readonly IBrowserContext context;
    private readonly string? folder;

    private WatchedPage(IBrowserContext context, IPage page, string? folder)
    {
        (this.context, Page, this.folder) = (context, page, folder);
        page.Console += (_, message) => complaints.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => complaints.Add(error);
        page.Dialog += async (_, dialog) =>
        {
            complaints.Add($"dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
        context.Request += (_, request) =>
        {
            if (request.Url != page.Url && !request.Url.StartsWith("blob:", StringComparison.Ordinal)
                && !request.Url.StartsWith("data:", StringComparison.Ordinal) && !request.Url.StartsWith("file:", StringComparison.Ordinal))
                complaints.Add($"request: {request.Url}");
        };
    }

    public IPage Page { get; }

    /// <summary>Writes the page and opens it.</summary>
    public static async Task<WatchedPage> OpenAsync(IBrowser browser, string html, int width = 1280, ColorScheme scheme = ColorScheme.Light,
        string fragment = "")
    {
        var folder = Directory.CreateTempSubdirectory("page-").FullName;
        var file = Path.Combine(folder, "page.html");
        await File.WriteAllTextAsync(file, html);
        return await OpenAsync(browser, file + fragment, folder, width, scheme);
    }

    /// <summary>Opens a page that lies on the disk, and leaves it there.</summary>
    public static Task<WatchedPage> OpenFileAsync(IBrowser browser, string file, int width = 1280,
        ColorScheme scheme = ColorScheme.Light) => OpenAsync(browser, file, null, width, scheme);

    public async ValueTask DisposeAsync()
    {
        await context.CloseAsync();
        if (folder is not null) Directory.Delete(folder, recursive: true);
        Assert.Empty(complaints);
    }

    private static async Task<WatchedPage> OpenAsync(IBrowser browser, string file, string? folder, int width, ColorScheme scheme)
    {
        var context = await browser.NewPatientContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = scheme,
            Offline = true
        });
        var opened = new WatchedPage(context, await context.NewPageAsync(), folder);
        await opened.Page.GotoAsync($"file://{file}");
        return opened;
    }
}
