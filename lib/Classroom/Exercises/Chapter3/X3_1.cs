using Attention.Traces;

namespace Classroom.Exercises;

/// <summary>Maps and names.</summary>
internal sealed class X3_1 : FunctionExercise<(AttentionPattern Pattern, int Kind), Func<AttentionPattern, string>>
{
    private static readonly string[] Names = ["previous token", "current token", "first token"];

    public override string Id => "X3.1";
    public override int Difficulty => 2;
    public override int Minutes => 10;
    public override string Task =>
        "The cell above drew three heads. Match them to the cards. Then write down how you did it: a function "
            + "that gets a pattern and says which of three kinds it is, \"previous token\", \"current token\" or \"first token\".";
    public override string Expected => "One of the three names for each pattern, spelled as here.";
    public override IReadOnlyList<string> Hints =>
    [
        "Where does the stripe lie: on the diagonal, just under it, or in the first column?",
        "Take the mean weight on each of the three, and name the largest. Leave out row 0, where all three are the same cell.",
        "`pattern.Diagonal(1).Average()`, `pattern.Diagonal(0)[1..].Average()`, and the mean of `pattern[i, 0]` over the rows i from 1.",
    ];
    public override string Stub => "string NameOf(AttentionPattern pattern) => \"\";    // your turn";
    public override string Solution => """
        string NameOf(AttentionPattern pattern)
        {
            var (previous, current) = (pattern.Diagonal(1).Average(), pattern.Diagonal(0)[1..].Average());
            var first = Enumerable.Range(1, pattern.Length - 1).Average(i => pattern[i, 0]);
            if (first > previous && first > current) return "first token";
            return previous > current ? "previous token" : "current token";
        }
        """;
    public override string Answer => "NameOf";
    public override string Next => "What would your function say of a head that does none of the three?";

    internal override IReadOnlyList<Mistake<(AttentionPattern Pattern, int Kind)>> Mistakes =>
    [
        new("off by one", "You have previous and current the wrong way round. The diagonal itself is what a token gives to itself.",
            g => [g.Kind == 2 ? 2 : 1 - g.Kind]),
        new("one name for all",
            "You say first token of every pattern. The first column is never empty: compare it with the other stripes.", _ => [2]),
        new("first and previous", "You call the first column the previous token. In row 1 they are the same cell, in no other.",
            g => [g.Kind == 2 ? 0 : g.Kind]),
        new("rows for columns", "You look along a row where a column is due. The first token is a column: many rows look at it.",
            g => [g.Kind == 2 ? 1 : g.Kind]),
    ];

    private protected override int Cases => 12;

    internal override (AttentionPattern Pattern, int Kind) Draw(Random dice)
    {
        var (T, kind) = (dice.Next(8, 14), dice.Next(Names.Length));
        var stripe = new float[T, T];
        for (var i = 0; i < T; i++) stripe[i, kind switch { 0 => Math.Max(0, i - 1), 1 => i, _ => 0 }] = 1;
        return (DrawnPattern.Of(dice, T).MixedWith(AttentionPattern.Of(stripe), .6), kind);
    }

    internal override double[] Right((AttentionPattern Pattern, int Kind) given) => [given.Kind];

    /// <summary>A name that is none of the three is 9, and no name no answer.</summary>
    private protected override double[] Ask(Func<AttentionPattern, string> answer, (AttentionPattern Pattern, int Kind) given) =>
        answer(given.Pattern) is { Length: > 0 } name
            ? [Array.IndexOf(Names, name.Trim().ToLowerInvariant()) is >= 0 and var kind ? kind : 9]
            : [double.NaN];

    private protected override string Describe((AttentionPattern Pattern, int Kind) given) =>
        "A drawn pattern (0 is previous token, 1 current token, 2 first token)";
}
