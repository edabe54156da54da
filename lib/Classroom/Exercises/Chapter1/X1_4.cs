using Attention.Measures;
using Attention.Models;
using Attention.Tokens;

namespace Classroom.Exercises;

/// <summary>Copies shorter than any in training.</summary>
internal sealed class X1_4 : ModelExercise
{
    public override string Id => "X1.4";
    public override int Difficulty => 2;
    public override int Minutes => 15;
    public override string Task =>
        "In training, the segments of induction-2l were 16 to 32 tokens long. What becomes of its best induction score on copies of only "
            + "4? Guess first. Then write the score as a function of the model and of the length of the copy. Take 8 sequences and seed 2.";
    public override string Expected => "The best induction score over all heads, on 8 sequences of random tokens given twice, with seed 2.";
    public override IReadOnlyList<string> Hints =>
    [
        "The input is made by `RepeatedTokens.Sample`. Its length n is what you are given.",
        "`RepeatedTokens.Sample(small.Tokenizer.Vocabulary, n, sequences: 8, seed: 2)`",
        "`small.Score(input, HeadScores.Induction(input)).Best.Score`",
    ];
    public override string Stub => "double OnCopies(LanguageModel small, int n) => double.NaN;    // your turn";
    public override string Solution => """
        double OnCopies(LanguageModel small, int n)
        {
            var input = RepeatedTokens.Sample(small.Tokenizer.Vocabulary, n, sequences: 8, seed: 2);
            return small.Score(input, HeadScores.Induction(input)).Best.Score;
        }
        """;
    public override string Answer => "OnCopies";
    public override string Next => "It has rotary positions. Try the model with learned ones: does it do as well on short copies?";

    internal override IReadOnlyList<Mistake<(string Model, int N)>> Mistakes =>
    [
        Mistaken("one length for all", "You score copies of 24 tokens whatever you are given. Use n.",
            (m, n) => Induction(m, Input(m, 24)).Best.Score),
        Mistaken("mean over the heads", "This is the mean over all heads. One head does it; take the best.",
            (m, n) => Induction(m, Input(m, n)).All().Average(head => head.Score)),
        Mistaken("first copy", "This is the score for the first copy itself. An induction head looks at the token after it.",
            (m, n) => Input(m, n) is var input ? m.Score(input, HeadScores.DuplicateToken(input)).Best.Score : 0),
        Mistaken("previous token", "This is the previous-token score.",
            (m, n) => m.Score(Input(m, n), HeadScores.PreviousToken).Best.Score),
        Mistaken("half the length", "Your copies are half as long as they should be. The length of one copy is n.",
            (m, n) => Induction(m, Input(m, n / 2)).Best.Score),
    ];

    private protected override string[] Models => ["induction-2l", "induction-2l-learned"];

    private protected override double Number(LanguageModel model, int n) => Induction(model, Input(model, n)).Best.Score;

    private static RepeatedTokens Input(LanguageModel model, int n) =>
        RepeatedTokens.Sample(model.Tokenizer.Vocabulary, n, sequences: 8, seed: 2);

    private static HeadScoreTable Induction(LanguageModel model, RepeatedTokens input) => model.Score(input, HeadScores.Induction(input));
}
