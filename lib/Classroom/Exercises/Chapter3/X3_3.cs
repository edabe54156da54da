using Attention.Measures;
using Attention.Models;
using Attention.Tokens;

namespace Classroom.Exercises;

/// <summary>A detector of one's own, handed to the library.</summary>
internal sealed class X3_3 : Exercise<HeadMeasure>
{
    private const double Clear = .1;
    private const string AllAlike =
        "Your measure gives the same number for every head. A measure must give one number for each pattern, made from that pattern alone.";
    private const string NotFinite = "Some heads get no finite number. Look for a division by zero, or for an empty mean.";
    private const string Untrained = "A model that was never trained scores as high. So the number says nothing about what was learned.";
    private const string Flat = "No head stands out. The best one is hardly above the middle of all heads.";

    public override string Id => "X3.3";
    public override int Difficulty => 2;
    public override int Minutes => 15;
    public override string Task =>
        "Make a detector of your own: a `HeadMeasure` for what you saw in the head without a name. Score all heads of the model and of "
            + "one that was never trained. Does your detector find something the training made?";
    public override string Expected =>
        "A measure with one number for each head. Its best head stands well above the middle, and above the best head of a model with "
            + "random weights.";
    public override IReadOnlyList<string> Hints =>
    [
        "Write it for one pattern: `new HeadMeasure(\"mine\", (AttentionPattern p) => ...)`. The number must come from that pattern.",
        "For a head that looks k back, take the mean of `p.Diagonal(k)`. For one that looks at a place, take a column.",
        "`new HeadMeasure(\"one_or_two_back\", (AttentionPattern p) => p.Diagonal(1).Average() + p.Diagonal(2).Average())`",
    ];
    public override string Stub => "HeadMeasure myMeasure = null;    // your turn";
    public override string Solution => """
        double Near(AttentionPattern p) => p.Diagonal(1).Average() + p.Diagonal(2).Average();
        HeadMeasure myMeasure = new("one_or_two_back", Near);
        """;
    public override string Answer => "myMeasure";
    public override string Next => "Is the head you had in mind the best at it? If not, the description fits it and is still not its name.";

    public override IReadOnlyList<(string Name, string Says)> KnownMistakes =>
        [("one number for all", AllAlike), ("not finite", NotFinite), ("no control", Untrained), ("nothing stands out", Flat)];

    private protected override string StillOpen => DrawsCases;
    private protected override TimeSpan Limit => TimeSpan.FromMinutes(1);

    /// <summary>Two rows of scores: the model's heads, and those of its untrained twin.</summary>
    private protected override Evidence Gather(HeadMeasure answer, Setting setting)
    {
        var model = setting.Model;
        using var twin = model.WithRandomWeights(setting.Seed);
        var input = RepeatedTokens.Sample(model.Tokenizer.Vocabulary,
            Math.Min(20, RepeatedTokens.MostIn(model.Config.MaxPositionEmbeddings)), sequences: 2, setting.Seed);
        double[] Scores(LanguageModel of) => [.. of.Score(input, answer).Values.Cast<float>().Select(score => (double)score)];
        return new Evidence { Numbers = [Scores(model), Scores(twin)] };
    }

    private protected override Verdict Weigh(Evidence evidence, Setting setting)
    {
        var heads = setting.Model.Config.HeadCount;
        if (evidence.Numbers.Count != 2 || evidence.Numbers.Any(row => row.Length != heads))
            return Say(Outcome.NotYet, looksLike: $"One number for each of the {heads} heads is due.");
        var (trained, random) = (evidence.Numbers[0], evidence.Numbers[1]);
        if (trained.Concat(random).Any(score => !double.IsFinite(score))) return Say(Outcome.NotYet, looksLike: NotFinite);
        var (best, middle) = (trained.Max(), trained.Order().ElementAt(heads / 2));
        if (best - trained.Min() < 1e-6) return Say(Outcome.NotYet, looksLike: AllAlike);
        if (best - middle < Clear) return Say(Outcome.NotYet, looksLike: Flat);
        return best > random.Max() + Clear / 2 ? Say(Outcome.Passed) : Say(Outcome.NotYet, looksLike: Untrained);
    }
}
