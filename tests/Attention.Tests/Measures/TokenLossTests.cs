using Attention.Measures;
using Attention.Models;
using Attention.Tokens;
using Attention.Traces;
using TorchSharp;
using static TorchSharp.torch;

namespace Attention.Tests.Measures;

public class TokenLossTests(SmolLm smolLm)
{
    [Fact]
    public void The_loss_is_minus_the_log_of_the_probability_of_the_token_that_came()
    {
        using var scope = NewDisposeScope();
        var text = smolLm.Model.Tokenizer.Encode("The cat sat on the mat");
        using var trace = smolLm.Model.Trace(text, new() { Layers = [0], Heads = [0], Logits = true });
        var logProbability = trace.Logits!.ToTensor().log_softmax(-1);

        var losses = TokenLoss.PerToken(smolLm.Model, TokenBatch.Of(text));

        for (var i = 0; i < text.Tokens.Count - 1; i++)
            Assert.Equal(-logProbability[i, text.Tokens[i + 1].Id].Number(), losses[0, i], 3);
    }

    [Fact]
    public void Repetition_makes_the_second_copy_predictable()
    {
        var repeated = RepeatedTokens.Sample(smolLm.Model.Tokenizer.Vocabulary);
        var first = TokenLoss.Mean(smolLm.Model, repeated, repeated.FirstCopy);
        var second = TokenLoss.Mean(smolLm.Model, repeated, repeated.SecondCopy);
        Assert.InRange(first - second, 8, 12);
    }

    [Fact]
    public void Each_sequence_of_a_batch_has_the_loss_that_it_has_alone()
    {
        var repeated = RepeatedTokens.Sample(smolLm.Model.Tokenizer.Vocabulary, n: 12, sequences: 3);
        var together = TokenLoss.MeanBySequence(smolLm.Model, repeated, repeated.SecondCopy);
        foreach (var (b, one) in repeated.Each().Index())
            Assert.Equal(TokenLoss.Mean(smolLm.Model, one, one.SecondCopy), together[b], 1e-3);
        Assert.True(together.Max() - together.Min() > .01);
    }

    [Fact]
    public void One_token_predicts_nothing_and_is_refused()
    {
        Assert.Throws<ArgumentException>(() => TokenLoss.PerToken(smolLm.Model, new TokenBatch(new long[,] { { 5 } }, false)));
    }
}
