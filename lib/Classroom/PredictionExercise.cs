namespace Classroom;

/// <summary>
/// A bet before the model is asked: a chance for each of a few results. It passes whatever comes out; what counts is the Brier score
/// (Brier 1950), the sum over the results of (chance - 1 or 0) squared: 0 for a sure bet that was right, 2 for one that was wrong.
/// </summary>
/// <param name="id">Its name, such as <c>P2.1</c>.</param>
/// <param name="question">What is asked.</param>
/// <param name="options">The results to bet on.</param>
/// <param name="outcome">Asks the model which one it is.</param>
/// <param name="notebook">How the notebook's name begins, where the chapter has more than one.</param>
internal sealed class PredictionExercise(string id, string question, string[] options, Func<Setting, int> outcome, string? notebook = null)
    : Exercise<double[]>
{
    private const string NotOne = "Your chances do not sum to 1.";
    private const string NoChance = "A chance lies between 0 and 1.";
    private const string Percent = "These look like percent. Write .25 for 25 percent.";

    public override string Id => id;
    public override string Notebook => notebook ?? base.Notebook;
    public override int Difficulty => 1;
    public override int Minutes => 3;
    public override string Task =>
        $"Predict first. {question} Give each of these a chance: {string.Join("; ", options)}.";
    public override string Expected => $"{options.Length} chances that sum to 1, in the order of the list.";
    public override IReadOnlyList<string> Hints =>
    [
        "You need not know. What would you bet on, and how much?",
        "If you have no idea at all, give each the same chance.",
        $"Each the same is `[{string.Join(", ", options.Select(_ => $"1.0 / {options.Length}"))}]`. Move some of it to what you think "
            + $"more likely.",
    ];
    public override string Stub => $"double[] bet{Method} = [];    // your turn: {options.Length} chances that sum to 1";
    public override string Solution => $"double[] bet{Method} = [{string.Join(", ", options.Select((_, i) => i == 0 ? "1" : "0"))}];";
    public override string Answer => $"bet{Method}";
    public override IReadOnlyList<(string Name, string Says)> KnownMistakes =>
        [("not a sum of 1", NotOne), ("no chance", NoChance), ("percent", Percent)];

    private protected override Evidence Gather(double[] answer, Setting setting) =>
        answer.Length == 0 ? Evidence.None : new Evidence { Numbers = [answer] };

    private protected override Verdict Weigh(Evidence evidence, Setting setting)
    {
        if (Chances(evidence) is not { } bet) return Say(Outcome.NotYet, looksLike: $"There are {options.Length} results to bet on.");
        if (Math.Abs(bet.Sum() - 100) < 1) return Say(Outcome.NotYet, looksLike: Percent);
        if (!bet.All(chance => chance is >= 0 and <= 1)) return Say(Outcome.NotYet, looksLike: NoChance);
        if (Math.Abs(bet.Sum() - 1) > 1e-6) return Say(Outcome.NotYet, looksLike: NotOne);
        var came = outcome(setting);
        return Say(Outcome.Passed) with
        {
            Next = $"It is: {options[came]}. You gave that {bet[came]:.00}. Your Brier score is {Brier(bet, came):.00}; "
                + $"the same chance for each would have {Brier([.. bet.Select(_ => 1.0 / bet.Length)], came):.00}. Lower is better.",
            Bet = new Bet(Brier(bet, came), bet[came], options[came]),
        };
    }

    private double[]? Chances(Evidence evidence) => evidence.Numbers is [var bet] && bet.Length == options.Length ? bet : null;

    private static double Brier(double[] bet, int came) => bet.Select((chance, i) => Math.Pow(chance - (i == came ? 1 : 0), 2)).Sum();
}
