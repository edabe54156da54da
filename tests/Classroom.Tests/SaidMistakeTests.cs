using Attention.Measures;
using Attention.Models;
using Attention.Studies;
using Attention.Traces;

namespace Classroom.Tests;

/// <summary>Exercises about the model: the right answer passes, and every mistake that a check claims to know is said of some wrong
/// one.</summary>
[Trait("speed", "slow")]
public sealed class SaidMistakeTests
{
    private static readonly Lazy<LanguageModel> Main = new(() => LanguageModel.Load(Catalogue.MainModel)),
        Own = new(() => PersonalModel.Of(Small.Model, 1));
    private static readonly string[] Dog = ["The dog near the small gate ran", "dog", "ran"],
        Man = ["In the kitchen the man with the knife sat", "man", "sat"];

    private static readonly string[][] Five =
    [
        ["The dog near the gate ran", "dog", "ran"], ["The woman with two cats left", "woman", "left"],
        ["The boy behind the trees sang", "boy", "sang"],
        ["The book above the table fell", "book", "fell"], ["The girl under the bridge sat", "girl", "sat"],
    ];

    private static readonly Dictionary<string, Func<(Evidence Right, IEnumerable<Evidence> Wrong)>> Answers = new()
    {
        ["X0.1"] = () => (Texts(Dog, Man), [Texts(Dog, ["The cat sat", "dog", "sat"]), Texts(["The dog ran", "dog", "ran"], Man),
            Texts(["The xylophonist near the gate ran", "xylophonist", "ran"], Man), Texts(Dog, Dog),
            Texts(["The dog near the old gate chased", "dog", "chased"], Man), Texts(Man, Dog),
            Texts(Dog, ["The woman with two cats left", "woman", "left"])]),
        ["X0.2"] = () => (Words(Catalogue.Open().CourseModels.MinBy(Size)!),
            [Words("gpt-9"), Words(Catalogue.MainModel), Words(Catalogue.Open().CourseModels.MaxBy(Size)!), Words("stories-2l")]),
        ["X0.3"] = () => OneHead((29, 0)),
        ["X1.7"] = () => Fetchers(),
        ["X2.3"] = () => TwoHeads(Best(Main.Value, HeadScores.Offset(2)), Best(Main.Value, HeadScores.Offset(3))),
        ["X2.5"] = () => (Texts([.. Five, ["In the morning the dog near the gate ran", "dog", "ran"]]),
            [Texts([.. Five]), Texts([.. Five, Five[0]]), Texts([.. Five, Dog]),
            Texts([.. Five, ["The cat sat", "dog", "sat"]]), Texts([.. Five, ["The cat sat", "cat", "sat"]]),
            Texts([.. Five, ["In the morning the xylophonist near the gate ran", "xylophonist", "ran"]]),
            Texts([.. Five, ["Later the dog near the gate ran", "dog", "ran"]]), Texts([.. Five, Man])]),
        ["X2.6"] = () => (Words(SyntaxStudy.Of(Main.Value).Scores.First(score => score.Accuracy < score.RuleAccuracy).Relation),
            [Words("love"), .. SyntaxStudy.Of(Main.Value).Scores.Select(score => Words(score.Relation))]),
        ["X2.8"] = () => TwoHeads(Best(Own.Value, HeadScores.PreviousToken),
            StandardInput.Repeated(Own.Value) is var input ? Own.Value.Score(input, HeadScores.Induction(input)).Best.Head : default,
            Own.Value.Config),
        ["X3.2"] = () => OneHead(Nameless()),
        ["X3.3"] = () => (Scores(i => i == 7 ? .9 : .1, _ => .1), [Scores(_ => .5, _ => .1), Scores(i => i == 7 ? double.NaN : .1, _ => .1),
            Scores(i => i == 7 ? .9 : .1, i => i == 3 ? .9 : .1), Scores(i => i == 7 ? .15 : .1, _ => .1)]),
        ["X5.3"] = () => TwoHeads(LooksOnly(), Works()),
        ["X6.4"] = () =>
            Costly() is var heads ? (Heads(heads), [Heads(Idle()), Heads([.. Main.Value.Config.AllHeads().Take(13)]),
                Heads([.. heads[..11], heads[0]]), Heads((30, 9)), Heads((8, 20))]) : default,
    };

    public static TheoryData<string> Ids => [.. Answers.Keys];

    /// <summary>What has no case here acts its mistakes out by itself (<see cref="MistakeTests"/>), or is a bet or a design with tests of
    /// its own.</summary>
    [Fact]
    public void Every_exercise_has_its_mistakes_tried() =>
        Assert.Equal([],
            ExerciseList.All
                .Where(exercise => exercise is not (IHasMistakes or PredictionExercise or RowExercise or DesignExercise)
                    && !Answers.ContainsKey(exercise.Id)).Select(exercise => exercise.Id));

