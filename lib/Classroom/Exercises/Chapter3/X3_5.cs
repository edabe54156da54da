using Attention.Traces;

namespace Classroom.Exercises;

/// <summary>How many cells carry a pattern.</summary>
internal sealed class X3_5 : PatternExercise
{
    private const double Share = .9;

    public override string Id => "X3.5";
    public override int Difficulty => 2;
    public override int Minutes => 10;
    public override string Task =>
        "Why is a map of 60 tokens a bad picture? Count: how many cells of a pattern hold nine tenths of its weight, the largest first? "
            + "What would you show instead?";
    public override string Expected =>
        "The smallest number of cells whose weights add up to .9 of the whole or more. The whole is T, since each row sums to 1.";
    public override IReadOnlyList<string> Hints =>
    [
        "Sort all weights, the largest first, and add until there is enough.",
        "`pattern.AsSpan().ToArray()` gives all weights; the whole is `pattern.Length`.",
        "Begin with a sum of 0 and a count of 0. While the sum is under `.9 * pattern.Length`, add the next largest weight and count it.",
    ];
    public override string Stub => "int CellsThatCarry(AttentionPattern pattern) => -1;    // your turn";
    public override string Solution => """
        int CellsThatCarry(AttentionPattern pattern)
        {
            var (sum, count) = (0.0, 0);
            foreach (var weight in pattern.AsSpan().ToArray().OrderDescending())
                if (sum < .9 * pattern.Length) (sum, count) = (sum + weight, count + 1);
            return count;
        }
        """;
    public override string Answer => "p => CellsThatCarry(p)";
    public override string Next => "A list of so many lines can be read. A map of 1,830 cells cannot.";

    internal override IReadOnlyList<Mistake<AttentionPattern>> Mistakes =>
    [
        Mistaken("one short", "You stop one cell too early: the sum is still under nine tenths.", p => Count(p, Share) - 1),
        Mistaken("all cells", "You count all cells on and below the diagonal. Stop when nine tenths are reached.",
            p => p.Length * (p.Length + 1) / 2),
        Mistaken("smallest first", "You begin with the smallest weights. Begin with the largest.",
            p => CountInOrder(p.AsSpan().ToArray().Order(), p.Length)),
        Mistaken("whole taken for 1", "You stop at .9 in all. The whole pattern sums to T, one for each row.",
            p => CountInOrder(p.AsSpan().ToArray().OrderDescending(), 1)),
    ];

    private protected override double Number(AttentionPattern pattern) => Count(pattern, Share);

    private protected override double[] Ask(Func<AttentionPattern, double> answer, AttentionPattern given) =>
        answer(given) is >= 0 and var count ? [count] : [double.NaN];

    private static int Count(AttentionPattern pattern, double share) =>
        CountInOrder(pattern.AsSpan().ToArray().OrderDescending(), pattern.Length, share);

    private static int CountInOrder(IEnumerable<float> weights, double whole, double share = Share)
    {
        var (sum, count) = (0.0, 0);
        foreach (var weight in weights)
            if (sum < share * whole) (sum, count) = (sum + weight, count + 1);
        return count;
    }
}
