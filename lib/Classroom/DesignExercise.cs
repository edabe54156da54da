namespace Classroom;

/// <summary>
/// An answer is an experiment. It is run on models that have the property and on models that have not, all planted by construction, among
/// them those that look as if they had it; and it passes if it tells them apart.
/// </summary>
/// <param name="id">Its name, such as <c>D2.1</c>.</param>
/// <param name="question">What the test is to find out.</param>
/// <param name="hints">Three steps.</param>
/// <param name="solution">The arguments of a worked design.</param>
/// <param name="subjects">Draws the models.</param>
internal sealed class DesignExercise(string id, string question, string[] hints, string solution,
    Func<Random, IReadOnlyList<Subject>> subjects) : Exercise<Design>
{
    private const string AlwaysYes = "Your test says yes to every model, so it cannot come out wrong. Try it on a head that does nothing.";
    private const string AlwaysNo = "Your test says no to every model. Try it on a model that has what you look for.";
    private const string MissesIt = "Your test says no to a model that has what you look for. It may ask for too much.";
    private const string NoPlan =
        "Write the three sentences first: what you think is so, what you hold it against, and which result would prove you wrong.";

    public override string Id => id;
    public override int Difficulty => 3;
    public override int Minutes => 20;
    public override string Task =>
        $"Design a test. {question} You get a model and the heads in question, and say yes or no. Write down first what you think is so, "
            + $"your control, and the result that would prove you wrong. We run your test on small models that we built by hand, so we "
            + $"know the answer.";
    public override string Expected =>
        "Three sentences and a test. The test says yes to each model that has the property, and no to each that has not.";
    public override IReadOnlyList<string> Hints => hints;
    public override string Stub => $"Design plan{Method} = new(Hypothesis: \"\", Control: \"\", WrongIf: \"\",\n"
        + "    Test: (m, heads) => throw new NotImplementedException());    // your turn: true or false";
    public override string Solution => $"Design plan{Method} = new(\n{solution});";
    public override string Answer => $"plan{Method}";
    public override string Next =>
        "Your test tells them apart. Would it still do so in a model that was trained, where nothing is all or nothing?";

    public override IReadOnlyList<(string Name, string Says)> KnownMistakes =>
    [
        ("always yes", AlwaysYes), ("always no", AlwaysNo), ("misses it", MissesIt), ("no plan", NoPlan),
        .. subjects(new Random(1)).Where(subject => !subject.Holds).Select(subject => subject.Confusion).Distinct()
            .Select(confusion => ("taken in", confusion)),
    ];

    private protected override string StillOpen => "The grader draws models that you have not seen.";
    private protected override TimeSpan Limit => TimeSpan.FromMinutes(1);

    /// <summary>The models, in an order that nobody knows beforehand.</summary>
    internal IReadOnlyList<Subject> SubjectsOf(Setting setting)
    {
        var dice = setting.Dice();
        Subject[] drawn = [.. subjects(dice)];
        dice.Shuffle(drawn);
        return drawn;
    }

    private protected override Evidence Gather(Design answer, Setting setting)
    {
        string[] plan = [answer.Hypothesis ?? "", answer.Control ?? "", answer.WrongIf ?? ""];
        if (plan.All(string.IsNullOrWhiteSpace)) return Evidence.None;
        double[][] said = [.. SubjectsOf(setting).Select(subject => new[] { Says(answer, subject) ? 1.0 : 0 })];
        return new Evidence { Texts = plan, Numbers = said };
    }

    private static bool Says(Design design, Subject subject)
    {
        using var model = subject.Model.Build();
        return design.Test(model, [.. subject.Heads]);
    }

    private protected override Verdict Weigh(Evidence evidence, Setting setting)
    {
        var all = SubjectsOf(setting);
        if (evidence.Numbers.Count != all.Count || evidence.Numbers.Any(said => said.Length != 1))
            return Say(Outcome.NotYet, looksLike: $"One answer for each of {all.Count} models is due.");
        if (evidence.Texts.Count != 3 || evidence.Texts.Any(text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length < 3))
            return Say(Outcome.NotYet, looksLike: NoPlan);
        bool[] said = [.. evidence.Numbers.Select(number => number[0] > .5)];
        if (said.All(yes => yes)) return Say(Outcome.NotYet, looksLike: AlwaysYes);
        if (said.All(yes => !yes)) return Say(Outcome.NotYet, looksLike: AlwaysNo);
        var taken = all.Zip(said).FirstOrDefault(pair => pair.First.Holds != pair.Second).First;
        return taken is null ? Say(Outcome.Passed) : Say(Outcome.NotYet, looksLike: taken.Holds ? MissesIt : taken.Confusion);
    }
}
