using Attention.Interventions;
using Attention.Measures;
using Attention.Models;
using Attention.Studies;
using Attention.Traces;
using Attention.Training;

namespace Classroom.Exercises;

/// <summary>The bets, one to three a notebook. Each outcome is asked of the model or of a stored record when it is needed, and stands
/// nowhere.</summary>
internal static class Predictions
{
    private const string Sentence = "The dog near the old gate chased";
    private const string Said = "The cat saw the old dog and then the old";
    private const string FiveB = "05b-";
    private const double Named = .4;       // as in chapter 3

    public static IReadOnlyList<Exercise> All { get; } =
    [
        new PredictionExercise("P0.1", "The head at the same address of an untrained twin: how much does it give to \"dog\"?",
            ["over a half", "from a quarter to a half", "under a quarter"], BeforeTraining),
        new PredictionExercise("P1.1",
            "While induction-2l, a model of two layers, is trained: which score first passes half of the height at which it ends?",
            ["previous token", "induction", "both at one measurement"], _ => First()),
        new PredictionExercise("P1.2",
            "How high does the best induction score of induction-1l, a model of one layer, ever get in its training?",
            ["over .5", "from .2 to .5", "under .2"],
            _ => Bin(Record("induction-1l").Points.Max(point => point.Best("induction")), .5, .2)),
        new PredictionExercise("P2.1", "Take out the best previous-token head. By how many nats does the second copy get worse?",
            ["over 2", "from 0.5 to 2", "under 0.5"], setting => Bin(Cost(setting.Model, AblationStudy.Of(setting.Model).Repeated), 2, .5)),
        new PredictionExercise("P2.2", "English sentences without the best previous-token head: by how many nats do they get worse?",
            ["over 0.5", "from 0.1 to 0.5", "under 0.1"],
            setting => Bin(Cost(setting.Model, AblationStudy.Of(setting.Model).English), .5, .1)),
        new RowExercise("P2.3", "Where does the best induction head look from the last word?", Said, InductionRow),
        new PredictionExercise("P3.1", "Which share of all heads has no name: every known score is under .4?",
            ["over a half", "from a quarter to a half", "under a quarter"], setting => Bin(Nameless(setting.Model), .5, .25)),
        new PredictionExercise("P3.2", "What does the best head for two back score on random tokens?",
            ["over .5", "from .3 to .5", "under .3"],
            setting => Bin(setting.Model.Score(StandardInput.Repeated(setting.Model), HeadScores.Offset(2)).Best.Score, .5, .3)),
        new PredictionExercise("P4.1", "The first token left out, which layers look farthest back on English?",
            ["the early", "the middle", "the late"],
            setting => LargestBand(setting.Model, rest => rest.Distance)),
        new PredictionExercise("P4.2", "Which layers give most to the first token?", ["the early", "the middle", "the late"],
            setting => LargestBand(setting.Model, rest => [.. rest.Share.Select(left => 1 - left)])),
        new RowExercise("P4.3", "Where do all heads together look from the last word, on average?", Sentence, MeanRow),
        new PredictionExercise("P5.1", "Take heads out one at a time. How many of them cost more than 0.05 nats on English?",
            ["over 50", "from 10 to 50", "under 10"],
            setting => Bin(AblationStudy.Of(setting.Model).English.Table("").All().Count(effect => effect.Score > .05), 50, 10)),
        new PredictionExercise("P5.2", "Is the head with the best induction score also the one that costs most on the second copy?",
            ["yes", "no"], setting => BestCostsMost(setting.Model) ? 0 : 1),
        new PredictionExercise("P5.3",
            "Cut the best previous-token head off from the keys of the four best induction heads (and so of those that share them), "
                + "and from nothing else. By how many nats does the second copy get worse?", ["over 4", "from 1 to 4", "under 1"],
                setting => Bin(IntoKeys(setting.Model), 4, 1), FiveB),
        new PredictionExercise("P5.4",
            "When the best induction head looks at a token, how often does that bring the token among the ten likeliest of all?",
            ["over .5", "from .2 to .5", "under .2"], setting => Bin(Copies(setting.Model), .5, .2), FiveB),
        new PredictionExercise("P6.1", $"In \"{Sentence}\", where do the rules look most from \"chased\"?", ["dog", "gate", "another word"],
            setting => Place(SimulatedAttention.Of(setting.Model.Tokenizer.Encode(Sentence)).LooksMostAt((0, 0), "chased"))),
        new PredictionExercise("P6.2",
            $"On \"{Sentence}\", which mean of all patterns is nearer to the rules: that of the trained model or of the untrained one?",
            ["trained", "untrained"], setting => NearerIsUntrained(setting) ? 1 : 0),
        new PredictionExercise("P7.1", "How high is the best induction score of stories-6l, the course's six-layer model?",
            ["over .8", "from .4 to .8", "under .4"], _ => Bin(InCensus("stories-6l"), .8, .4)),
        new PredictionExercise("P7.2", "And of stories-1l, its sister of one layer, trained on the same text?",
            ["over .5", "from .1 to .5", "under .1"], _ => Bin(InCensus("stories-1l"), .5, .1)),
        new PredictionExercise("P8.1", "Two models of one recipe and other seeds: is the best induction head at the same address in both?",
            ["yes", "no"], _ => BestOf("stories-6l").Head == BestOf("stories-6l-seed2").Head ? 0 : 1),
        new PredictionExercise("P8.2", "A model of random weights with 48 heads: how high is its best induction score?",
            ["over .3", "from .1 to .3", "under .1"], _ => Bin(BestOf("stories-6l-random").Score, .3, .1)),
    ];

