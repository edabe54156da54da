using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;

namespace Explorer.Tests;

/// <summary>
/// Chromium with one page, without Playwright: what that keeps in the page for its own use, such as a copy of the page's text, would be
/// taken for the page's memory. It speaks the browser's DevTools protocol, one question after the other.
/// </summary>
internal sealed class PlainBrowser : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("plain-").FullName;
    private readonly ClientWebSocket socket = new();
    private Process? process;
    private int asked;

    /// <summary>Opens a page from disk.</summary>
    public static async Task<PlainBrowser> OpenAsync(string html)
    {
        var browser = new PlainBrowser();
        var page = Path.Combine(browser.folder, "page.html");
        await File.WriteAllTextAsync(page, html);
        string[] options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--window-size=1280,900",
            "--remote-debugging-port=0", $"--user-data-dir={browser.folder}/profile", page];
        browser.process =
            Process.Start(new ProcessStartInfo(Browser.Find(), options) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        await browser.socket.ConnectAsync(await browser.AddressAsync(), CancellationToken.None);
        return browser;
    }

    /// <summary>What an expression of the page gives; null if it gives nothing or throws.</summary>
    public async Task<string?> EvaluateAsync(string expression)
    {
        var answer = await SendAsync("Runtime.evaluate", new { expression, awaitPromise = true, returnByValue = true });
        return answer.GetProperty("result").TryGetProperty("value", out var value) ? value.ToString() : null;
    }

    public async Task WaitAsync(string condition)
    {
        var began = Stopwatch.GetTimestamp();
        while (await EvaluateAsync($"Boolean({condition})") != bool.TrueString)
        {
            if (Stopwatch.GetElapsedTime(began) > PatientContext.Patience) throw new TimeoutException($"{condition} did not come true.");
            await Task.Delay(50);
        }
    }

    public async Task PickAsync(string selector, string file)
    {
        var root = (await SendAsync("DOM.getDocument", new { })).GetProperty("root").GetProperty("nodeId").GetInt32();
        var found = await SendAsync("DOM.querySelector", new { nodeId = root, selector });
        await SendAsync("DOM.setFileInputFiles", new { nodeId = found.GetProperty("nodeId").GetInt32(), files = new[] { file } });
    }

    /// <summary>What the page's process has to itself, in MB; 0 where the system does not say.</summary>
    public double Megabytes() => !Directory.Exists("/proc/self") ? 0
        : Directory.GetDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _)).Select(int.Parse!)
            .Where(process => IsPage(process) && Ancestors(process).Contains(this.process!.Id)).Select(PrivateMegabytes)
            .DefaultIfEmpty(0).Max();

    public async ValueTask DisposeAsync()
    {
        socket.Dispose();
        process!.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        for (var attempt = 0; Directory.Exists(folder); attempt++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException) when (attempt < 20)
            {
                await Task.Delay(100);    // a process of the browser's is still about to end
            }
        }
    }

    private async Task<Uri> AddressAsync()
    {
        using var http = new HttpClient();
        for (var attempt = 0; attempt < 100; attempt++, await Task.Delay(100))
        {
            if (TextOf($"{folder}/profile/DevToolsActivePort").Split('\n') is not [{ Length: > 0 } port, ..]) continue;
            using var targets = JsonDocument.Parse(await http.GetStringAsync($"http://127.0.0.1:{port}/json"));
            var pages = targets.RootElement.EnumerateArray().Where(target => target.GetProperty("type").GetString() == "page").ToArray();
            if (pages.Length > 0) return new Uri(pages[0].GetProperty("webSocketDebuggerUrl").GetString()!);
        }
        throw new TimeoutException("The browser did not start.");
    }

    private async Task<JsonElement> SendAsync(string method, object parameters)
    {
        var id = ++asked;
        await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(new { id, method, @params = parameters }), WebSocketMessageType.Text,
            true, CancellationToken.None);
        while (true)
        {
            using var message = JsonDocument.Parse(await ReceiveAsync());
            if (!message.RootElement.TryGetProperty("id", out var answered) || answered.GetInt32() != id) continue;    // an event
            return message.RootElement.GetProperty("result").Clone();
        }
    }

    private async Task<byte[]> ReceiveAsync()
    {
        using var message = new MemoryStream();
        var buffer = new byte[64 * 1024];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return message.ToArray();
    }

    private static bool IsPage(int process) => TextOf($"/proc/{process}/cmdline").Contains("--type=renderer", StringComparison.Ordinal);

    private static IEnumerable<int> Ancestors(int process)
    {
        while (process > 1)
        {
            var stat = TextOf($"/proc/{process}/stat");
            if (stat.Length == 0) yield break;
            process = int.Parse(stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);
            yield return process;
        }
    }

    private static double PrivateMegabytes(int process) =>
        TextOf($"/proc/{process}/smaps_rollup").Split('\n').Where(line => line.StartsWith("Private_", StringComparison.Ordinal))
            .Sum(line => double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1])) / 1024;

    /// <summary>A file's text; empty where it is not there, as that of a process that has ended.</summary>
    private static string TextOf(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
