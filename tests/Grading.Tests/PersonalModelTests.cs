using System.Diagnostics;
using Attention.Interventions;
using Attention.Measures;
using Attention.Models;
using Classroom;

namespace Grading.Tests;

/// <summary>A model of one's own: the same function, other answers, and a key that says where they went.</summary>
public class PersonalModelTests
{
    private const string Text = "Once there was a cat. The cat sat on a mat.";

    [Theory, InlineData(PersonalModel.Base), InlineData("induction-2l"), InlineData(Catalogue.MainModel)]
    public void Logits_stay_and_each_head_is_where_the_key_says(string name)
    {
        using var model = LanguageModel.Load(name);
        using var personal = PersonalModel.Of(model, seed: 11);
        var (before, after) = (model.Run(Text).Logits, personal.Run(Text).Logits);
        Assert.All(before.Zip(after),
            row => Assert.All(row.First.Zip(row.Second), logit => Assert.Equal(logit.First, logit.Second, 2e-3f)));
        var key = PersonalModel.Key(model.Config, 11);
        var (theirs, own) = (model.Score(Text, HeadScores.Entropy), personal.Score(Text, HeadScores.Entropy));
        Assert.All(model.Config.AllHeads(), head => Assert.Equal(theirs[(head.Layer, key[head.Layer][head.Head])], own[head], 1e-3));
        Assert.Contains(model.Config.AllHeads(), head => Math.Abs(theirs[head] - own[head]) > .1);
    }

    [Fact]
    public void Heads_stay_with_the_others_of_their_key_and_value()
    {
        using var model = LanguageModel.Load(Catalogue.MainModel);    // 9 heads, 3 key/value heads
        var each = model.Config.NumAttentionHeads / model.Config.NumKeyValueHeads;
        Assert.All(PersonalModel.Key(model.Config, 3), layer =>
        {
            Assert.Equal(Enumerable.Range(0, model.Config.NumAttentionHeads), layer.Order());
            Assert.All(layer.Chunk(each), group => Assert.Single(group.Select(head => head / each).Distinct()));
        });
    }

    [Fact]
    public void A_friends_answer_fails_and_ones_own_passes()
    {
        using var model = LanguageModel.Load(PersonalModel.Base);
        HeadIndex[] Best(LanguageModel of)
        {
            var input = StandardInput.Repeated(of);
            return [of.Score(input, HeadScores.PreviousToken).Best.Head, of.Score(input, HeadScores.Induction(input)).Best.Head];
        }

        var (mine, friends) = (PersonalModel.Of(model, 1), PersonalModel.Of(model, 2));
        var exercise = (Exercise<HeadIndex[]>)ExerciseList.Find("X2.8")!;
        Verdict Judged(HeadIndex[] answer)
        {
            var setting = new Setting(1, () => model) { Personal = mine };
            return exercise.Judge(exercise.Collect(answer, setting), setting);
        }

        Assert.True(Judged(Best(mine)).Passed);
        Assert.NotEqual(Best(mine), Best(friends));
        Assert.Contains("a friend's answer does not fit it", Judged(Best(friends)).LooksLike, StringComparison.Ordinal);
    }

    [Fact]
    public void It_takes_less_than_two_seconds_and_loads_as_any_model()
    {
        using var model = LanguageModel.Load(PersonalModel.Base);
        var folder = Directory.CreateTempSubdirectory("personal-");
        try
        {
            var time = Stopwatch.StartNew();
            PersonalModel.Save(model, 5, folder.FullName);
            Assert.InRange(time.Elapsed.TotalSeconds, 0, 2);
            using var loaded = LanguageModel.Load(folder.FullName);
            using var made = PersonalModel.Of(model, 5);
            Assert.Equal(made.Run(Text).Logits[^1], loaded.Run(Text).Logits[^1]);
            Assert.DoesNotContain("5", File.ReadAllText(Path.Combine(folder.FullName, "config.json")).Split("seed").Skip(1));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
