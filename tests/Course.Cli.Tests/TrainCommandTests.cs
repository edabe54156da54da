using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Notebooks.Tests.Hosts;

namespace Course.Cli.Tests;

/// <summary>Runs <c>course train</c> as a process of its own, so that it can be killed.</summary>
public sealed class TrainCommandTests : IDisposable
{
    private readonly string data = Directory.CreateTempSubdirectory("course-train-").FullName;

    public TrainCommandTests()
    {
        Directory.CreateDirectory(Path.Combine(data, "training"));
        File.WriteAllText(Path.Combine(data, "training", "small.json"), """
            {
              "name": "small", "description": "For tests.", "seed": 1,
              "model": { "vocab_size": 300, "hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2,
                "num_key_value_heads": 2, "head_dim": 16, "intermediate_size": 32, "max_position_embeddings": 32 },
              "tokenizer": { "stories": 60 },
              "rows": { "repeats": 0.5, "stories": 0.5, "shortest_segment": 4, "longest_segment": 16 },
              "batch": 8, "tokens": 76800,
              "optimizer": { "rate": 0.003, "muon_rate": 0.02 },
              "score_every": 2560
            }
            """);
    }

    public void Dispose() => Directory.Delete(data, recursive: true);

    [Theory]
    [InlineData(3)]
    [InlineData(10, Explicit = true)]
    public void A_training_killed_again_and_again_ends_with_the_same_weights(int kills)
    {
        var random = new Random(1);
        for (var kill = 0; kill < kills; kill++)
            StartAndKill(Path.Combine(data, "killed"), points: 1 + random.Next(2), TimeSpan.FromMilliseconds(random.Next(80)));
        Assert.True(File.Exists(Path.Combine(data, "killed", "checkpoint.safetensors")),
            "the training was over before it could be killed so often");
        Assert.Equal(0, Run("small", Path.Combine(data, "killed")).Code);
        Assert.Equal(0, Run("small", Path.Combine(data, "whole")).Code);
        Assert.Equal(Hash("whole"), Hash("killed"));
        Assert.Equal(Losses("whole"), Losses("killed"));
    }

    [Fact]
    public void A_name_without_a_recipe_is_wrong_use_and_the_recipes_are_named()
    {
        var (code, error) = Run("large", Path.Combine(data, "out"));
        Assert.Equal(2, code);
        Assert.Contains("There is no recipe 'large'. Recipes: small.", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recipe_that_cannot_be_followed_fails_with_the_reason()
    {
        var path = Path.Combine(data, "training", "small.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"seed\"", "\"sead\"", StringComparison.Ordinal));
        var (code, error) = Run("small", Path.Combine(data, "out"));
        Assert.Equal(1, code);
        Assert.Contains("sead", error, StringComparison.Ordinal);
    }

    /// <summary>Waits until so many measurements were printed, a little longer, and kills without warning.</summary>
    private void StartAndKill(string folder, int points, TimeSpan longer)
    {
        using var process = Start("small", folder);
        for (var seen = 0; seen < points && process.StandardError.ReadLine() is { } line;)
            if (line.Contains("tokens", StringComparison.Ordinal) && line.Contains("copies", StringComparison.Ordinal)) seen++;
        Thread.Sleep(longer);
        process.Kill();     // SIGKILL
        process.WaitForExit();
        Assert.Equal(137, process.ExitCode);
    }

    private (int Code, string Error) Run(string name, string folder)
    {
        using var process = Start(name, folder);
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error);
    }

    private Process Start(string name, string folder)
    {
        var start = new ProcessStartInfo("dotnet",
            [CourseNotebooks.Program, "train", name, "--out", folder])
        { RedirectStandardError = true };
        start.Environment["COURSE_DATA"] = data;
        start.Environment["COLUMNS"] = "300";
        return Process.Start(start)!;
    }

    private string Hash(string folder) =>
        Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Path.Combine(data, folder, "model.safetensors"))));

    private string Losses(string folder) =>
        string.Join(' ', JsonNode.Parse(File.ReadAllText(Path.Combine(data, folder, "training.json")))!["points"]!.AsArray()
            .Select(point => $"{point!["tokens"]}:{point["training_loss"]}"));
}
