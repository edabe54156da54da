using Attention.Models;
using Attention.Training;

namespace Attention.Tests.Training;

/// <summary>What the training records say is measured again on the shipped weights.</summary>
public class ShippedModelTests
{
    private const double Tolerance = 2e-3;      // records hold four decimals, and sums run in another order on another machine

    private static readonly string Models = Path.Combine(Catalogue.DataFolder(), "models");

    public static TheoryData<string> Trained =>
        [.. Directory.GetDirectories(Models).Where(folder => File.Exists(Path.Combine(folder, "training.json")))
            .Select(folder => Path.GetFileName(folder)!)];

    [Theory, MemberData(nameof(Trained))]
    public void The_scores_of_the_finished_weights_are_those_of_the_record(string name)
    {
        var folder = Path.Combine(Models, name);
        using var model = CourseModelFolder.Load(folder);
        AssertScores(TrainingRecord.Load(Path.Combine(folder, "training.json")).Points[^1], model);
    }

    [Theory, MemberData(nameof(Trained))]
    public void The_scores_of_every_snapshot_are_those_of_the_record(string name)
    {
        var folder = Path.Combine(Models, name);
        var record = TrainingRecord.Load(Path.Combine(folder, "training.json"));
        var snapshots = Path.Combine(folder, "snapshots");
        if (!Directory.Exists(snapshots)) return;
        foreach (var file in Directory.GetFiles(snapshots))
        {
            using var model = CourseModelFolder.Load(folder, Path.Combine("snapshots", Path.GetFileName(file)));
            AssertScores(record.Points.Single(point => $"{point.Tokens:D9}.safetensors" == Path.GetFileName(file)), model);
        }
    }

    [Theory, MemberData(nameof(Trained))]
    public void The_record_belongs_to_the_recipe_in_the_repository(string name)
    {
        var record = TrainingRecord.Load(Path.Combine(Models, name, "training.json"));
        Assert.Equal(Recipe.Load(Path.Combine(Catalogue.DataFolder(), "training", name + ".json")).Hash, record.RecipeHash);
        Assert.Equal(record.RecipeHash, record.Recipe.Hash);
        Assert.True(record.Points[^1].Tokens >= record.Recipe.Tokens, "the training was not finished");
    }

    [Theory]
    [InlineData("induction-2l"), InlineData("induction-2l-seed2"), InlineData("induction-2l-seed3")]
    [InlineData("stories-6l"), InlineData("stories-6l-seed2"), InlineData("stories-6l-seed3")]
    [InlineData("stories-4l"), InlineData("stories-2l")]
    public void Models_with_two_layers_or_more_have_a_previous_token_head_and_an_induction_head(string name)
    {
        var end = TrainingRecord.Load(Path.Combine(Models, name, "training.json")).Points[^1];
        Assert.True(end.Best("previous_token") > .9 && end.Best("induction") > .9,
            $"previous token {end.Best("previous_token")}, induction {end.Best("induction")}");
    }

    [Theory]
    [InlineData("induction-1l"), InlineData("stories-1l")]
    public void A_model_with_one_layer_has_no_induction_head(string name) =>
        Assert.True(TrainingRecord.Load(Path.Combine(Models, name, "training.json")).Points[^1].Best("induction") < .15);

    [Fact]
    public void The_phase_change_lies_between_two_snapshots_and_the_previous_token_head_comes_first()
    {
        var folder = Path.Combine(Models, "stories-6l");
        var record = TrainingRecord.Load(Path.Combine(folder, "training.json"));
        double[] induction = [.. CourseModelFolder.Snapshots(folder)
            .Select(s => record.Points.Single(point => point.Tokens == s.Tokens).Best("induction"))];
        Assert.InRange(induction.Length, 10, 14);
        Assert.Contains(induction.Zip(induction.Skip(1)), pair => pair.First < .2 && pair.Second > .5);
        long FirstOver(string measure) => record.Points.First(point => point.Best(measure) > .3).Tokens;
        Assert.True(FirstOver("previous_token") < FirstOver("induction"));
    }

    [Fact]
    public void The_counter_example_learns_to_copy_without_an_induction_head()
    {
        var end = TrainingRecord.Load(Path.Combine(Models, "induction-2l-learned", "training.json")).Points[^1];
        Assert.True(end.TrainingLoss < 3.5 && end.Best("induction") < .15 && end.SecondCopyLoss > 6,
            $"loss {end.TrainingLoss}, induction {end.Best("induction")}, second copy {end.SecondCopyLoss}");
    }

    [Fact]
    public void All_course_models_together_stay_under_40_megabytes() =>
        Assert.InRange(Trained.Sum(row => Directory.GetFiles(Path.Combine(Models, row.Data), "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != TrainingRun.CheckpointFile).Sum(file => new FileInfo(file).Length)), 1, 40_000_000);

    private static void AssertScores(TrainingPoint point, LanguageModel model)
    {
        var input = TrainingScores.Input(model.Tokenizer.Vocabulary, model.Config.MaxPositionEmbeddings);
        foreach (var (measure, layers) in TrainingScores.Heads(model, input))
            for (var l = 0; l < layers.Length; l++)
                for (var h = 0; h < layers[l].Length; h++)
                    Assert.Equal(point.Scores[measure][l][h], layers[l][h], Tolerance * Math.Max(1, Math.Abs(layers[l][h])));
    }
}
