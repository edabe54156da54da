using Attention.Models;
using static TorchSharp.torch;

namespace Attention.Tests.Models.Families;

/// <summary>Each family computes what transformers computes with the same weights: attention to 1e-5, logits and streams to 1e-4.</summary>
public class ParityTests
{
    [Theory]
    [InlineData("gpt2", 1e-5)]
    // not scaled, its scores reach 46: computed in double precision, the reference is 1.2e-5 away itself
    [InlineData("gpt_neo", 5e-5)]
    [InlineData("gpt_neox", 1e-5)]
    [InlineData("llama_gqa", 1e-5)]
    public void Attention_and_logits_are_those_of_the_reference(string family, double tolerance)
    {
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        using var reference = new Reference(family);
        var (x, attention) = reference.Run(reference.Expected("input_ids"));
        Assert.InRange(Fixture.LargestDifference(reference.Expected("attentions"), attention), 0, tolerance);
        Assert.InRange(Fixture.LargestDifference(reference.Expected("logits"), reference.Transformer.Unembed(x)), 0, 1e-4);
    }

    [Fact]
    public void Bert_looks_both_ways_and_at_no_padding()
    {
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        using var reference = new Reference("bert");
        var lengths = reference.Expected("attention_mask").sum(1).Integers().Select(length => (int)length).ToArray();
        Assert.Equal([24, 17], lengths);
        var (x, attention) = reference.Run(reference.Expected("input_ids"), lengths);
        Assert.InRange(Fixture.LargestDifference(reference.Expected("attentions"), attention), 0, 1e-5);
        Assert.InRange(Fixture.LargestDifference(reference.Expected("last_hidden_state"), x), 0, 1e-4);
    }

    [Fact]
    public void Bert_predicts_no_next_token_and_says_so()
    {
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        using var reference = new Reference("bert");
        var error = Assert.Throws<NoHeadException>(() => reference.Transformer.Unembed(ones(1, 48)));
        Assert.StartsWith("bert has no language-model head: it is an encoder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_padded_sequence_is_the_same_as_alone()
    {
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        foreach (var family in new[] { "bert", "gpt2" })
        {
            using var reference = new Reference(family);
            var ids = reference.Expected("input_ids");
            var together = reference.Run(ids, [24, 17]);
            var alone = reference.Run(ids[1].narrow(0, 0, 17).unsqueeze(0));
            Assert.InRange(Fixture.LargestDifference(alone.Stream[0], together.Stream[1].narrow(0, 0, 17)), 0, 1e-5);
            Assert.InRange(Fixture.LargestDifference(alone.Attention.select(1, 0),
                together.Attention.select(1, 1).narrow(2, 0, 17).narrow(3, 0, 17)), 0, 1e-6);
        }
    }

    [Fact]
    public void A_window_hides_what_is_further_back()
    {
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        using var reference = new Reference("gpt_neo");
        Assert.Equal([0, 8], reference.Config.Windows.Take(2));
        var attention = reference.Run(reference.Expected("input_ids")).Attention;
        Assert.Equal(0, attention[1].tril(-8).abs().max().Number());
        Assert.True(attention[1].diagonal(-7, -2, -1).min().Number() > 0);
        Assert.True(attention[0].diagonal(-8, -2, -1).min().Number() > 0);
    }
}
