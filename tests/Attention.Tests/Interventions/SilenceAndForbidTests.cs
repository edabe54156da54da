using Attention.Interventions;
using Attention.Measures;
using Attention.Models;
using Attention.Tokens;

namespace Attention.Tests.Interventions;

public class SilenceAndForbidTests(SmolLm smolLm)
{
    private const string Text = "The old lighthouse stood at the end of the harbour wall and nobody came";

    [Fact]
    public void A_forbidden_position_gets_no_weight_from_later_ones_and_rows_still_sum_to_one()
    {
        var model = smolLm.Model;
        var input = TokenBatch.Of(model.Tokenizer.Encode(Text));
        var score = new HeadMeasure("on position 3", pattern => pattern.select(-1, 3).narrow(-1, 4, pattern.shape[^1] - 4).mean([-1L]));
        Assert.Equal(0, model.Score(input, score, Hooks.Forbid([0, 3])).Best.Score, 6);
        Assert.Equal(0, model.Score(input, HeadScores.FirstToken, Hooks.Forbid([0])).Best.Score, 6);
        Assert.True(model.Score(Text, HeadScores.FirstToken).Best.Score > .9);
    }

    [Fact]
    public void A_position_is_forbidden_in_the_layers_that_were_named_and_seen_in_all_others()
    {
        var model = smolLm.Model;
        var input = TokenBatch.Of(model.Tokenizer.Encode(Text));
        var means = model.Score(input, HeadScores.FirstToken, Hooks.Forbid([0], 12, 14)).LayerMeans();
        Assert.All(means.Index(), mean => Assert.Equal(mean.Index is 12 or 13, mean.Item < 1e-6));
    }

    [Fact]
    public void A_silenced_MLP_changes_the_stream_from_its_layer_on_at_its_position_only_until_heads_look_there()
    {
        var model = smolLm.Model;
        var last = model.Tokenizer.Encode(Text).Tokens.Count - 1;
        using var clean = model.Run(Text, Hooks.At(HookPoint.MlpOut, 29, value => value));      // to the last bit only by the same loops
        using var silenced = model.Run(Text, Hooks.Silence(HookPoint.MlpOut, 29, last));
        Assert.Equal(clean.Logits[last - 1], silenced.Logits[last - 1]);
        Assert.NotEqual(clean.Logits[last], silenced.Logits[last]);
    }

    [Fact]
    public void The_first_positions_stream_is_the_longest_by_far()
    {
        var norms = StreamNorms.Of(smolLm.Model, smolLm.Model.Tokenizer.Encode(Text));
        Assert.True(norms.Ratio(11, 0) > 50);
        Assert.InRange(norms.Ratio(11, 5), .2, 5);
    }

    [Fact]
    public void Each_sequence_can_have_a_silent_position_of_its_own()
    {
        var model = smolLm.Model;
        var batch = RepeatedTokens.Sample(model.Tokenizer.Vocabulary, n: 8, sequences: 2);
        var together = TokenLoss.MeanBySequence(model, batch, hook: Hooks.Silence(HookPoint.MlpOut, 2, [0, 3]));
        foreach (var (b, one) in batch.Each().Index())
            Assert.Equal(TokenLoss.Mean(model, one, hook: Hooks.Silence(HookPoint.MlpOut, 2, b == 0 ? 0 : 3)), together[b], 1e-3);
        Assert.Throws<HookException>(() => TokenLoss.Mean(model, batch, hook: Hooks.Silence(HookPoint.MlpOut, 2, [0, 1, 2])));
    }

    [Fact]
    public void Streams_of_texts_side_by_side_are_as_long_as_alone()
    {
        var model = smolLm.Model;
        TokenizedText[] texts = [model.Tokenizer.Encode(Text), model.Tokenizer.Encode("No"), model.Tokenizer.Encode("The cat sat")];
        foreach (var (text, together) in texts.Zip(StreamNorms.Of(model, texts)))
        {
            var alone = StreamNorms.Of(model, text);
            Assert.Equal(text.Tokens.Count, together.Values[3].Length);
            for (var t = 0; t < text.Tokens.Count; t++) Assert.Equal(1, together.Values[3][t] / alone.Values[3][t], 1e-3);
        }
    }
}
