using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Attention.Tests.Models.Hub;

/// <summary>A hub on this machine that serves a folder as one model, and behaves as badly as a test wants.</summary>
internal sealed class LoopbackHub : IDisposable
{
    public const string Repository = "someone/tiny", Version = "0123456789abcdef0123456789abcdef01234567";
    private readonly HttpListener listener = new();
    private readonly string folder, repository;
    private int downloads;

    public LoopbackHub(string folder, string repository = Repository)
    {
        (this.folder, this.repository) = (folder, repository);
        for (var tries = 0; ; tries++)
        {
            Address = $"http://127.0.0.1:{Random.Shared.Next(20_000, 60_000)}/";
            listener.Prefixes.Clear();
            listener.Prefixes.Add(Address);
            try
            {
                listener.Start();
                break;
            }
            catch (HttpListenerException) when (tries < 50)
            {
                // the port is taken
            }
        }
        _ = ServeAsync();
    }

    public string Address { get; }

    /// <summary>Answers a request in place of the hub; false lets the hub answer.</summary>
    public Func<HttpListenerContext, bool> Misbehave { get; set; } = _ => false;

    /// <summary>What was asked for, with the range and whether a token came along.</summary>
    public List<(string Path, string? Range, string? Token)> Requests { get; } = [];

    /// <summary>How many files were sent.</summary>
    public int Downloads => downloads;

    public void Dispose() => listener.Close();

    private async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
            lock (Requests) Requests.Add((context.Request.Url!.AbsolutePath, context.Request.Headers["Range"],
                context.Request.Headers["Authorization"]));
            _ = Task.Run(() => Answer(context));
        }
    }

    private void Answer(HttpListenerContext context)
    {
        try
        {
            if (Misbehave(context)) return;
            var path = context.Request.Url!.AbsolutePath;
            if (path == $"/api/models/{repository}/revision/main") Send(context, Encoding.UTF8.GetBytes(Listing().ToJsonString()));
            else if (path.StartsWith($"/{repository}/resolve/{Version}/", StringComparison.Ordinal))
                SendFile(context, Path.GetFileName(path));
            else Refuse(context, 404);
        }
        catch (Exception e) when (e is HttpListenerException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // the client has gone
        }
    }

    public static bool Refuse(HttpListenerContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.Close();
        return true;
    }

    public JsonObject Listing() => new()
    {
        ["sha"] = Version,
        ["siblings"] = new JsonArray([.. Directory.GetFiles(folder).Select(Sibling), Sibling(Path.Combine(folder, "..", "README.md")),
            Sibling("../../evil.json")]),
    };

    public byte[] Content(string name) => File.ReadAllBytes(Path.Combine(folder, name));

    private static JsonObject Sibling(string path)
    {
        var (content, name) = (File.Exists(path) ? File.ReadAllBytes(path) : [],
            path.StartsWith("..", StringComparison.Ordinal) ? path : Path.GetFileName(path));
        byte[] header = Encoding.ASCII.GetBytes($"blob {content.Length}\0");
#pragma warning disable CA5350 // what git calls a file
        var sibling = new JsonObject
        {
            ["rfilename"] = name,
            ["size"] = content.Length,
            ["blobId"] = Convert.ToHexStringLower(SHA1.HashData([.. header, .. content]))
        };
#pragma warning restore CA5350
        if (name.EndsWith(".safetensors", StringComparison.Ordinal))
            sibling["lfs"] = new JsonObject { ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(content)) };
        return sibling;
    }

    private void SendFile(HttpListenerContext context, string name)
    {
        Interlocked.Increment(ref downloads);
        var content = Content(name);
        var range = context.Request.Headers["Range"];
        if (range is null)
        {
            Send(context, content);
            return;
        }
        context.Response.StatusCode = 206;
        Send(context, content[int.Parse(range["bytes=".Length..].TrimEnd('-'), System.Globalization.CultureInfo.InvariantCulture)..]);
    }

    private static void Send(HttpListenerContext context, byte[] content)
    {
        context.Response.ContentLength64 = content.Length;
        context.Response.OutputStream.Write(content);
        context.Response.Close();
    }
}
