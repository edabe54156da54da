using System.Text.Json.Nodes;
using Attention.Interventions;
using Attention.Models;
using Attention.Tokens;

namespace Course.Cli.Tests;

/// <summary>Runs <c>course ablate</c> on a small model and holds it against the library.</summary>
public class AblateCommandTests
{
    private static readonly string[] Common = ["ablate", "--model", "induction-2l", "--device", "cpu"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_effect_of_a_head_is_the_librarys(bool mean)
    {
        var (code, output, _) = CourseProcess.Run([.. Common, "--repeat", "20", "--heads", "0.0,1.3", "--json",
            .. mean ? (string[])["--mean"] : []]);
        Assert.Equal(0, code);
        var json = JsonNode.Parse(output)!;
        Assert.Equal(mean ? "mean" : "zero", (string?)json["ablation"]);
        using var model = LanguageModel.Load("induction-2l", new() { Device = "cpu" });
        var input = RepeatedTokens.Sample(model.Tokenizer.Vocabulary, 20);
        foreach (var effect in json["effects"]!.AsArray())
            Assert.Equal(Ablation.Effect(model, input, [HeadIndex.Parse((string)effect!["head"]!)], input.SecondCopy,
                new() { Mean = mean }), (double)effect["delta"]!, 1e-3);
    }

    [Fact]
    public void Without_heads_every_head_is_taken_out_in_turn()
    {
        var (code, output, error) = CourseProcess.Run([.. Common, "--text", "The cat sat on the mat", "--json"]);
        Assert.Equal(0, code);
        Assert.Equal(8, JsonNode.Parse(output)!["effects"]!.AsArray().Count);
        Assert.Contains("100 % of the heads", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2.0", "head 2.0")]
    [InlineData("first", "'first' is not a head")]
    public void A_head_that_does_not_exist_is_named(string heads, string message)
    {
        var (code, output, error) = CourseProcess.Run([.. Common, "--repeat", "10", "--heads", heads]);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public void It_must_be_told_what_the_loss_is_measured_on() => Assert.Equal(2, CourseProcess.Run(Common).Code);
}
