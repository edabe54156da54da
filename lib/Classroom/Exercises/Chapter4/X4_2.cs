using Attention.Traces;

namespace Classroom.Exercises;

/// <summary>The mean attention distance.</summary>
internal sealed class X4_2 : PatternExercise
{
    public override string Id => "X4.2";
    public override int Difficulty => 2;
    public override int Minutes => 10;
    public override string Task =>
        "Compute the mean attention distance of a pattern: each weight times how far back it looks, summed up, over the sum of all "
            + "weights. Do it first by hand for the rows (1), (.5, .5), (.25, .25, .5) and (.1, .2, .3, .4).";
    public override string Expected => "A number of tokens. For the four rows it is 2.25 over 4, or .5625.";
    public override IReadOnlyList<string> Hints =>
    [
        "A weight A[i, j] looks i - j back. What a token gives to itself counts 0.",
        "Each row sums to 1, so all weights sum to T.",
        "Two loops: for each i and each j up to i add `pattern[i, j] * (i - j)`. At the end divide by `pattern.Length`.",
    ];
    public override string Stub => "double MeanDistance(AttentionPattern pattern) => double.NaN;    // your turn";
    public override string Solution => """
        double MeanDistance(AttentionPattern pattern)
        {
            var sum = 0.0;
            for (var i = 0; i < pattern.Length; i++)
                for (var j = 0; j <= i; j++) sum += pattern[i, j] * (i - j);
            return sum / pattern.Length;
        }
        """;
    public override string Answer => "MeanDistance";
    public override string Next =>
        "One look at the first token of a long text counts as much as fifty looks one back. What does the mean tell you then?";

    internal override IReadOnlyList<Mistake<AttentionPattern>> Mistakes =>
    [
        Mistaken("first row not counted", "You divide by T - 1. The first row has a distance of 0, but it counts.",
            p => Sum(p) / (p.Length - 1)),
        Mistaken("divided by cells", "You divide by the number of cells. Divide by the sum of the weights, which is T.",
            p => Sum(p) / (p.Length * (p.Length + 1) / 2.0)),
        Mistaken("not divided", "This is the sum. Divide it by the sum of all weights.", Sum),
        Mistaken("off by one", "Your distances are one too large. A token is 0 away from itself.", p => Sum(p) / p.Length + 1),
        Mistaken("weights not used", "You take the mean distance of all cells. Each one counts by its weight.",
            p => Enumerable.Range(0, p.Length).Average(i => i / 2.0)),
        Mistaken("first token left out", "You left the first token out. The mean of all weights is asked for.", p =>
            Enumerable.Range(1, p.Length - 1).Sum(i => Enumerable.Range(1, i).Sum(j => (double)p[i, j] * (i - j)))
                / Enumerable.Range(1, p.Length - 1).Sum(i => p.Row(i)[1..].Sum())),
    ];

    private protected override double Number(AttentionPattern pattern) => Sum(pattern) / pattern.Length;

    private static double Sum(AttentionPattern pattern) =>
        Enumerable.Range(0, pattern.Length).Sum(i => Enumerable.Range(0, i + 1).Sum(j => (double)pattern[i, j] * (i - j)));
}