    [Theory, MemberData(nameof(Ids))]
    public void The_right_answer_passes_and_each_mistake_is_said_of_some_wrong_one(string id)
    {
        var (right, wrong) = Answers[id]();
        var exercise = MistakeTests.Fresh(id);
        var setting = new Setting(3, () => Main.Value) { Personal = Own.Value };
        var passed = exercise.Judge(right, setting);
        Assert.True(passed.Passed, passed.LooksLike);
        var said = wrong.Select(evidence => exercise.Judge(evidence, setting).LooksLike).ToHashSet();
        if (id == "X2.6")
            said.UnionWith(SyntaxStudy.Of(Small.Model).Scores
                .Select(score => exercise.Judge(Words(score.Relation), Small.Setting()).LooksLike));
        Assert.Equal([], exercise.KnownMistakes.Where(mistake => !said.Contains(mistake.Says)).Select(mistake => mistake.Name));
        Assert.InRange(exercise.KnownMistakes.Count, 3, 10);
    }

    private static (Evidence, IEnumerable<Evidence>) OneHead(HeadIndex right) =>
        (Heads(right), [.. Main.Value.Config.AllHeads().Where(head => head != right).Select(head => Heads(head)), Heads(Next(right)),
            Heads((right.Head, right.Layer))]);

    private static (Evidence, IEnumerable<Evidence>) TwoHeads(HeadIndex first, HeadIndex second, TransformerConfig? config = null)
    {
        HeadIndex[] all = [.. (config ?? Main.Value.Config).AllHeads()];
        return (Heads(first, second), [.. all.Select(head => Heads(head, second)), .. all.Select(head => Heads(first, head)),
            Heads(second, first), Heads(Next(first), Next(second)), Heads((first.Head, first.Layer), (second.Head, second.Layer))]);
    }

    private static (Evidence, IEnumerable<Evidence>) Fetchers()
    {
        using var trace = Main.Value.Trace("A dog is a kind of");
        HeadIndex[] late = [.. Main.Value.Config.HeadsIn(22, 23, 24)],
            right = [.. late.OrderByDescending(head => trace[head, ^1, 2]).Take(3)];
        return (Heads(right), [.. late.Except(right).Select(head => Heads(head, right[1], right[2])), Heads((5, 0), right[1], right[2]),
            Heads(right[0], right[1], right[1]), Heads([.. right.Select(Next)]),
            Heads([.. right.Select(head => new HeadIndex(head.Head, head.Layer))])]);
    }

    private static HeadIndex Next(HeadIndex head) => (head.Layer + 1, head.Head + 1);

    private static HeadIndex Best(LanguageModel model, HeadMeasure measure) =>
        model.Score(StandardInput.Repeated(model), measure).Best.Head;

    private static HeadIndex Nameless()
    {
        var input = StandardInput.Repeated(Main.Value);
        var known = Main.Value.Score(input, [HeadScores.PreviousToken, HeadScores.Offset(2), HeadScores.Offset(0), HeadScores.FirstToken,
            HeadScores.DuplicateToken(input), HeadScores.Induction(input)]);
        var sharp = Main.Value.Score(input, HeadScores.Confidence);
        return Main.Value.Config.AllHeads().Where(head => known.All(table => table[head] < .4)).MaxBy(head => sharp[head]);
    }

    private static HeadScoreTable Induction() =>
        StandardInput.Repeated(Main.Value) is var input ? Main.Value.Score(input, HeadScores.Induction(input)) : null!;

    private static HeadScoreTable Cost() => AblationStudy.Of(Main.Value).Repeated.Table("");

    private static HeadIndex LooksOnly() => (Induction(), Cost()) is var (score, cost)
        ? Main.Value.Config.AllHeads().Where(head => score[head] > .4).MinBy(head => cost[head])
        : default;

    private static HeadIndex Works() => (Induction(), Cost()) is var (score, cost)
        ? Main.Value.Config.AllHeads().Where(head => score[head] < .05).MaxBy(head => cost[head])
        : default;

    private static HeadIndex[] Costly() => [.. AblationStudy.Of(Main.Value).English.Table("").Top(12).Select(entry => entry.Head)];

    private static HeadIndex Idle() => AblationStudy.Of(Main.Value).English.Table("").All().MinBy(entry => Math.Abs(entry.Score)).Head;

    private static long Size(string model) => new FileInfo(Path.Combine(Catalogue.Open().FolderOf(model), "model.safetensors")).Length;

    private static Evidence Heads(params HeadIndex[] heads) =>
        new() { Numbers = [.. heads.Select(head => new double[] { head.Layer, head.Head })] };

    private static Evidence Words(string text) => new() { Texts = [text] };

    private static Evidence Texts(params string[][] sentences) =>
        new() { Texts = [.. sentences.Select(sentence => string.Join('\t', sentence))] };

    private static Evidence Scores(Func<int, double> trained, Func<int, double> random) =>
        new() { Numbers = [[.. Enumerable.Range(0, 270).Select(trained)], [.. Enumerable.Range(0, 270).Select(random)]] };
}
