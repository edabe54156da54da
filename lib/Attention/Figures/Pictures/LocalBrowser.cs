using System.Diagnostics;

namespace Attention.Figures.Pictures;

/// <summary>The reader's own Chromium, Chrome or Edge without a window: figures draw themselves in a page, so only a browser can make
/// pictures of them.</summary>
internal sealed class LocalBrowser
{
    /// <summary>Names the browser's file where it lies in none of the usual places.</summary>
    public const string PathVariable = "CHROMIUM";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge",
        "microsoft-edge", "chrome"];

    private static readonly string[] Places =
    [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe", @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
        @"C:\Program Files\Microsoft\Edge\Application\msedge.exe",
    ];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly string path;

    private LocalBrowser(string path) => this.path = path;

    /// <summary>The browser that <see cref="PathVariable"/> names, or the first that is found.</summary>
    /// <exception cref="NoBrowserException">There is none.</exception>
    public static LocalBrowser Find() => Find(Environment.GetEnvironmentVariable(PathVariable));

    /// <summary>The browser that is chosen, or the first that is found if none is.</summary>
    /// <exception cref="NoBrowserException">There is none.</exception>
    public static LocalBrowser Find(string? chosen)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var ending = OperatingSystem.IsWindows() ? ".exe" : "";
        var candidates = string.IsNullOrEmpty(chosen)
            ? [.. from name in Names from folder in folders select Path.Combine(folder, name + ending), .. Places]
            : new[] { chosen };
        return candidates.FirstOrDefault(File.Exists) is { } found
            ? new LocalBrowser(found)
            : throw new NoBrowserException(
                $"A picture is drawn by a browser, and there is {(string.IsNullOrEmpty(chosen) ? "none" : $"no {chosen}")}. "
                    + $"Install Chromium, Google Chrome or Microsoft Edge, or set {PathVariable} to the file of one. SaveHtml needs none.");
    }

    /// <summary>Opens a page with the network off and returns what the browser prints.</summary>
    /// <param name="folder">Holds the page, and the browser's files while it runs.</param>
    /// <param name="html">The page.</param>
    /// <param name="options">What to do with it.</param>
    /// <exception cref="NoBrowserException">The browser failed or did not end.</exception>
    public string Run(string folder, string html, params string[] options)
    {
        var page = Path.Combine(folder, "page.html");
        File.WriteAllBytes(page, System.Text.Encoding.UTF8.GetBytes(html));
        var start = new ProcessStartInfo(path)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8
        };
        foreach (var option in (string[])[.. Always(folder), .. options, new Uri(page).AbsoluteUri]) start.ArgumentList.Add(option);
        using var process = Process.Start(start) ?? throw new NoBrowserException($"{path} does not start.");
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new NoBrowserException($"{path} did not end within {Patience.TotalSeconds:0} s.");
        }
        if (process.ExitCode != 0) throw new NoBrowserException($"{path} ended with {process.ExitCode}: {errors.Result.Trim()}");
        return output.Result;
    }

    private static string[] Always(string folder)
    {
        string[] all =
        [
            "--headless", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-extensions", "--disable-background-networking",
            "--disable-component-update",
            // No name resolves and no address answers: a page cannot ask for anything.
            "--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=127.0.0.1:9", "--virtual-time-budget=10000",
            $"--user-data-dir={Path.Combine(folder, "profile")}",
        ];
        // Chromium refuses to run as root with its sandbox; containers know no other user.
        return Environment.UserName == "root" ? [.. all, "--no-sandbox"] : all;
    }
}
