using Attention.Models;
using Attention.Traces;

namespace Classroom;

/// <summary>
/// A bet that is drawn: one row of attention, a weight for each token. It passes whatever the model says, and is told how far off it is:
/// by total variation (half the sum of all differences), beside an even row and one that has all its weight on the token before. The report
/// counts it by Brier's quadratic score, as other bets.
/// </summary>
/// <param name="id">Its name, such as <c>P2.3</c>.</param>
/// <param name="question">What is asked.</param>
/// <param name="sentence">The text; it ends with the token that looks.</param>
/// <param name="rowOf">The row that came, from a trace of the text.</param>
internal sealed class RowExercise(string id, string question, string sentence, Func<AttentionTrace, LanguageModel, double[]> rowOf)
    : Exercise<double[]>
{
    private const string NotOne = "Your weights do not sum to 1, as a row of attention does. Divide each by their sum.";
    private const string NoWeight = "A weight lies between 0 and 1.";
    private const string Percent = "These look like percent. Write .25 for 25 percent.";
    private const string Front = "start";
    private const double Near = 1e-6;

    private readonly string[] places = [Front, .. sentence.Split(' ')];

    public override string Id => id;
    public override int Difficulty => 1;
    public override int Minutes => 4;
    public override string Task =>
        $"Predict first, and draw. {question} Write the row down: one weight for each token of \"{sentence}\", the start token "
            + "in front and the last one itself among them. Then see your row beside the model's.";
    public override string Expected => $"{places.Length} weights that sum to 1, in the order of the tokens.";
    public override IReadOnlyList<string> Hints =>
    [
        "You need not know. Which word would you look at from there, and how sure are you?",
        "A row sums to 1. What you give to one word, the others do not get.",
        $"Begin with 0 for each word: `[{string.Join(", ", places.Select(_ => "0"))}]`. Then hand out 1 in all.",
    ];
    public override string Stub => $"double[] bet{Method} = [];    // your turn, {places.Length} weights: {string.Join(", ", places)}";
    public override string Solution =>
        $"double[] bet{Method} = [.4, {string.Join(", ", places.Skip(1).Select(_ => $".6 / {places.Length - 1}"))}];";
    public override string Answer => $"bet{Method}";
    public override IReadOnlyList<(string Name, string Says)> KnownMistakes =>
        [("not a sum of 1", NotOne), ("no weight", NoWeight), ("percent", Percent)];

    private protected override Evidence Gather(double[] answer, Setting setting) =>
        answer.Length == 0 ? Evidence.None : new Evidence { Numbers = [answer] };

    private protected override Verdict Weigh(Evidence evidence, Setting setting)
    {
        using var trace = setting.Model.Trace(sentence);
        string[] tokens = [.. trace.Tokens.Select((token, place) => place == 0 && trace.HasBos ? Front : token.Text.Trim())];
        if (evidence.Numbers is not [var drawn] || drawn.Length != tokens.Length)
            return Say(Outcome.NotYet,
                looksLike: $"There are {tokens.Length} tokens, so {tokens.Length} weights are due: {string.Join(", ", tokens)}.");
        if (Math.Abs(drawn.Sum() - 100) < 1) return Say(Outcome.NotYet, looksLike: Percent);
        if (!drawn.All(weight => weight is >= 0 and <= 1)) return Say(Outcome.NotYet, looksLike: NoWeight);
        if (Math.Abs(drawn.Sum() - 1) > Near) return Say(Outcome.NotYet, looksLike: NotOne);
        return Scored(tokens, drawn, rowOf(trace, setting.Model));
    }

    private Verdict Scored(string[] tokens, double[] drawn, double[] came)
    {
        double[] even = [.. tokens.Select(_ => 1.0 / tokens.Length)];
        double[] before = [.. tokens.Select((_, place) => place == tokens.Length - 2 ? 1.0 : 0)];
        var most = Array.IndexOf(came, came.Max());
        return Say(Outcome.Passed) with
        {
            Next = $"Most weight goes to \"{tokens[most]}\": {came[most]:.00}, and you gave it {drawn[most]:.00}. Your row is "
                + $"{Apart(drawn, came):.00} off; an even row is {Apart(even, came):.00} off, and one that looks at the word before "
                + $"{Apart(before, came):.00}. 0 is the same row, and 1 shares nothing with it.",
            Rows = new DrawnRows(tokens, [("yours", drawn), ("the model", came), ("even", even), ("word before", before)]),
            Bet = new Bet(drawn.Zip(came, (d, c) => (d - c) * (d - c)).Sum(), drawn[most], tokens[most]),
        };
    }

    /// <summary>Total variation: 0 for the same row, 1 for rows that share nothing.</summary>
    internal static double Apart(double[] one, double[] other) => one.Zip(other, (a, b) => Math.Abs(a - b)).Sum() / 2;
}
