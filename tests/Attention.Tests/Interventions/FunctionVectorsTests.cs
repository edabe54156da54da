using Attention.Interventions;
using Attention.Models;
using Attention.Tokens;
using Course.Files;

namespace Attention.Tests.Interventions;

public class FunctionVectorsTests(SmolLm smolLm)
{
    private LanguageModel Model => smolLm.Model;

    private FewShotPrompts Prompts(int shots, params int[] questions) => FewShotTask.Opposites.Prompts(Model.Tokenizer, questions, shots);

    /// <summary>The mean over one prompt is what that prompt has, so to put it there changes nothing.</summary>
    [Fact]
    public void A_head_that_is_replaced_by_itself_has_no_effect_and_one_from_another_prompt_has()
    {
        var (one, other) = (Prompts(2, 3), Prompts(2, 7));
        HeadIndex[] heads = [(14, 1), (20, 0), (29, 5)];
        var same = FunctionVectors.IndirectEffects(Model, one, one, heads);
        var different = FunctionVectors.IndirectEffects(Model, other, one, heads);
        Assert.All(heads, head => Assert.Equal(0, same.Mean[head], 1e-5));
        Assert.Contains(heads, head => Math.Abs(different.Mean[head]) > 1e-5);
        Assert.Equal(heads, same.Mean.All().Select(score => score.Head));
    }

    /// <summary>All heads of a layer together write what the layer's attention adds.</summary>
    [Fact]
    public void The_vector_of_a_whole_layer_is_what_its_attention_adds_at_the_last_token()
    {
        var prompts = Prompts(1, 4);
        using var cache = new ActivationCache(HookPoint.AttnOut, 9);
        Model.Run(prompts.Texts[0], cache.Hook).Dispose();
        var vector = FunctionVectors.Of(Model, prompts, Model.Config.HeadsIn(9));
        foreach (var (expected, actual) in cache.Row(HookPoint.AttnOut, 9, ^1).Zip(vector)) Assert.Equal(expected, actual, 1e-3);
    }

    [Fact]
    public void A_vector_is_added_at_the_last_token_of_its_layer_and_nowhere_else()
    {
        var prompts = Prompts(0, 4);
        using var plain = new ActivationCache(HookPoint.ResidPost, 5);
        using var changed = new ActivationCache(HookPoint.ResidPre, 6);
        float[] vector = [.. Enumerable.Range(0, Model.Config.HiddenSize).Select(i => i == 3 ? 2f : 0f)];
        Model.Run(prompts.Texts[0], plain.Hook).Dispose();
        Model.Run(prompts.Texts[0], FunctionVectors.Add(vector, 5), changed.Hook).Dispose();
        Assert.Equal(2, changed.Row(HookPoint.ResidPre, 6, ^1)[3] - plain.Row(HookPoint.ResidPost, 5, ^1)[3], 1e-4);
        Assert.Equal(plain.Row(HookPoint.ResidPost, 5, ^1)[4], changed.Row(HookPoint.ResidPre, 6, ^1)[4]);
        Assert.Equal(plain.Row(HookPoint.ResidPost, 5, ^2), changed.Row(HookPoint.ResidPre, 6, ^2));
    }

    [Fact]
    public void Probabilities_are_those_of_the_answers_after_each_prompt()
    {
        var prompts = Prompts(3, 0, 3);
        var probabilities = Model.AnswerProbabilities(prompts);
        foreach (var (i, text) in prompts.Texts.Index())
        {
            using var run = Model.Run(text);
            Assert.Equal(run.Probability(" " + prompts.Task.Pairs[prompts.Questions[i]].Answer), probabilities[i], 1e-4);
        }
    }

    /// <summary>What is below a change is shared; each answer is that of a run of its own.</summary>
    [Fact]
    public void Changes_that_begin_higher_up_give_what_each_gives_in_a_run_of_its_own()
    {
        var (prompts, L) = (Prompts(2, 0, 3), Model.Config.NumHiddenLayers);
        (int, Hook)[] changes = [(0, Hooks.Forbid([1], 0)), (14, Hooks.Forbid([2], 14, 15)), (20, Ablation.Zero(Model.Config, (20, 5))),
            (L, Hooks.Forbid([1]))];
        var together = Model.AnswerProbabilities(prompts, changes);
        foreach (var (i, (_, hook)) in changes.SkipLast(1).Index())
            Assert.Equal(Model.AnswerProbabilities(prompts, hook), together[i], (a, b) => Math.Abs(a - b) < 1e-4);
        Assert.Equal(Model.AnswerProbabilities(prompts), together[^1], (a, b) => Math.Abs(a - b) < 1e-5);
        Assert.NotEqual(together[0][0], together[^1][0], 1e-3);
        Assert.Contains("31 of 30",
            Assert.Throws<HeadIndexException>(() => Model.AnswerProbabilities(prompts, [(31, Hooks.All())])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_vector_of_another_width_is_refused_in_words() =>
        Assert.Throws<WrongUseException>(() => Model.AnswerProbabilities(Prompts(0, 1), FunctionVectors.Add([1, 2, 3], 4)));
}
