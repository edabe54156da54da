using System.Text.Json.Nodes;
using Attention.Models;

namespace Course.Cli.Tests;

/// <summary>What <c>course heads</c> and <c>course attention</c> give other programs: the numbers of one pattern, by both ways.</summary>
public sealed class HeadsCommandTests : IDisposable
{
    private const string Text = "the cat sat on the mat";
    private readonly string folder = Directory.CreateTempSubdirectory("course-heads-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_scores_of_heads_are_those_of_the_weights_that_attention_writes()
    {
        var file = Path.Combine(folder, "cat.safetensors");
        Assert.Equal(0, CourseProcess.Run("attention", "--model", "induction-2l", "--text", Text, "--out", file).Code);
        using var reader = new SafetensorsReader(file);
        using var attentions = reader.Read("attentions");
        var (layers, heads, tokens) = ((int)attentions.shape[0], (int)attentions.shape[1], (int)attentions.shape[2]);
        Assert.Equal((2, 4, tokens), (layers, heads, (int)attentions.shape[3]));
        Assert.Equal([(long)tokens], reader.Entries["input_ids"].Shape);
        Assert.Equal([tokens, 512L], reader.Entries["logits"].Shape);
        var weights = attentions.data<float>().ToArray();
        float Weight(int layer, int head, int query, int key) => weights[((layer * heads + head) * tokens + query) * tokens + key];

        var (code, output, error) = CourseProcess.Run("heads", "--model", "induction-2l", "--text", Text, "--json");
        Assert.Equal((0, ""), (code, error));
        var json = JsonNode.Parse(output)!;
        Assert.Equal(("induction-2l", tokens), ((string?)json["model"], (int)json["tokens"]!));
        for (var l = 0; l < layers; l++)
            for (var h = 0; h < heads; h++)
            {
                Assert.Equal(1, Enumerable.Range(0, tokens).Sum(key => Weight(l, h, tokens - 1, key)), 4);
                var previous = Enumerable.Range(1, tokens - 1).Average(i => Weight(l, h, i, i - 1));
                Assert.Equal(previous, (double)json["measures"]!["previous_token"]![l]![h]!, 4);
            }
    }
}
