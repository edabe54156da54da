using Attention.Interventions;
using Attention.Measures;
using Attention.Models;
using Attention.Studies;

namespace Attention.Tests.Studies;

public class StudyTests(SmolLm smolLm)
{
    [Fact]
    public void A_stored_study_says_what_measuring_again_says()
    {
        using var model = LanguageModel.Load("induction-2l");
        var (stored, again) = (AblationStudy.Find(model)!, AblationStudy.Run(model));
        AssertSame(stored.English, again.English);
        AssertSame(stored.Repeated, again.Repeated);
        Assert.Equal(stored.Removal.Losses, again.Removal.Losses, (a, b) => Math.Abs(a - b) < 1e-2);
        var (syntax, syntaxAgain) = (SyntaxStudy.Find(model)!, SyntaxStudy.Run(model));
        Assert.Equal(syntax.Scores.Select(s => (s.Relation, s.Direction, s.N)),
            syntaxAgain.Scores.Select(s => (s.Relation, s.Direction, s.N)));
        Assert.All(syntax.Scores.Zip(syntaxAgain.Scores), pair => Assert.Equal(pair.First.Accuracy, pair.Second.Accuracy, .02));
    }

    [Fact]
    public void Every_shipped_model_has_its_studies_and_so_has_its_control()
    {
        foreach (var name in Catalogue.Open().Predicting.SelectMany(name => new[] { name, $"{name}-random" }))
        {
            using var model = LanguageModel.Load(name);
            Assert.True(AblationStudy.Find(model) is not null && SyntaxStudy.Find(model) is not null, $"{name}: run course measure");
            Assert.True(name.EndsWith("-random", StringComparison.Ordinal) || MeanAblationStudy.Find(model) is not null,
                $"{name}: run course measure mean-ablation");
        }
    }

    [Fact]
    public void A_study_of_other_weights_is_none()
    {
        using var model = LanguageModel.Load("induction-2l");
        using var other = model.WithRandomWeights(seed: 77);
        Assert.Null(AblationStudy.Find(other));
        Assert.Null(SyntaxStudy.Find(other));
    }

    [Fact]
    public void A_head_must_beat_distance_luck_and_word_classes_beyond_its_interval_in_enough_cases()
    {
        SyntacticScore Score(string relation, int n, double baseline, double rule) =>
            new(relation, SyntacticDirection.DependentToHead, n, 25, (1, 0), .9, 1, baseline)
            {
                Rule = new("NOUN", false),
                RuleAccuracy = rule
            };
        SyntaxStudy Study(params SyntacticScore[] scores) => new(null!, default, 0, 0, 0, scores);
        // 45 of 50: Wilson's interval begins at .786.
        var trained = Study(Score("all", 50, .5, .6), Score("distance", 50, .8, .5), Score("luck", 50, .5, .5),
            Score("classes", 50, .5, .95), Score("few", 24, 0, 0), Score("only here", 50, .5, .7));
        var control = Study(Score("luck", 3, 0, 0), Score("all", 40, 0, 0) with { Accuracy = .6 },
            Score("distance", 25, 0, 0) with { Accuracy = .1 });

        var relations = trained.Against(control);

        Assert.Equal(["all", "distance", "luck", "classes", "only here"], relations.Select(relation => relation.Score.Relation));
        Assert.Equal([.3, .1, 0, -.05, .2], relations.Select(relation => Math.Round(relation.Gain, 10)));
        Assert.Equal([true, false, false, false, true], relations.Select(relation => relation.BeatsRivals));
        Assert.Equal([true, false, false, true, true], relations.Select(relation => relation.BeatsDistance));
        Assert.Equal([.6, .1, .9, null, null], relations.Select(relation => relation.Untrained));
    }

    [Fact]
    public void In_SmolLM2_two_relations_need_more_than_word_classes()
    {
        using var control = smolLm.Model.WithRandomWeights(seed: 1);
        var relations = SyntaxStudy.Find(smolLm.Model)!.Against(SyntaxStudy.Find(control)!);
        Assert.Equal(["a verb looks at its subject", "a pronoun looks at its noun"],
            relations.Where(relation => relation.BeatsRivals).Select(relation => relation.Name));
        Assert.True(relations.Count(relation => relation.BeatsDistance) > 8);
    }

    [Fact]
    public void In_SmolLM2_the_stored_effects_of_three_heads_are_those_measured_now()
    {
        var model = smolLm.Model;
        var repeated = StandardInput.Repeated(model);
        var stored = AblationStudy.Find(model)!.Repeated.Table(model.Title);
        foreach (HeadIndex head in new HeadIndex[] { (16, 0), (18, 6), (3, 3) })
            Assert.Equal(Ablation.Effect(model, repeated, [head], repeated.SecondCopy), stored[head], 2e-2);
    }

    [Fact]
    public void In_SmolLM2_the_previous_token_head_is_critical_where_text_repeats_and_idle_on_English()
    {
        var study = AblationStudy.Find(smolLm.Model)!;
        Assert.True(study.Repeated.Table("")[(16, 0)] > 4);
        Assert.InRange(study.English.Table("")[(16, 0)], -.1, .1);
    }

    [Fact]
    public void Heads_are_harmless_up_to_the_first_point_above_the_share()
    {
        var removal = new RemovalLosses([], [0, 2, 4, 6], [2, 2.05, 2.2, 2.01]);
        Assert.Equal(2, removal.HarmlessHeads(.05));
        Assert.Equal(6, removal.HarmlessHeads(.2));
        Assert.Equal(0, removal.HarmlessHeads(.01));
    }

    [Fact]
    public void English_passages_never_share_a_sentence_between_the_halves()
    {
        using var model = LanguageModel.Load("induction-2l");
        var (dev, test) = (CourseText.English(model, "dev"), CourseText.English(model, "test"));
        Assert.Equal([4, 64], [dev.Sequences, dev.Length]);
        Assert.True(dev.HasBos);
        Assert.NotEqual(dev.Ids.Cast<long>(), test.Ids.Cast<long>());
        Assert.Equal(4, Enumerable.Range(0, 4).Count(b => dev.Ids[b, 0] == model.Tokenizer.Vocabulary.Bos));
    }

    private static void AssertSame(HeadEffects expected, HeadEffects actual)
    {
        Assert.Equal(expected.Loss, actual.Loss, 1e-3);
        foreach (var (row, again) in expected.Effects.Zip(actual.Effects)) Assert.Equal(row, again, (a, b) => Math.Abs(a - b) < 1e-2);
    }
}
