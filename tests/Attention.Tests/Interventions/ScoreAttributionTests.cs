using Attention.Interventions;
using Attention.Models;
using Attention.Tokens;

namespace Attention.Tests.Interventions;

public class ScoreAttributionTests(SmolLm smolLm)
{
    /// <summary>Queries of the second copy and the tokens that came next in the first.</summary>
    private static readonly (int, int)[] Planted = [(7, 2), (8, 3), (9, 4), (10, 5)];

    [Fact]
    public void In_the_hand_built_circuit_the_key_is_written_by_the_previous_token_head_and_the_query_by_the_embedding()
    {
        using var model = HandBuiltModel.Build();
        var input = HandBuiltModel.Input(model);

        var keys = ScoreAttribution.Of(model, input, (1, 0), HookPoint.K, Planted);
        Assert.Equal(keys.Score, keys.Heads[(0, 0)], 1e-3);
        Assert.Equal(0, keys.Embedding, 1e-4);
        Assert.Equal(0, keys.Heads[(0, 1)], 1e-6);

        var queries = ScoreAttribution.Of(model, input, (1, 0), HookPoint.Q, Planted);
        Assert.Equal(keys.Score, queries.Score, 1e-6);
        Assert.Equal(queries.Score, queries.Embedding, 1e-3);
        Assert.Equal(0, queries.Heads[(0, 0)], 1e-4);
    }

    [Fact]
    public void The_score_is_what_the_row_has_at_the_key_over_the_mean_of_the_others()
    {
        using var model = HandBuiltModel.Build();
        using var cache = new ActivationCache(HookPoint.AttnScores, 1);
        model.Run(HandBuiltModel.Text, cache.Hook).Dispose();
        var row = cache.Row(HookPoint.AttnScores, 1, 0, 7);
        var others = (row[0] + row[1] + row[3] + row[4] + row[5] + row[6] + row[7]) / 7;
        Assert.Equal(row[2] - others, ScoreAttribution.Of(model, HandBuiltModel.Input(model), (1, 0), HookPoint.K, [(7, 2)]).Score, 1e-4);
    }

    /// <summary>With rotary positions, grouped keys, MLPs and norms of weights other than 1.</summary>
    [Theory]
    [InlineData(17, 4, HookPoint.K)]
    [InlineData(18, 6, HookPoint.K)]
    [InlineData(18, 6, HookPoint.Q)]
    [InlineData(29, 8, HookPoint.K)]
    [InlineData(0, 3, HookPoint.Q)]
    public void The_parts_sum_to_the_score(int layer, int head, HookPoint side)
    {
        var input = RepeatedTokens.Sample(smolLm.Model.Tokenizer.Vocabulary, n: 12, sequences: 2, seed: 5);
        var parts = ScoreAttribution.Of(smolLm.Model, input, (layer, head), side, input.Matches());
        Assert.NotEqual(0, parts.Score, .05);
        Assert.Equal(parts.Score, parts.Sum, 2e-3);
        Assert.All(smolLm.Model.Config.AllHeads().Where(other => other.Layer >= layer), other => Assert.Equal(0, parts.Heads[other]));
    }

    [Fact]
    public void The_mean_over_cells_is_the_mean_of_each_and_the_parts_come_largest_first()
    {
        var input = RepeatedTokens.Sample(smolLm.Model.Tokenizer.Vocabulary, n: 6, sequences: 1, seed: 2);
        ScoreAttribution Of(params (int, int)[] cells) => ScoreAttribution.Of(smolLm.Model, input, (17, 4), HookPoint.K, cells);
        var (both, first, second) = (Of((8, 3), (9, 4)), Of((8, 3)), Of((9, 4)));
        Assert.Equal((first.Heads[(16, 0)] + second.Heads[(16, 0)]) / 2, both.Heads[(16, 0)], 1e-3);
        Assert.Equal(both.Parts().Select(part => part.Value).OrderDescending(), both.Parts().Select(part => part.Value));
        Assert.Equal(both.Sum, both.Parts().Sum(part => part.Value), 1e-6);
    }

    [Fact]
    public void What_cannot_be_taken_apart_is_refused()
    {
        using var model = HandBuiltModel.Build();
        var input = HandBuiltModel.Input(model);
        void Refused<T>(HeadIndex head, HookPoint side, params (int, int)[] cells) where T : Exception =>
            Assert.Throws<T>(() => ScoreAttribution.Of(model, input, head, side, cells));
        Refused<ArgumentException>((1, 0), HookPoint.V, (7, 2));
        Refused<ArgumentException>((1, 0), HookPoint.K);
        Refused<ArgumentException>((1, 0), HookPoint.K, (2, 7));
        Refused<ArgumentException>((1, 0), HookPoint.K, (0, 0));
        Refused<ArgumentException>((1, 0), HookPoint.K, (12, 2));
        Refused<HeadIndexException>((2, 0), HookPoint.K, (7, 2));
    }
}
