using Attention.Interventions;
using Attention.Measures;
using Attention.Models;
using Attention.Tokens;

namespace Classroom.Tests;

/// <summary>Designs are run on models of which it is known what they are; and those models are what they are said to be.</summary>
public class DesignTests
{
    private static readonly Dictionary<string, Func<LanguageModel, HeadIndex[], bool>> Good = new()
    {
        ["D2.1"] = (m, heads) => Cost(m, heads) > 1,
        ["D2.2"] = (m, heads) => new[] { 6, 13 }.All(n => Score(m, heads[0], n) > .5),
        ["D2.3"] = (m, heads) => Score(m, heads[1], 10) > .5 && Score(m, heads[1], 10, Ablation.Zero(m.Config, heads[0])) < .25,
        ["D3.1"] = (m, heads) => m.Score(Input(m, 12), HeadScores.PreviousToken)[heads[0]] > .5,
        ["D4.1"] = (m, heads) => Score(m, heads[0], 10) > .5,
        ["D5.1"] = (m, heads) => Cost(m, heads) > 1,
        ["D5.2"] = (m, heads) => Cost(m, heads) > .1
            + m.Config.HeadsIn(heads[0].Layer).Where(head => head != heads[0]).Max(head => Cost(m, [head])),
        ["D7.1"] = (m, _) => new[] { 6, 13 }.All(n => Copies(m, n)),
    };

    private static readonly (string Id, string Says, Func<LanguageModel, HeadIndex[], bool> Test)[] Poor =
    [
        ("D2.1", "has the pattern and writes nothing", (m, heads) => heads[0].Layer == 0 || Score(m, heads[0], 10) > .5),
        ("D2.2", "try two lengths", (m, heads) => Score(m, heads[0], 10) > .5),
        ("D2.3", "does not use the first", (m, heads) => Cost(m, [heads[0]]) > 1),
        ("D2.3", "only looks",
            (m, heads) => heads.All(head => head.Layer == 0 ? m.Score(Input(m, 10), HeadScores.PreviousToken)[head] > .5 : true)
                && Score(m, heads[1], 10) > .5),
        ("D3.1", "use random tokens", (m, heads) => m.Score("abcdefghijklmnop", HeadScores.PreviousToken)[heads[0]] > .5),
        ("D4.1", "always rests", (m, heads) => m.Score("abcdefghijkl", HeadScores.FirstToken)[heads[0]] > .5),
        ("D7.1", "has the pattern and writes nothing", (m, heads) => Score(m, heads[0], 6) > .5 && Score(m, heads[0], 13) > .5),
        ("D7.1", "copies at one length only", (m, _) => Copies(m, 6)),
        ("D5.2", "There is no control", (m, heads) => Cost(m, heads) > .001),
        ("D5.1", "says no to a model that has", (m, heads) => heads.Any(head => Cost(m, [head]) > 1)),
        ("D5.1", "says yes to every model", (_, _) => true),
        ("D5.1", "says no to every model", (_, _) => false),
    ];

    public static TheoryData<string> Ids => [.. Good.Keys];

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Poor.Length)];

    [Theory, MemberData(nameof(Ids))]
    public void A_good_design_tells_the_models_apart(string id) =>
        Assert.All([1, 2, 3], seed => Assert.Null(Judged(id, Good[id], seed).LooksLike));

    [Theory, MemberData(nameof(Cases))]
    public void A_design_that_is_taken_in_hears_by_what(int i) =>
        Assert.Contains(Poor[i].Says, Judged(Poor[i].Id, Poor[i].Test, 4).LooksLike, StringComparison.Ordinal);

    [Fact]
    public void The_plan_comes_first()
    {
        var exercise = (Exercise<Design>)ExerciseList.Find("D2.1")!;
        var setting = Small.Setting(1);
        Assert.Equal(Outcome.NotDone, exercise.Judge(exercise.Collect(new Design("", "", "", (_, _) => true), setting), setting).Outcome);
        Assert.StartsWith("Write the three sentences first",
            exercise.Judge(exercise.Collect(new Design("It needs the head.", "", "", Good["D2.1"]), setting), setting).LooksLike,
            StringComparison.Ordinal);
    }

    private static Verdict Judged(string id, Func<LanguageModel, HeadIndex[], bool> test, int seed)
    {
        var exercise = (Exercise<Design>)ExerciseList.Find(id)!;
        return exercise.Judge(exercise.Collect(new Design("It is as I say.", "Another head is taken.", "It comes out otherwise.", test),
            Small.Setting(seed)), Small.Setting(seed));
    }

    private static RepeatedTokens Input(LanguageModel model, int n) => RepeatedTokens.Sample(model.Tokenizer.Vocabulary, n, 4, seed: 1);

    private static double Score(LanguageModel model, HeadIndex head, int n, Hook? hook = null) =>
        Input(model, n) is var input ? model.Score(input, HeadScores.Induction(input), hook)[head] : 0;

    private static bool Copies(LanguageModel model, int n) =>
        Input(model, n) is var input && TokenLoss.Mean(model, input, input.SecondCopy) < TokenLoss.Mean(model, input, input.FirstCopy) / 4;

    private static double Cost(LanguageModel model, HeadIndex[] heads) =>
        Input(model, 10) is var input ? Ablation.Effect(model, input, heads, input.SecondCopy) : 0;
}
