using Attention.Generation;
using Attention.Interventions;
using Attention.Models;
using Attention.Tests.Models.Families;
using Attention.Traces;
using Course.Files;

namespace Attention.Tests.Generation;

public class GenerationTests(SmolLm smolLm)
{
    private const string Prompt = "The capital of France is";

    public static TheoryData<string> Families => [.. RandomFamily.Shapes.Where(shape => shape.Value.HasHead).Select(shape => shape.Key)];

    [Theory]
    [MemberData(nameof(Families))]
    public void Kept_keys_and_values_give_what_running_the_whole_text_again_gives(string family)
    {
        using var model = RandomFamily.Model(family);
        var kept = model.Generate("the cat", 12, new() { Stop = [] });
        var again = model.Generate("the cat", 12, new() { Stop = [] }, Hooks.All());
        Assert.Equal(again.Text.Ids, kept.Text.Ids);
        Assert.All(kept.Probabilities.Zip(again.Probabilities), pair => Assert.Equal(pair.Second, pair.First, 1e-4));
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Attention_that_was_kept_is_that_of_one_run_over_all_tokens(string family)
    {
        using var model = RandomFamily.Model(family);
        var text = model.Generate("the cat", 9, new() { Stop = [], KeepAttention = true });
        using var whole = model.Trace(text.Text);
        foreach (var head in model.Config.AllHeads())
            Assert.Equal(whole.Pattern(head).AsSpan().ToArray(), text.Trace!.Pattern(head).AsSpan().ToArray(),
                (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void SmolLM2_says_Paris_and_each_token_is_the_likeliest_after_those_before()
    {
        var text = smolLm.Model.Generate(Prompt, 6);
        Assert.StartsWith(" Paris", text.Continuation, StringComparison.Ordinal);
        using var run = smolLm.Model.Run(text.Text);
        for (var t = text.PromptTokens; t < text.Text.Tokens.Count; t++)
        {
            var (token, probability) = run.Top(1, t - 1)[0];
            Assert.Equal(token, text.Text.Tokens[t].Text);
            Assert.Equal(probability, text.Probabilities[t - text.PromptTokens], 1e-3);
        }
    }

    [Fact]
    public void A_seed_draws_the_same_tokens_and_another_seed_others()
    {
        string Drawn(int seed) => smolLm.Model.Generate(Prompt, 8, new() { Temperature = 1.5, Seed = seed }).Continuation;
        Assert.Equal(Drawn(3), Drawn(3));
        Assert.NotEqual(Drawn(3), Drawn(4));
    }

    [Fact]
    public void A_narrow_nucleus_is_the_likeliest_token()
    {
        var narrow = smolLm.Model.Generate(Prompt, 5, new() { Temperature = 1, TopP = 1e-6, Seed = 9 });
        Assert.Equal(smolLm.Model.Generate(Prompt, 5).Continuation, narrow.Continuation);
    }

    [Fact]
    public void A_stop_token_ends_the_text_and_is_no_part_of_what_was_written()
    {
        var stop = smolLm.Model.Tokenizer.SingleId(".");
        var text = smolLm.Model.Generate(Prompt, 30, new() { Stop = [stop] });
        Assert.True(text.Ended);
        Assert.Equal(stop, text.Text.Tokens[^1].Id);
        Assert.DoesNotContain('.', text.Continuation);
    }

    [Fact]
    public void A_conversation_is_answered_as_the_models_file_says_and_ends_where_the_turn_ends()
    {
        var answer = smolLm.Model.Generate([new("user", "What is the capital of France? Answer in one short sentence.")], 40,
            new() { KeepAttention = true });
        Assert.Contains("Paris", answer.Continuation, StringComparison.Ordinal);
        Assert.True(answer.Ended);
        Assert.Equal("<|im_end|>", answer.Text.Tokens[^1].Text);
        Assert.Equal("<|im_start|>", answer.Text.Tokens[0].Text);
        Assert.Equal(answer.Text.Tokens.Count, answer.Trace!.Tokens.Count);
        using var plain = RandomFamily.Model("gpt2");
        Assert.Contains("no chat template", Assert.Throws<WrongUseException>(() => plain.Generate([new("user", "a")], 1)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Hooks_are_active_at_every_token()
    {
        var silent = smolLm.Model.Generate(Prompt, 4, null,
            Ablation.Zero(smolLm.Model.Config, smolLm.Model.Config.HeadsIn(Enumerable.Range(0, 30))));
        Assert.NotEqual(smolLm.Model.Generate(Prompt, 4).Continuation, silent.Continuation);
    }

    [Fact]
    public void The_context_bounds_what_is_written()
    {
        using var model = RandomFamily.Model("gpt2");
        var text = model.Generate("the cat", 1000, new() { Stop = [] });
        Assert.Equal(model.Config.MaxPositionEmbeddings, text.Text.Tokens.Count);
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        Assert.Throws<WrongUseException>(() => smolLm.Model.Generate(Prompt, 1, new() { Temperature = -1 }));
        Assert.Throws<WrongUseException>(() => smolLm.Model.Generate(Prompt, 1, new() { TopP = 0 }));
        Assert.Throws<WrongUseException>(() => smolLm.Model.Generate("", 1));
        using var bert = RandomFamily.Model("bert");
        Assert.Throws<NoHeadException>(() => bert.Generate("the cat", 1));
    }
}