    private static int Bin(double value, double high, double low) => value > high ? 0 : value >= low ? 1 : 2;

    private static int Place(string word) => word switch { "dog" => 0, "gate" => 1, _ => 2 };

    private static int BeforeTraining(Setting setting)
    {
        using var twin = setting.Model.WithRandomWeights(1);
        return Bin(twin.Trace(Sentence).Weight(SyntaxStudy.Of(setting.Model)["nsubj"].Head, "chased", "dog"), .5, .25);
    }

    private static double InCensus(string model) => Census.Load().Rows.First(row => row.Model == model).Types["induction"].Best;

    private static TrainingRecord Record(string model) =>
        TrainingRecord.Load(Path.Combine(Catalogue.Open().FolderOf(model), "training.json"));

    private static int First()
    {
        var points = Record("induction-2l").Points;
        int Half(string measure) => points.Index().First(point => point.Item.Best(measure) > points[^1].Best(measure) / 2).Index;
        var (previous, induction) = (Half("previous_token"), Half("induction"));
        return previous < induction ? 0 : induction < previous ? 1 : 2;
    }

    private static double Cost(LanguageModel model, HeadEffects effects) =>
        effects.Table("")[model.Score(StandardInput.Repeated(model), HeadScores.PreviousToken).Best.Head];

    private static double IntoKeys(LanguageModel model)
    {
        var input = StandardInput.Repeated(model).Each().First();
        var tables = model.Score(input, [HeadScores.PreviousToken, HeadScores.Induction(input)]);
        var sender = tables[0].Best.Head;
        HeadIndex[] readers = [.. tables[1].Top(4).Select(entry => entry.Head).Where(head => head.Layer > sender.Layer)];
        return DirectPath.Effects(model, input, sender, [HookPoint.K], readers, input.SecondCopy)[0];
    }

    private static double Copies(LanguageModel model)
    {
        var input = StandardInput.Repeated(model);
        return OwnTokenEffect.Of(model, model.Score(input, HeadScores.Induction(input)).Best.Head).Copied;
    }

    private static double[] InductionRow(AttentionTrace trace, LanguageModel model)
    {
        var input = StandardInput.Repeated(model);
        return [.. trace.Row(model.Score(input, HeadScores.Induction(input)).Best.Head, ^1).Select(weight => (double)weight)];
    }

    private static double[] MeanRow(AttentionTrace trace, LanguageModel model) =>
        [.. AttentionPattern.Mean(trace.Patterns).Row(^1).Select(weight => (double)weight)];

    private static HeadScore BestOf(string name)
    {
        using var model = LanguageModel.Load(name);
        var input = StandardInput.Repeated(model);
        return model.Score(input, HeadScores.Induction(input)).Best;
    }

    private static double Nameless(LanguageModel model)
    {
        var input = StandardInput.Repeated(model);
        var kinds = model.Score(input, [HeadScores.PreviousToken, HeadScores.Offset(2), HeadScores.Offset(0), HeadScores.FirstToken,
            HeadScores.DuplicateToken(input), HeadScores.Induction(input)]);
        return (double)model.Config.AllHeads().Count(head => kinds.All(table => table[head] < Named)) / model.Config.HeadCount;
    }

    /// <summary>Of the bands of chapter 4, on as many of its passages as tell them apart.</summary>
    private static int LargestBand(LanguageModel model, Func<RestOfAttention, double[]> of)
    {
        var bands = model.Trace(CourseText.Passages(model, "dev", sequences: 4, length: 64))
            .Select(trace => DepthBands.Of(of(RestOfAttention.Of(trace, 0)))).ToArray();
        double[] means = [bands.Average(each => each.Early), bands.Average(each => each.Middle), bands.Average(each => each.Late)];
        return Enumerable.Range(0, means.Length).MaxBy(band => means[band]);
    }

    private static bool BestCostsMost(LanguageModel model)
    {
        var input = StandardInput.Repeated(model);
        return model.Score(input, HeadScores.Induction(input)).Best.Head == AblationStudy.Of(model).Repeated.Table("").Best.Head;
    }

    private static bool NearerIsUntrained(Setting setting)
    {
        var text = setting.Model.Tokenizer.Encode(Sentence);
        var rules = SimulatedAttention.Of(text).Pattern((0, 0));
        using var twin = setting.Model.WithRandomWeights(1);
        double Apart(LanguageModel model) => PatternDivergence.JensenShannon(AttentionPattern.Mean(model.Trace(text).Patterns), rules);
        return Apart(twin) < Apart(setting.Model);
    }
}
