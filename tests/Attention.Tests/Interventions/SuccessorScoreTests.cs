using Attention.Interventions;
using static TorchSharp.torch;

namespace Attention.Tests.Interventions;

public class SuccessorScoreTests(SmolLm smolLm)
{
    private static readonly IReadOnlyList<IReadOnlyList<string>> Letters = [["a", "b", "c", "d"], ["f", "g", "h"]];

    /// <summary>Head 1.0 of the hand-built model copies the token that it looks at; its prediction is moved on by one letter.</summary>
    [Fact]
    public void A_planted_head_that_says_the_next_letter_has_all_of_them_and_not_the_letters_before()
    {
        using var model = HandBuiltModel.Build();
        var output = model.Transformer.Weights.Layers[1].Output;
        using (NewDisposeScope()) output.copy_(output.roll(1, 0));
        Assert.Equal(1, SuccessorScore.Of(model, Letters)[(1, 0)]);
        Assert.InRange(SuccessorScore.Of(model, Letters, after: -1)[(1, 0)], 0, .4);      // at the ends of the lists nothing is raised
        using (NewDisposeScope()) output.copy_(output.roll(-2, 0));
        Assert.InRange(SuccessorScore.Of(model, Letters)[(1, 0)], 0, .4);
        Assert.Equal(1, SuccessorScore.Of(model, Letters, after: -1)[(1, 0)]);
    }

    [Fact]
    public void All_lists_are_words_of_one_token_in_the_main_model() => Assert.All(SuccessorScore.Lists.SelectMany(list => list), word =>
        Assert.Single(smolLm.Model.Tokenizer.Encode(word, bos: false).Tokens));

    [Fact]
    public void Prompts_show_neighbours_and_ask_for_the_next()
    {
        var prompts = SuccessorScore.Prompts(smolLm.Model.Tokenizer, shown: 3,
            [[" one", " two", " three", " four", " five"], [" Monday", " Tuesday"]]);
        Assert.Equal(["In order: one, two, three,", "In order: two, three, four,"], prompts.Texts.Select(text => text.Text));
        Assert.Equal([" four", " five"], prompts.Answers.Select(smolLm.Model.Tokenizer.TextOf));
    }

    [Fact]
    public void No_word_stands_in_two_lists()
    {
        string[] all = [.. SuccessorScore.Lists.SelectMany(list => list)];
        Assert.Equal(all.Length, all.Distinct().Count());
    }
}
