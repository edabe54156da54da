using Attention.Models;
using Attention.Tests.Models.Hub;

namespace Course.Cli.Tests;

/// <summary><c>course models</c> as its users have it: processes of their own, the variables of Hugging Face's programs, and a hub that
/// may misbehave.</summary>
public sealed class ModelsCommandTests : IDisposable
{
    private const string Gpt2 = "openai-community/gpt2", Weights = "model.safetensors";
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("course-hub-");
    private readonly string served = Path.Combine(Catalogue.DataFolder(), "models", "induction-1l");
    private readonly LoopbackHub hub;

    public ModelsCommandTests() => hub = new(served, Gpt2);

    private string Cache => Path.Combine(home.FullName, "hub", "models--openai-community--gpt2");

    public void Dispose()
    {
        hub.Dispose();
        home.Delete(recursive: true);
    }

    [Fact]
    public async Task Two_processes_that_pull_one_model_at_once_fetch_each_file_once()
    {
        hub.Misbehave = context =>
        {
            // long enough for both to want it
            if (context.Request.Url!.AbsolutePath.EndsWith(Weights, StringComparison.Ordinal)) Thread.Sleep(500);
            return false;
        };
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => Models("pull", "gpt2"))));
        Assert.All(both,
            pulled => Assert.Equal((0, Path.Combine(Cache, "snapshots", LoopbackHub.Version)), (pulled.Code, pulled.Output.Trim())));
        Assert.Equal(4, hub.Downloads);
        Assert.Equal(4, Directory.GetFiles(Path.Combine(Cache, "blobs")).Length);
        Assert.Equal(File.ReadAllBytes(Path.Combine(served, Weights)),
            File.ReadAllBytes(Path.Combine(Cache, "snapshots", LoopbackHub.Version, Weights)));
    }

    [Fact]
    public void A_model_is_listed_found_and_told_of_once_it_was_pulled_and_without_the_hub_too()
    {
        Assert.DoesNotContain("here", LineOf("gpt2", Models("list").Output), StringComparison.Ordinal);
        var before = Models("path", "gpt2");
        Assert.Equal(2, before.Code);
        Assert.StartsWith("course: openai-community/gpt2 is not here. Fetch it once with: course models pull gpt2", before.Error,
            StringComparison.Ordinal);
        var pulled = Models("pull", "gpt2").Output.Trim();
        Assert.Contains("here", LineOf("gpt2", Models("list").Output), StringComparison.Ordinal);
        Assert.Equal(pulled, Models("path", "gpt2").Output.Trim());
        Assert.Equal(pulled, Models("path", Gpt2).Output.Trim());
        Assert.Contains("1 layers of 4 heads", Models("info", "gpt2").Output, StringComparison.Ordinal);
        Assert.All(hub.Requests, request => Assert.Equal("Bearer a-token", request.Token));
        hub.Dispose();
        Assert.Equal((0, pulled),
            (Models([("HF_HUB_OFFLINE", "1")], "pull", "gpt2") is var offline ? offline.Code : 1, offline.Output.Trim()));
        Assert.Equal(0,
            CourseProcess.RunWith([.. Variables, ("HF_HUB_OFFLINE", "1")], "heads", "--model", "gpt2", "--text", "a b c", "--json").Code);
        var elsewhere = Models([("HF_HUB_CACHE", Path.Combine(home.FullName, "elsewhere"))], "path", "gpt2");
        Assert.Equal(2, elsewhere.Code);
    }

    [Theory]
    [InlineData(401, "set HF_TOKEN to a token of yours; the one that is set is not enough")]
    [InlineData(404, "has no openai-community/gpt2 (404)")]
    [InlineData(500, "has trouble of its own (500)")]
    public void A_hub_that_refuses_is_one_sentence_and_leaves_nothing(int status, string due)
    {
        hub.Misbehave = context => LoopbackHub.Refuse(context, status);
        var (code, output, error) = Models("pull", "gpt2");
        Assert.Equal((1, ""), (code, output));
        Assert.Contains(due, error, StringComparison.Ordinal);
        Assert.Single(error.Split('\n'), line => line.StartsWith("course: ", StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(Cache, "refs")));
        Assert.Equal(2, Models("path", "gpt2").Code);
    }

    private (string, string?)[] Variables =>
        [("HF_HOME", home.FullName), ("HF_ENDPOINT", hub.Address), ("HF_TOKEN", "a-token"), ("HF_HUB_CACHE", null),
            ("HF_HUB_OFFLINE", null)];

    private (int Code, string Output, string Error) Models(params string[] arguments) => Models([], arguments);

    private (int Code, string Output, string Error) Models((string, string?)[] more, params string[] arguments) =>
        CourseProcess.RunWith([.. Variables, .. more], ["models", .. arguments]);

    private static string LineOf(string name, string text) =>
        text.Split('\n').Single(line => line.TrimStart().StartsWith(name + " ", StringComparison.Ordinal));
}
