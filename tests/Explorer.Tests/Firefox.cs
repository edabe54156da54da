using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Explorer.Tests;

/// <summary>Debian's Firefox with one page. Playwright drives only a Firefox of its own, so this speaks WebDriver BiDi, one question after
/// the other.</summary>
internal sealed partial class Firefox : IAsyncDisposable
{
    /// <summary>Where the browser lies, if not in Debian's place.</summary>
    public const string PathVariable = "FIREFOX";

    private readonly string folder = Directory.CreateTempSubdirectory("firefox-").FullName;
    private readonly ClientWebSocket socket = new();
    private Process? process;
    private string context = "";
    private int asked;

    /// <summary>Opens a page from disk. The test that asks is skipped where there is no Firefox.</summary>
    public static async Task<Firefox> OpenAsync(string html, int width = 1000, int height = 900)
    {
        var path = Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } chosen ? chosen : "/usr/bin/firefox-esr";
        Assert.SkipUnless(File.Exists(path),
            $"There is no {path}. Install Debian's package firefox-esr, or set {PathVariable} to a Firefox's path.");
        var firefox = new Firefox();
        await firefox.StartAsync(path, html, width, height);
        return firefox;
    }

    /// <summary>What an expression of the page gives, a promise awaited; a text.</summary>
    public async Task<string> EvaluateAsync(string expression)
    {
        var answer = await SendAsync("script.evaluate",
            new { expression = $"(async () => String(await ({expression})))()", awaitPromise = true, target = new { context } });
        if (answer.GetProperty("type").GetString() != "success") throw new InvalidOperationException(answer.ToString());
        return answer.GetProperty("result").GetProperty("value").GetString()!;
    }

    /// <summary>Presses keys, one after the other; those that write nothing by WebDriver's numbers.</summary>
    public Task PressAsync(string keys) => SendAsync("input.performActions", new
    {
        context,
        actions = new[]
        {
            new
            {
                type = "key",
                id = "keys",
                actions = keys.SelectMany(key => (string[])["keyDown", "keyUp"], (key, type) => new { type, value = $"{key}" }),
            },
        },
    });

    /// <summary>Puts a finger on the middle of an element and lifts it.</summary>
    public async Task TapAsync(string selector)
    {
        var place = (await EvaluateAsync($$"""
            (async () => {
                const at = document.querySelector("{{selector}}");
                at.scrollIntoView({ block: "center" });
                const box = at.getBoundingClientRect();
                return [box.left + box.width / 2, box.top + box.height / 2].map(Math.round).join();
            })()
            """)).Split(',').Select(int.Parse).ToArray();
        object[] steps = [new { type = "pointerMove", x = place[0], y = place[1] }, new { type = "pointerDown", button = 0 },
            new { type = "pointerUp", button = 0 }];
        await SendAsync("input.performActions", new
        {
            context,
            actions = new[] { new { type = "pointer", id = "finger", parameters = new { pointerType = "touch" }, actions = steps } },
        });
    }

    /// <summary>Waits until an expression of the page is true.</summary>
    public Task WaitAsync(string condition) => EvaluateAsync($$"""
        (async () => {
            for (const began = Date.now(); !({{condition}}); await new Promise((done) => setTimeout(done, 30)))
                if (Date.now() - began > 60000) throw new Error({{JsonSerializer.Serialize(condition)}});
        })()
        """);

    /// <summary>The page from top to bottom as a PNG file in base64.</summary>
    public async Task<string> PictureAsync() =>
        (await SendAsync("browsingContext.captureScreenshot", new { context, origin = "document" })).GetProperty("data").GetString()!;

    public async ValueTask DisposeAsync()
    {
        socket.Dispose();
        process?.Kill(entireProcessTree: true);
        if (process is not null) await process.WaitForExitAsync();
        process?.Dispose();
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // a process of the browser's is still about to end; the system's temporary folder is cleared by itself
        }
    }

    private async Task StartAsync(string path, string html, int width, int height)
    {
        var page = Path.Combine(folder, "page.html");
        await File.WriteAllTextAsync(page, html);
        string[] options = ["--headless", "--no-remote", "--profile", Directory.CreateDirectory(Path.Combine(folder, "profile")).FullName,
            "--remote-debugging-port=0"];
        process = Process.Start(new ProcessStartInfo(path, options) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        using var limit = new CancellationTokenSource(PatientContext.Patience);
        string? line;
        do line = await process.StandardError.ReadLineAsync(limit.Token)
            ?? throw new InvalidOperationException("Firefox ended."); while (!Listening().IsMatch(line));
        _ = process.StandardError.ReadToEndAsync(CancellationToken.None);    // or its pipe would fill up
        await socket.ConnectAsync(new Uri($"{Listening().Match(line).Groups[1].Value}/session"), limit.Token);
        await SendAsync("session.new", new { capabilities = new { } });
        context = (await SendAsync("browsingContext.getTree", new { })).GetProperty("contexts")[0].GetProperty("context").GetString()!;
        await SendAsync("browsingContext.setViewport", new { context, viewport = new { width, height } });
        await SendAsync("browsingContext.navigate", new { context, url = new Uri(page).AbsoluteUri, wait = "complete" });
    }

    private async Task<JsonElement> SendAsync(string method, object parameters)
    {
        var id = ++asked;
        using var limit = new CancellationTokenSource(PatientContext.Patience);
        await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(new { id, method, @params = parameters }), WebSocketMessageType.Text,
            true, limit.Token);
        while (true)
        {
            using var message = JsonDocument.Parse(await ReceiveAsync(limit.Token));
            // an event
            if (!message.RootElement.TryGetProperty("id", out var answered) || answered.ValueKind != JsonValueKind.Number
                || answered.GetInt32() != id) continue;
            return message.RootElement.TryGetProperty("result", out var result)
                ? result.Clone()
                : throw new InvalidOperationException(message.RootElement.ToString());
        }
    }

    private async Task<byte[]> ReceiveAsync(CancellationToken limit)
    {
        using var message = new MemoryStream();
        var buffer = new byte[64 * 1024];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer.AsMemory(), limit);
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return message.ToArray();
    }

    [GeneratedRegex(@"WebDriver BiDi listening on (ws://\S+)")]
    private static partial Regex Listening();
}
