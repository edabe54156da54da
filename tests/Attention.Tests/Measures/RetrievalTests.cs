using Attention.Interventions;
using Attention.Measures;
using Attention.Tests.Interventions;
using Attention.Tokens;
using Course.Files;

namespace Attention.Tests.Measures;

public class RetrievalTests(SmolLm smolLm)
{
    private static readonly HiddenFact Fact = new("The key lies under a red stone.", "Where does it lie? Under a", "red stone");

    /// <summary>In abcdefabcdef the end, c d e f, is an answer that the induction head fetches and the previous-token head does
    /// not.</summary>
    [Fact]
    public void The_planted_induction_head_retrieves_and_no_other_head_does()
    {
        using var model = HandBuiltModel.Build();
        var prompt = new RetrievalPrompt(Fact, model.Tokenizer.Encode(HandBuiltModel.Text), AnswerAt: 8, FactAt: 2);
        var score = Retrieval.Score(model, [prompt, prompt]);
        Assert.Equal(2, score.Each.Count);
        Assert.Equal(1, score.Mean[(1, 0)]);
        Assert.All(new (int, int)[] { (0, 0), (0, 1), (1, 1) }, head => Assert.Equal(0, score.Mean[head]));
        Assert.Equal([true, true, true, true], Retrieval.SaidFirst(model, prompt));
        Assert.DoesNotContain(true, Retrieval.SaidFirst(model, prompt, Ablation.Zero(model.Config, (1, 0))));
    }

    /// <summary>Rows b c d a look for what followed them: c d e, as the places of the answer say, and b, which is another place.</summary>
    [Fact]
    public void An_answer_found_in_part_is_a_part_of_the_score_and_parts_of_it_can_be_asked_for()
    {
        using var model = HandBuiltModel.Build();
        var prompt = new RetrievalPrompt(Fact, model.Tokenizer.Encode("abcdefabcdab"), AnswerAt: 8, FactAt: 2);
        Assert.Equal(.75, Retrieval.Score(model, [prompt]).Mean[(1, 0)]);
        Assert.Equal(1, Retrieval.Score(model, [prompt], ..3).Mean[(1, 0)]);
        Assert.Equal(0, Retrieval.Score(model, [prompt], 3..).Mean[(1, 0)]);
    }

    [Fact]
    public void A_prompt_knows_the_places_of_fact_and_answer()
    {
        var tokenizer = smolLm.Model.Tokenizer;
        var prompt = RetrievalPrompt.Of(tokenizer, Fact, ["It rained.", "Nobody came."], depth: 1);
        Assert.Equal("It rained. The key lies under a red stone. Nobody came.\nWhere does it lie? Under a red stone", prompt.Text.Text);
        string At(int place) => string.Concat(prompt.Text.Tokens.Skip(place).Take(prompt.AnswerLength).Select(token => token.Text));
        Assert.Equal((" red stone", " red stone"), (At(prompt.AnswerAt), At(prompt.FactAt)));
        Assert.True(prompt.FactAt < prompt.AnswerAt);
        Assert.Equal(prompt.Text.Tokens.Count - 1, prompt.AnswerRows.End.Value);
        Assert.Equal(prompt.AnswerLength, prompt.AnswerRows.End.Value - prompt.AnswerRows.Start.Value);
    }

    [Theory]
    [InlineData("green stone")]
    [InlineData("a")]
    public void An_answer_that_is_not_in_the_fact_or_twice_before_the_question_is_refused(string answer)
    {
        var error = Assert.Throws<WrongUseException>(() =>
            RetrievalPrompt.Of(smolLm.Model.Tokenizer, Fact with { Answer = answer }, ["It rained on a roof."], 0));
        Assert.Contains(answer, error.Message, StringComparison.Ordinal);
    }
}
