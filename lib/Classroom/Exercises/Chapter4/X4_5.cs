namespace Classroom.Exercises;

/// <summary>Guessing the band, and what guessing is worth.</summary>
internal sealed class X4_5 : FunctionExercise<int[], Func<int[], double>>
{
    public override string Id => "X4.5";
    public override int Difficulty => 1;
    public override int Minutes => 10;
    public override string Task =>
        "Guess the band of a head from its map, ten times, and keep the score. Is it better than chance? The bands hold different numbers "
            + "of layers. Write how often you are right if you always guess the same band, the one that pays best.";
    public override string Expected => "The share of the largest band among all layers. For bands of 8, 12 and 10 layers it is .4.";
    public override IReadOnlyList<string> Hints =>
    [
        "Chance is not one third when the bands are not the same size.",
        "If you always say middle, you are right as often as a head is in the middle.",
        "`bands.Max() / (double)bands.Sum()`",
    ];
    public override string Stub => "double Baseline(int[] bands) => double.NaN;    // your turn: bands holds the number of layers in each";
    public override string Solution => "double Baseline(int[] bands) => bands.Max() / (double)bands.Sum();";
    public override string Answer => "Baseline";
    public override string Next => "You had six of ten right. With a baseline of .4, how often would plain luck give six or more?";

    internal override IReadOnlyList<Mistake<int[]>> Mistakes =>
    [
        new("one third", "This is one over the number of bands. It would be right if they were all the same size.",
            bands => [1.0 / bands.Length]),
        new("guessing by size", "This is guessing each band as often as it comes up. Always guessing the largest is better.",
            bands => [bands.Sum(x => Math.Pow((double)x / bands.Sum(), 2))]),
        new("smallest band", "This is the share of the smallest band. Which one pays best?", bands => [(double)bands.Min() / bands.Sum()]),
        new("whole numbers divided", "You always get 0. Two whole numbers divide to a whole number: write `(double)`.", _ => [0]),
        new("not divided", "This is the size of the largest band. Divide it by the number of layers.", bands => [bands.Max()]),
    ];

    internal override int[] Draw(Random dice) => [dice.Next(2, 7), dice.Next(8, 15), dice.Next(3, 8)];

    internal override double[] Right(int[] given) => [(double)given.Max() / given.Sum()];

    private protected override double[] Ask(Func<int[], double> answer, int[] given) => [answer(given)];

    private protected override string Describe(int[] given) => $"Bands of {string.Join(", ", given)} layers";
}
