using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Notebooks.Files;
using Notebooks.Tests.Hosts;

namespace Grading.Tests;

/// <summary>Debian's JupyterHub, with a spawner of this machine: two learners log in over HTTP, start the course's kernel and run the first
/// cells of chapter 2.</summary>
[Trait("speed", "slow")]
public sealed class JupyterHubTests : IAsyncLifetime
{
    private const string Chapter = "02-common-head-types.ipynb";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("hub-");
    private readonly int port = FreePort.Next();
    private readonly System.Collections.Concurrent.ConcurrentQueue<string> said = [];
    private Process? hub;

    private string Address => $"http://127.0.0.1:{port}";

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists("/usr/bin/jupyterhub")) return;
        using (var install = CourseProcess.Start(
            new Dictionary<string, string> { ["JUPYTER_DATA_DIR"] = Path.Combine(folder.FullName, "data") }, "kernel", "install"))
            await install.WaitForExitAsync();
        File.WriteAllText(Path.Combine(folder.FullName, "config.py"), $"""
            c.JupyterHub.bind_url = '{Address}'
            c.JupyterHub.hub_port = {FreePort.Next()}
            c.ConfigurableHTTPProxy.api_url = 'http://127.0.0.1:{FreePort.Next()}'
            c.JupyterHub.authenticator_class = 'jupyterhub.auth.DummyAuthenticator'
            c.JupyterHub.spawner_class = 'jupyterhub.spawner.SimpleLocalProcessSpawner'
            c.SimpleLocalProcessSpawner.home_dir_template = '{folder.FullName}/home-{"{username}"}'
            c.Spawner.notebook_dir = '{Path.Combine(CourseProcess.Folder, "notebooks")}'
            c.Spawner.args = ['--allow-root']
            c.Spawner.start_timeout = 120
            c.Spawner.environment = {"{"}'JUPYTER_DATA_DIR': '{folder.FullName}/data', 'COURSE_THREADS': '1',
                'JUPYTERHUB_SINGLEUSER_APP': 'notebook.notebookapp.NotebookApp'{"}"}
            """);
        var start = new ProcessStartInfo("/usr/bin/jupyterhub", ["-f", "config.py"])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardError = true,
            RedirectStandardOutput = true
        };
        // where Debian has the proxy's modules; a node that is not Debian's does not look there
        start.Environment["NODE_PATH"] = "/usr/share/nodejs";
        hub = Process.Start(start)!;
        hub.ErrorDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        hub.OutputDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        hub.BeginErrorReadLine();
        hub.BeginOutputReadLine();
    }

    public async ValueTask DisposeAsync()
    {
        if (hub is not null)
        {
            hub.Kill(entireProcessTree: true);
            await hub.WaitForExitAsync();
            hub.Dispose();
        }
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Two_learners_log_in_and_run_the_first_cells_of_chapter_2()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/jupyterhub"), "JupyterHub is not here: apt install jupyterhub");
        await Task.WhenAll(RunAsync("ada"), RunAsync("grace"));
    }

    private async Task RunAsync(string learner)
    {
        var cookies = new CookieContainer();
        using var client = new HttpClient(new HttpClientHandler { CookieContainer = cookies })
        {
            BaseAddress = new Uri(Address),
            Timeout = Patience
        };
        await UntilAsync(async () => (await client.GetAsync("/hub/login")).IsSuccessStatusCode);
        using (var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["username"] = learner, ["password"] = "x" }))
            await client.PostAsync("/hub/login?next=%2Fhub%2Fspawn", form);
        // A page of the learner's server asks the hub who it is; the interface for programs would say no until one has been seen.
        await UntilAsync(async () =>
            await client.GetAsync($"/user/{learner}/tree") is
            {
                IsSuccessStatusCode: true,
                RequestMessage.RequestUri.AbsolutePath: var path
            } && path.StartsWith($"/user/{learner}/", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"/user/{learner}/api/kernels")).StatusCode);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/user/{learner}/api/sessions")
        {
            // as opening the notebook does: the kernel starts in its folder
            Content = JsonContent.Create(new { path = Chapter, name = "", type = "notebook", kernel = new { name = ".net-csharp" } }),
        };
        request.Headers.Add("X-XSRFToken", cookies.GetCookies(new Uri($"{Address}/user/{learner}/"))["_xsrf"]!.Value);
        var answer = await client.SendAsync(request);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, string.Join('\n', said));
        var kernel = (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["kernel"]!["id"]!;
        using var socket = new ClientWebSocket();
        socket.Options.Cookies = cookies;
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{port}/user/{learner}/api/kernels/{kernel}/channels"), CancellationToken.None);
        foreach (var cell in FirstCells()) Assert.Equal("ok", await ExecuteAsync(socket, cell));
        Assert.Equal("error: to see that this can fail", await ExecuteAsync(socket, "throw new Exception(\"to see that this can fail\");"));
    }

    /// <summary>The chapter's set-up, its model, and the first picture.</summary>
    private static IEnumerable<string> FirstCells() =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(CourseProcess.Folder, "notebooks", Chapter)))!["cells"]!.AsArray()
            .Where(cell => (string)cell!["cell_type"]! == "code").Take(2).Select(cell => MultilineText.Join(cell!["source"]));

    private static async Task<string> ExecuteAsync(ClientWebSocket socket, string code)
    {
        var id = Guid.NewGuid().ToString("N");
        var message = new JsonObject
        {
            ["header"] = new JsonObject
            {
                ["msg_id"] = id,
                ["msg_type"] = "execute_request",
                ["username"] = "",
                ["session"] = id,
                ["version"] = "5.3",
                ["date"] = "2026-01-01T00:00:00Z"
            },
            ["parent_header"] = new JsonObject(),
            ["metadata"] = new JsonObject(),
            ["channel"] = "shell",
            ["buffers"] = new JsonArray(),
            ["content"] = new JsonObject
            {
                ["code"] = code,
                ["silent"] = false,
                ["store_history"] = true,
                ["user_expressions"] = new JsonObject(),
                ["allow_stdin"] = false,
                ["stop_on_error"] = true
            },
        };
        using var limit = new CancellationTokenSource(Patience);
        await socket.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, true, limit.Token);
        while (true)
        {
            var received = JsonNode.Parse(await ReceiveAsync(socket, limit.Token))!;
            if ((string?)received["parent_header"]?["msg_id"] == id && (string?)received["header"]?["msg_type"] == "execute_reply")
                return (string)received["content"]!["status"]! is "error" ? $"error: {received["content"]!["evalue"]}" : "ok";
        }
    }

    private static async Task<byte[]> ReceiveAsync(ClientWebSocket socket, CancellationToken cancellation)
    {
        var (whole, buffer) = (new MemoryStream(), new byte[1 << 16]);
        WebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer, cancellation);
            whole.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return whole.ToArray();
    }

    private async Task UntilAsync(Func<Task<bool>> holds)
    {
        var time = Stopwatch.StartNew();
        while (time.Elapsed < Patience && hub is { HasExited: false })
        {
            try
            {
                if (await holds()) return;
            }
            catch (HttpRequestException)    // not up yet
            {
            }
            await Task.Delay(300);
        }
        Assert.Fail("JupyterHub was not ready in time. It said:\n" + string.Join('\n', said));
    }
}
