using Attention.Measures;
using Attention.Models;
using Attention.Tokens;

namespace Classroom.Exercises;

/// <summary>Does it copy?</summary>
internal sealed class X8_1 : ModelExercise
{
    public override string Id => "X8.1";
    public override int Difficulty => 2;
    public override int Minutes => 15;
    public override string Task =>
        "Make the report of induction-1l, the model of one layer. Which parts do not apply, and why? Does it copy? Write what a model "
            + "gains on the second copy: its mean loss on the first copy less that on the second. Take copies of n tokens, 8 sequences, "
            + "seed 2.";
    public override string Expected => "A number of nats: about 0 for a model that does not copy, several nats for one that does.";
    public override IReadOnlyList<string> Hints =>
    [
        "`RepeatedTokens.Sample(small.Tokenizer.Vocabulary, n, sequences: 8, seed: 2)` makes the input.",
        "It knows which rows are which: `input.FirstCopy` and `input.SecondCopy`. `TokenLoss.Mean` takes rows.",
        "`TokenLoss.Mean(small, input, input.FirstCopy) - TokenLoss.Mean(small, input, input.SecondCopy)`",
    ];
    public override string Stub => "double GainOnCopy(LanguageModel small, int n) => double.NaN;    // your turn";
    public override string Solution => """
        double GainOnCopy(LanguageModel small, int n)
        {
            var input = RepeatedTokens.Sample(small.Tokenizer.Vocabulary, n, sequences: 8, seed: 2);
            return TokenLoss.Mean(small, input, input.FirstCopy) - TokenLoss.Mean(small, input, input.SecondCopy);
        }
        """;
    public override string Answer => "GainOnCopy";
    public override string Next => "`ModelReport.Of(model).Circuit()` says why a part does not apply. Which of its reasons did you expect?";

    internal override IReadOnlyList<Mistake<(string Model, int N)>> Mistakes =>
    [
        Mistaken("sign", "The sign is turned round. A model that copies gains.", (m, n) => -Gain(m, Input(m, n))),
        Mistaken("second copy alone", "This is the loss on the second copy. How high was it on the first?",
            (m, n) => Input(m, n) is var input ? TokenLoss.Mean(m, input, input.SecondCopy) : 0),
        Mistaken("whole text", "You take the loss of the whole text. Take that of the first copy.",
            (m, n) => Input(m, n) is var input ? TokenLoss.Mean(m, input) - TokenLoss.Mean(m, input, input.SecondCopy) : 0),
        Mistaken("one length for all", "You use copies of 24 tokens whatever you are given. Use n.", (m, n) => Gain(m, Input(m, 24))),
    ];

    private protected override string[] Models => ["induction-1l", "induction-2l"];

    private protected override double Number(LanguageModel model, int n) => Gain(model, Input(model, n));

    private static RepeatedTokens Input(LanguageModel model, int n) =>
        RepeatedTokens.Sample(model.Tokenizer.Vocabulary, n, sequences: 8, seed: 2);

    private static double Gain(LanguageModel model, RepeatedTokens input) =>
        TokenLoss.Mean(model, input, input.FirstCopy) - TokenLoss.Mean(model, input, input.SecondCopy);
}
