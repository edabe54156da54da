namespace Classroom.Exercises;

/// <summary>Where a number crosses.</summary>
internal sealed class X5_8 : FunctionExercise<(double[] Noun, double[] End), Func<double[], double[], int>>
{
    public override string Id => "X5.8";
    public override string Notebook => "05b-";
    public override int Difficulty => 2;
    public override int Minutes => 25;
    public override string Task =>
        "\"The keys to the cabinet\" goes on with are, \"The key to the cabinet\" with is. Patch the one into the other. In early layers "
            + "the noun carries the number, in late ones the last word does. Write the first layer in which patching the last word brings "
            + "back more than patching the noun does. Then find it in the model.";
    public override string Expected =>
        "A layer, counted from 0: the first in which the entry for the end is larger than that for the noun. -1 if there is none.";
    public override IReadOnlyList<string> Hints =>
    [
        "Both lists have one entry for each layer. Go through them side by side.",
        "Stop at the first layer where the end is ahead.",
        "`for (var i = 0; i < end.Length; i++) if (end[i] > noun[i]) return i;` and at the end `return -1;`.",
    ];
    public override string Stub => "int CrossesAt(double[] noun, double[] end) => throw new NotImplementedException();    // your turn";
    public override string Solution => """
        int CrossesAt(double[] noun, double[] end)
        {
            for (var i = 0; i < end.Length; i++)
                if (end[i] > noun[i]) return i;
            return -1;
        }
        """;
    public override string Answer => "CrossesAt";
    public override string Next =>
        "`Patching.Positions(model, PromptPair.Of(model, clean, corrupted, answer, other))` gives the two lists. Does another pair of "
            + "nouns cross at the same layer?";

    internal override IReadOnlyList<Mistake<(double[] Noun, double[] End)>> Mistakes =>
    [
        new("over a half", "You take the first layer where the end is over .5. It has to be ahead of the noun.",
            g => [First(g.End, x => x > .5)]),
        new("counted from 1", "You count layers from 1. The first one is layer 0.", g => [Crossing(g) + 1]),
        new("last layer of the noun", "This is the last layer in which the noun is ahead. The one after it is asked for.",
            g => [Crossing(g) - 1]),
        new("largest gap", "This is where the end is farthest ahead. The first layer where it is ahead is asked for.",
            g => [g.End.Zip(g.Noun, (end, noun) => end - noun).Index().MaxBy(gap => gap.Item).Index]),
        new("noun falls under a half", "You take the layer where the noun falls under .5. The end has to be ahead of it.",
            g => [First(g.Noun, x => x < .5)]),
    ];

    private protected override int Cases => 12;

    /// <summary>The noun falls and the end rises, each at its own pace.</summary>
    internal override (double[] Noun, double[] End) Draw(Random dice)
    {
        var (count, fall, rise) = (12, 3 + 6 * dice.NextDouble(), 3 + 6 * dice.NextDouble());
        var (most, steep) = (.3 + .7 * dice.NextDouble(), .7 + dice.NextDouble());
        double S(double x) => 1 / (1 + Math.Exp(-steep * x));
        return ([.. Enumerable.Range(0, count).Select(i => S(fall - i))],
            [.. Enumerable.Range(0, count).Select(i => most * S(i - rise) - (i == count - 1 ? .1 : 0))]);
    }

    internal override double[] Right((double[] Noun, double[] End) given) => [Crossing(given)];

    private protected override double[] Ask(Func<double[], double[], int> answer, (double[] Noun, double[] End) given) =>
        [answer(given.Noun, given.End)];

    private protected override string Describe((double[] Noun, double[] End) given) => $"A drawn patching of {given.Noun.Length} layers";

    private static int Crossing((double[] Noun, double[] End) given) =>
        First([.. given.End.Zip(given.Noun, (end, noun) => end - noun)], gap => gap > 0);

    private static int First(double[] values, Func<double, bool> holds) =>
        values.Index().Where(value => holds(value.Item)).Select(value => value.Index).DefaultIfEmpty(-1).First();
}
