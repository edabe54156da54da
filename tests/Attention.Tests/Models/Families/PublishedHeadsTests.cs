using Attention.Measures;
using Attention.Models;
using Attention.Studies;
using Attention.Tokens;

namespace Attention.Tests.Models.Families;

/// <summary>Heads that others have published, found again where the weights are in the hub's cache ('course models pull gpt2').</summary>
public class PublishedHeadsTests
{
    [Fact]
    public void GPT_2_has_the_induction_and_previous_token_heads_of_the_papers()
    {
        Assert.SkipWhen(ModelPath.Pulled("gpt2") is null,
            "the weights of gpt2 are not on this machine; fetch them with: course models pull gpt2");
        using var model = LanguageModel.Load("gpt2", new() { Device = "cpu" });
        var input = RepeatedTokens.Sample(model.Tokenizer.Vocabulary, n: 50, sequences: 8);
        var tables = model.Score(input, [HeadScores.Induction(input), HeadScores.PreviousToken]);
        foreach (var (head, due) in new[] { ((5, 5), .925), ((6, 9), .915), ((7, 10), .905), ((5, 1), .902), ((7, 2), .820) })
            Assert.Equal(due, tables[0][head], .03);
        foreach (var (head, due) in new[] { ((4, 11), .987), ((3, 7), .544), ((2, 2), .494) }) Assert.Equal(due, tables[1][head], .05);
        Assert.Equal(new HeadIndex(4, 11), tables[1].Best.Head);
    }

    [Fact]
    public void GPT_2_repeats_what_it_has_seen_and_has_the_duplicate_token_heads_of_the_papers()
    {
        Assert.SkipWhen(ModelPath.Pulled("gpt2") is null,
            "the weights of gpt2 are not on this machine; fetch them with: course models pull gpt2");
        using var model = LanguageModel.Load("gpt2", new() { Device = "cpu" });
        var input = RepeatedTokens.Sample(model.Tokenizer.Vocabulary, n: 50, sequences: 8);
        Assert.Equal(13.2, TokenLoss.Mean(model, input, ..input.N), 1.5);
        Assert.Equal(.24, TokenLoss.Mean(model, input, input.SecondCopy), .2);
        var best = model.Score(input, HeadScores.DuplicateToken(input)).Top(20).Select(score => score.Head).ToHashSet();
        foreach (var head in new HeadIndex[] { (0, 1), (0, 10), (3, 0) }) Assert.Contains(head, best);
    }

    /// <summary>Clark et al. count layers and heads from 1 and score on other sentences, annotated otherwise: the heads are theirs, the
    /// accuracies near.</summary>
    [Fact]
    public void BERT_has_the_heads_for_determiners_and_objects_of_Clark_et_al()
    {
        Assert.SkipWhen(ModelPath.Pulled("bert-base-uncased") is null,
            "the weights of bert-base-uncased are not on this machine; fetch them with: course models pull bert-base-uncased");
        using var model = LanguageModel.Load("bert-base-uncased", new() { Device = "cpu" });
        var study = SyntaxStudy.Run(model);
        foreach (var (relation, head, accuracy) in new[] { ("det", new HeadIndex(7, 10), .943), ("obj", new HeadIndex(7, 9), .868) })
        {
            var found = study.Scores.Single(score => score.Relation == relation && score.Direction == SyntacticDirection.DependentToHead);
            Assert.Equal(head, found.Head);
            Assert.Equal(accuracy, found.Accuracy, .12);
            Assert.True(found.Accuracy > found.Baseline + .2);
        }
    }
}
