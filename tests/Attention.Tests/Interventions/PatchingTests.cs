using Attention.Interventions;
using Attention.Models;

namespace Attention.Tests.Interventions;

public class PatchingTests
{
    // After "...d" of the second copy comes e; in the corrupted prompt the first copy holds g in its place.
    private static PromptPair Pair(LanguageModel model) => PromptPair.Of(model, "abcdefabcd", "abcdgfabcd", "e", "g");

    [Fact]
    public void Patching_everything_gives_the_clean_run_and_patching_nothing_the_corrupted()
    {
        using var model = HandBuiltModel.Build();
        using var everything = new ActivationCache(Enum.GetValues<HookPoint>());
        model.Run("abcdefabcd", everything.Hook).Dispose();
        Assert.Equal(1, Patching.Effect(model, Pair(model), Patching.From(everything)), 5);
        Assert.Equal(0, Patching.Effect(model, Pair(model), Hooks.All()), 5);
    }

    [Fact]
    public void The_difference_lies_where_the_tokens_differ_and_after_the_induction_head_at_the_end()
    {
        using var model = HandBuiltModel.Build();
        var table = Patching.Positions(model, Pair(model));
        Assert.InRange(table.CleanDifference, 1, 100);
        Assert.Equal(-table.CleanDifference, table.CorruptedDifference, 3);    // e and g are alike to this model but for the prompt
        Assert.Equal([2, 10], [table.Values.GetLength(0), table.Values.GetLength(1)]);
        for (var l = 0; l < 2; l++)
            for (var t = 0; t < 10; t++) Assert.Equal(t == 4 ? 1 : 0, table.Values[l, t], 2);
        var after = Patching.Positions(model, Pair(model), HookPoint.ResidPost);
        Assert.Equal(1, after.Values[1, 9], 4);
        Assert.Equal(0, after.Values[1, 4], 4);
    }

    [Fact]
    public void Only_the_induction_head_carries_the_answer()
    {
        using var model = HandBuiltModel.Build();
        var heads = Patching.Heads(model, Pair(model));
        Assert.Equal(1, heads[(1, 0)], 2);
        Assert.Equal(0, heads[(0, 1)], 4);
        Assert.Equal(0, heads[(1, 1)], 4);
        Assert.InRange(heads[(0, 0)], -.1, .1);
    }

    [Fact]
    public void Prompts_of_different_lengths_are_shown_token_by_token()
    {
        using var model = HandBuiltModel.Build();
        var thrown = Assert.Throws<PromptLengthException>(() => PromptPair.Of(model, "abc", "abcd", "e", "g"));
        Assert.Contains("3: a|b|c", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("4: a|b|c|d", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Prompts_that_make_no_difference_are_refused()
    {
        using var model = HandBuiltModel.Build();
        Assert.Throws<ArgumentException>(() => Patching.Heads(model, PromptPair.Of(model, "abc", "abc", "e", "g")));
    }

    /// <summary>What one copies in a picture for learners are words that they know.</summary>
    [Fact]
    public void The_pair_for_copying_is_made_of_everyday_words_where_the_model_has_them()
    {
        using var model = LanguageModel.Load();
        var pair = PromptPair.Copying(model, n: 20, copied: 10, seed: 5);
        var words = pair.Clean.Ids.Concat(pair.Corrupted.Ids).Skip(pair.Clean.HasBos ? 1 : 0).Select(id => model.Tokenizer.TextOf((int)id))
            .Where(word => word != "<|endoftext|>").Distinct().ToArray();
        Assert.Equal(21, words.Length);
        Assert.All(words, word => Assert.Matches("^ [a-z]{4,8}$", word));
    }

    [Fact]
    public void The_pair_for_copying_differs_in_one_token_and_asks_for_it()
    {
        using var model = HandBuiltModel.Build();
        var pair = PromptPair.Copying(model, n: 6, copied: 4, seed: 3);
        var (clean, corrupted) = (pair.Clean.Ids, pair.Corrupted.Ids);
        Assert.Equal([4], Enumerable.Range(0, clean.Length).Where(i => clean[i] != corrupted[i]));
        Assert.Equal(clean[..4], clean[6..]);
        Assert.Equal((pair.Answer, pair.Other), ((int)clean[4], (int)corrupted[4]));
        Assert.Equal(1, Patching.Heads(model, pair)[(1, 0)], 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => PromptPair.Copying(model, n: 4, copied: 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => PromptPair.Copying(model, n: 12, copied: 4));
    }
}
