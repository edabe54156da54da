using Attention.Tokens;
using Course.Files;

namespace Attention.Tests.Tokens;

public class FewShotTaskTests(SmolLm smolLm)
{
    private static readonly FewShotTask Colours = new("colours", [("sky", "blue"), ("grass", "green"), ("snow", "white")]);

    private TextTokenizer Tokenizer => smolLm.Model.Tokenizer;

    [Fact]
    public void A_prompt_shows_examples_and_ends_where_the_answer_begins()
    {
        var prompts = Colours.Prompts(Tokenizer, [1], shots: 2, seed: 1);
        var text = prompts.Texts[0].Text;
        Assert.EndsWith("\n\nQ: grass\nA:", text, StringComparison.Ordinal);
        Assert.Contains("Q: sky\nA: blue\n\n", text, StringComparison.Ordinal);
        Assert.Contains("Q: snow\nA: white\n\n", text, StringComparison.Ordinal);
        Assert.Equal(" green", Tokenizer.TextOf(prompts.Answers[0]));
        Assert.Equal("Q: grass\nA:", Colours.Prompts(Tokenizer, [1], shots: 0).Texts[0].Text);
    }

    [Fact]
    public void A_sentence_of_ones_own_asks_with_the_word_in_its_place()
    {
        var asked = FewShotTask.Capitals.In(Tokenizer).Ask(Tokenizer, "The capital of {0} is", [2, 0]);
        Assert.Equal(["The capital of Italy is", "The capital of France is"], asked.Texts.Select(text => text.Text));
        Assert.Equal([" Rome", " Paris"], asked.Answers.Select(Tokenizer.TextOf));
    }

    [Fact]
    public void Shuffled_examples_have_the_same_words_and_no_right_pair()
    {
        var task = FewShotTask.Opposites;
        int[] all = [.. Enumerable.Range(0, task.Pairs.Count)];
        var prompts = task.Prompts(Tokenizer, all, shots: 4, seed: 3, shuffled: true);
        var clean = task.Prompts(Tokenizer, all, shots: 4, seed: 3);
        foreach (var (shown, right) in prompts.Texts.Zip(clean.Texts))
        {
            Assert.Equal(right.Ids.Order(), shown.Ids.Order());
            Assert.DoesNotContain(task.Pairs,
                pair => shown.Text.Contains($"Q: {pair.Question}\nA: {pair.Answer}\n", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void No_prompt_shows_the_pair_that_it_asks_for_and_examples_come_from_the_given_half()
    {
        var prompts = FewShotTask.Past.Prompts(Tokenizer, [0, 1, 2], shots: 3, seed: 1, from: [0, 5, 6, 7]);
        foreach (var (i, text) in prompts.Texts.Index())
        {
            var shown = FewShotTask.Past.Pairs.Index()
                .Where(pair => text.Text.Contains($"A: {pair.Item.Answer}\n", StringComparison.Ordinal));
            Assert.DoesNotContain(i, shown.Select(pair => pair.Index));
            Assert.All(shown, pair => Assert.Contains(pair.Index, new[] { 0, 5, 6, 7 }));
        }
    }

    [Fact]
    public void All_prompts_have_one_length_and_the_same_seed_gives_the_same_ones()
    {
        foreach (var task in FewShotTask.All.Select(task => task.In(Tokenizer)))
        {
            Assert.InRange(task.Pairs.Count, 20, 60);
            Assert.Equal(task.Pairs.Count, task.Pairs.Select(pair => pair.Question).Distinct().Count());
            int[] all = [.. Enumerable.Range(0, task.Pairs.Count)];
            var (one, two) = (task.Prompts(Tokenizer, all, 5, 4).Input.Ids, task.Prompts(Tokenizer, all, 5, 4).Input.Ids);
            Assert.Equal(one.Cast<long>(), two.Cast<long>());
        }
    }

    [Fact]
    public void Words_of_several_tokens_and_too_few_pairs_are_refused_in_words()
    {
        var odd = new FewShotTask("odd", [.. Colours.Pairs, ("lighthouse keepers", "sea")]);
        Assert.Throws<WrongUseException>(() => odd.Prompts(Tokenizer, [0, 3], 0));
        Assert.Equal(3, odd.In(Tokenizer).Pairs.Count);
        Assert.Throws<WrongUseException>(() => Colours.Prompts(Tokenizer, [0], 3));
        Assert.Throws<WrongUseException>(() => Colours.Prompts(Tokenizer, [], 1));
        Assert.Throws<WrongUseException>(() => Colours.Ask(Tokenizer, "what is {0}", [0, 99]));
        Assert.Throws<WrongUseException>(() => Colours.Prompts(Tokenizer, [0], 1, shuffled: true));
    }
}
