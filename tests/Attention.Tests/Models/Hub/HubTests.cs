using System.Text;
using Attention.Models;
using Attention.Models.Hub;
using Attention.Tests.Models.Tiny;
using Course.Files;

namespace Attention.Tests.Models.Hub;

/// <summary>Pulling from a hub that works, and from one that does not: whatever it does, the cache holds whole files or none.</summary>
public sealed class HubTests : IDisposable
{
    private const string Weights = "model.safetensors";
    private readonly TemporaryFolder folder = new();
    private readonly LoopbackHub hub;
    private readonly HubCache cache;
    private readonly HubSettings settings;

    public HubTests()
    {
        var model = new TinyLlama().WriteFolder(folder["served"]);
        File.WriteAllText(Path.Combine(model, "README.md"), "not needed");
        hub = new(model);
        settings = new() { Endpoint = new(hub.Address), Cache = folder["cache"], Patience = TimeSpan.FromSeconds(2), Token = "secret" };
        cache = new(settings.Cache);
    }

    public void Dispose()
    {
        hub.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_model_comes_whole_is_found_again_and_loads()
    {
        Assert.Null(cache.Find(LoopbackHub.Repository));
        var path = await Pull();
        Assert.Equal(path, cache.Find(LoopbackHub.Repository));
        Assert.Equal(["config.json", "merges.txt", Weights, "vocab.json"],
            Directory.GetFiles(path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(0, TinyTrace.Of(path).LogitsTo(TinyTrace.Of(folder["served"])));
        Assert.All(hub.Requests, request => Assert.Equal("Bearer secret", request.Token));
        var sent = hub.Downloads;
        Assert.Equal(path, await Pull());
        Assert.Equal(sent, hub.Downloads);
    }

    [Fact]
    public async Task A_pull_that_was_cut_off_goes_on_where_it_was()
    {
        hub.Misbehave = context => IsFile(context, Weights) && Half(context);
        var error = await Assert.ThrowsAsync<HubException>(Pull);
        Assert.Contains("goes on from there", error.Message, StringComparison.Ordinal);
        NothingIsPublished();
        hub.Misbehave = _ => false;
        var path = await Pull();
        Assert.Contains(hub.Requests, request =>
            request.Path.EndsWith(Weights, StringComparison.Ordinal) && request.Range == $"bytes={hub.Content(Weights).Length / 2}-");
        Assert.Equal(hub.Content(Weights),
            await File.ReadAllBytesAsync(Path.Combine(path, Weights), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(401, "set HF_TOKEN")]
    [InlineData(403, "Accept its terms")]
    [InlineData(404, "has no someone/tiny (404)")]
    [InlineData(429, "asks for a pause")]
    [InlineData(500, "trouble of its own (500)")]
    [InlineData(503, "trouble of its own (503)")]
    [InlineData(418, "answers 418")]
    public async Task An_answer_that_is_none_is_said_in_a_sentence(int status, string due)
    {
        hub.Misbehave = context => LoopbackHub.Refuse(context, status);
        Assert.Contains(due, (await Assert.ThrowsAsync<HubException>(Pull)).Message, StringComparison.Ordinal);
        NothingIsPublished();
        hub.Misbehave = context => IsFile(context, Weights) && LoopbackHub.Refuse(context, status);
        Assert.Contains(due, (await Assert.ThrowsAsync<HubException>(Pull)).Message, StringComparison.Ordinal);
        NothingIsPublished();
    }

    [Fact]
    public async Task A_hub_that_stalls_is_left_after_a_while()
    {
        hub.Misbehave = context =>
        {
            if (!IsFile(context, Weights)) return false;
            context.Response.ContentLength64 = 1 << 20;
            context.Response.OutputStream.Write(new byte[100]);
            context.Response.OutputStream.Flush();
            return true;
        };
        Assert.Contains("has sent nothing", (await Assert.ThrowsAsync<HubException>(Pull)).Message, StringComparison.Ordinal);
        NothingIsPublished();
    }

    [Fact]
    public async Task Other_bytes_than_the_hubs_own_hash_are_thrown_away()
    {
        hub.Misbehave = context =>
        {
            if (!IsFile(context, Weights)) return false;
            context.Response.Close(new byte[hub.Content(Weights).Length], willBlock: true);
            return true;
        };
        Assert.Contains("its hash is another", (await Assert.ThrowsAsync<HubException>(Pull)).Message, StringComparison.Ordinal);
        NothingIsPublished();
        Assert.DoesNotContain(Directory.GetFiles(folder["cache"], "*", SearchOption.AllDirectories),
            file => new FileInfo(file).Length == hub.Content(Weights).Length);
        hub.Misbehave = _ => false;
        await Pull();
    }

    [Fact]
    public async Task A_way_that_is_not_encrypted_is_not_taken_and_a_token_stays_at_home()
    {
        hub.Misbehave = context => IsFile(context, Weights) && SendOn(context, "http://example.org/model.safetensors");
        Assert.Contains("not encrypted", (await Assert.ThrowsAsync<HubException>(Pull)).Message, StringComparison.Ordinal);
        NothingIsPublished();
        using var elsewhere = new LoopbackHub(folder["served"]);
        hub.Misbehave = context => IsFile(context, Weights)
            && SendOn(context, $"{elsewhere.Address}{LoopbackHub.Repository}/resolve/{LoopbackHub.Version}/{Weights}");
        await Pull();
        Assert.All(elsewhere.Requests, request => Assert.Null(request.Token));
    }

    [Fact]
    public async Task Two_pulls_at_once_fetch_each_file_once()
    {
        var paths = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Pull()));
        Assert.Single(paths.Distinct());
        Assert.Equal(4, hub.Downloads);
        Assert.DoesNotContain(Directory.GetFiles(folder["cache"], "*", SearchOption.AllDirectories),
            file => file.EndsWith(".incomplete", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("{\"sha\":\"../../x\",\"siblings\":[]}")]
    [InlineData("{\"sha\":\"0123456789abcdef0123456789abcdef01234567\",\"siblings\":"
        + "[{\"rfilename\":\"config.json\",\"size\":1,\"blobId\":\"../../x\"}]}")]
    public async Task A_listing_that_is_none_is_refused(string listing)
    {
        hub.Misbehave = context =>
        {
            context.Response.Close(Encoding.UTF8.GetBytes(listing), willBlock: true);
            return true;
        };
        Assert.Contains("no list of files", (await Assert.ThrowsAsync<HubException>(Pull)).Message, StringComparison.Ordinal);
        NothingIsPublished();
    }

    [Fact]
    public async Task Pickles_are_not_fetched()
    {
        File.Move(Path.Combine(folder["served"], Weights), Path.Combine(folder["served"], "pytorch_model.bin"));
        Assert.Contains("pickles (.bin) are never read", (await Assert.ThrowsAsync<HubException>(Pull)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_network_what_is_here_is_used_and_nothing_else()
    {
        var offline = settings with { Offline = true };
        Assert.Contains("HF_HUB_OFFLINE",
            (await Assert.ThrowsAsync<HubException>(() => new HubPull(offline).RunAsync(LoopbackHub.Repository))).Message,
            StringComparison.Ordinal);
        var path = await Pull();
        var asked = hub.Requests.Count;
        Assert.Equal(path,
            await new HubPull(offline).RunAsync(LoopbackHub.Repository, cancellation: TestContext.Current.CancellationToken));
        Assert.Equal(asked, hub.Requests.Count);
    }

    [Theory]
    [InlineData("HF_HUB_CACHE=/a/b", "/a/b")]
    [InlineData("HF_HOME=/a", "/a/hub")]
    [InlineData("XDG_CACHE_HOME=/c", "/c/huggingface/hub")]
    [InlineData("HF_HOME=/a;HF_HUB_CACHE=/b", "/b")]
    public void The_cache_is_where_Hugging_Faces_own_programs_have_it(string variables, string due)
    {
        var set = variables.Split(';').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        Assert.Equal(Path.GetFullPath(due), HubSettings.Read(set.GetValueOrDefault).Cache);
    }

    [Fact]
    public void An_endpoint_must_be_encrypted()
    {
        Assert.Equal("https", HubSettings.Read(_ => null).Endpoint.Scheme);
        Assert.Throws<WrongUseException>(() => HubSettings.Read(name => name == "HF_ENDPOINT" ? "http://example.org" : null));
    }

    [Theory]
    [InlineData("../x/y")]
    [InlineData("owner/..")]
    [InlineData("owner")]
    [InlineData("owner/name/more")]
    public async Task A_name_that_leads_elsewhere_is_no_model(string name) =>
        await Assert.ThrowsAsync<WrongUseException>(() => new HubPull(settings).RunAsync(name));

    [Fact]
    public void A_model_that_is_known_and_not_here_says_how_to_get_it()
    {
        var error = Assert.Throws<UnknownModelException>(() => ModelPath.Of("nobody/has-this-model"));
        Assert.Contains("course models pull nobody/has-this-model", error.Message, StringComparison.Ordinal);
    }

    private Task<string> Pull() =>
        new HubPull(settings).RunAsync(LoopbackHub.Repository, cancellation: TestContext.Current.CancellationToken);

    private void NothingIsPublished() => Assert.Null(cache.Find(LoopbackHub.Repository));

    private static bool IsFile(System.Net.HttpListenerContext context, string name) =>
        context.Request.Url!.AbsolutePath.EndsWith(name, StringComparison.Ordinal);

    private static bool SendOn(System.Net.HttpListenerContext context, string address)
    {
        context.Response.Redirect(address);
        context.Response.Close();
        return true;
    }

    private bool Half(System.Net.HttpListenerContext context)
    {
        var content = hub.Content(Weights);
        context.Response.ContentLength64 = content.Length;
        context.Response.OutputStream.Write(content, 0, content.Length / 2);
        context.Response.OutputStream.Flush();
        Thread.Sleep(200);
        context.Response.Abort();
        return true;
    }
}
