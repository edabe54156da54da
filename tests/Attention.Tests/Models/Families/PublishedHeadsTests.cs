using Attention.Measures;
using Attention.Models;
using Attention.Tokens;

namespace Attention.Tests.Models.Families;

/// <summary>Heads that others have published, found again where the weights are in the hub's cache ('course models pull gpt2').</summary>
public class PublishedHeadsTests
{
    [Fact]
    public void GPT_2_has_the_induction_and_previous_token_heads_of_the_papers()
    {
        Assert.SkipWhen(ModelPath.Pulled("gpt2") is null, "the weights of gpt2 are not on this machine; fetch them with: course models pull gpt2");
        using var model = LanguageModel.Load("gpt2", new() { Device = "cpu" });
        var input = RepeatedTokens.Sample(model.Tokenizer.Vocabulary, n: 50, sequences: 8);
        var tables = model.Score(input, [HeadScores.Induction(input), HeadScores.PreviousToken]);
        foreach (var (head, due) in new[] { ((5, 5), .925), ((6, 9), .915), ((7, 10), .905), ((5, 1), .902), ((7, 2), .820) }) Assert.Equal(due, tables[0][head], .03);
        foreach (var (head, due) in new[] { ((4, 11), .987), ((3, 7), .544), ((2, 2), .494) }) Assert.Equal(due, tables[1][head], .05);
        Assert.Equal(new HeadIndex(4, 11), tables[1].Best.Head);
    }
}
