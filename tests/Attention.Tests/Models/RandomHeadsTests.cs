using Attention.Models;

namespace Attention.Tests.Models;

public class RandomHeadsTests(SmolLm smolLm)
{
    [Fact]
    public void Random_heads_like_others_are_of_the_same_layers_and_none_of_the_others()
    {
        using var model = LanguageModel.Load("induction-2l", new() { Device = "cpu" });
        HeadIndex[] chosen = [(0, 1), (1, 0), (1, 3)];
        var drawn = model.Config.RandomHeadsLike(chosen, seed: 2);
        Assert.Equal([0, 1, 1], drawn.Select(head => head.Layer).Order());
        Assert.Equal(3, drawn.Distinct().Count());
        Assert.Empty(drawn.Intersect(chosen));
        Assert.Equal(drawn, model.Config.RandomHeadsLike(chosen, seed: 2));
        Assert.Empty(model.Config.RandomHeadsLike(model.Config.HeadsIn(1), seed: 1));
    }

    [Fact]
    public void Heads_that_share_keys_come_together()
    {
        var config = smolLm.Model.Config;      // three queries a key
        Assert.Equal([(17, 3), (17, 4), (17, 5), (18, 6), (18, 7), (18, 8)],
            config.SharingKeysWith((17, 4), (18, 6)).Select(head => (head.Layer, head.Head)));
        Assert.Empty(config.SharingKeysWith());
    }
}
