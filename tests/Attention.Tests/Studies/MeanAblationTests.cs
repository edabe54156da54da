using Attention.Interventions;
using Attention.Measures;
using Attention.Models;
using Attention.Studies;

namespace Attention.Tests.Studies;

/// <summary>Zero and mean ablation of every head side by side.</summary>
public class MeanAblationTests(SmolLm smolLm)
{
    [Fact]
    public void Each_sequence_has_the_effects_that_taking_a_head_out_of_it_has()
    {
        using var model = LanguageModel.Load("induction-2l");
        var study = MeanAblationStudy.Run(model, null, null);
        var repeated = StandardInput.Repeated(model);
        Assert.Equal(StandardInput.Sequences, study.Repeated.Zero.Count);
        Assert.Equal(MeanAblationStudy.Find(model)!.Repeated.ByMean.Mean[(1, 2)], study.Repeated.ByMean.Mean[(1, 2)], 5e-3);
        foreach (var (i, one) in repeated.Each().Index().Take(2))
        {
            Assert.Equal(Ablation.Effect(model, one, [(1, 2)], one.SecondCopy), study.Repeated.ByZero.Each[i][(1, 2)], 2e-3);
            Assert.Equal(Ablation.Effect(model, one, [(1, 2)], one.SecondCopy, new() { Mean = true, Reference = repeated }),
                study.Repeated.ByMean.Each[i][(1, 2)], 2e-3);
        }
        Assert.NotEmpty(study.English.Zero);
    }

    [Fact]
    public void A_head_counts_only_if_both_ways_say_the_same()
    {
        var (clear, unclear, against) = (new[] { 2f, 2.1f, 1.9f, 2, 2.05f, 1.95f, 2, 2 }, new[] { 2f, -2, 1, -1, .5f, -.5f, 1, 0 },
            new[] { -2f, -2, -2, -2, -2, -2, -2, -2 });
        EffectsBothWays Of(float[] mean) =>
            new([.. clear.Select(value => new[] { new[] { value } })], [.. mean.Select(value => new[] { new[] { value } })]);
        Assert.Equal([new(0, 0)], Of(clear).ClearInBoth());
        Assert.Empty(Of(unclear).ClearInBoth());
        Assert.Empty(Of(against).ClearInBoth());
        Assert.Equal(4, Of(against).Apart.Mean[(0, 0)], .01);
    }

    [Fact]
    public void In_SmolLM2_the_stored_effects_both_ways_are_those_measured_now()
    {
        var model = smolLm.Model;
        var study = MeanAblationStudy.Find(model)!;
        var repeated = StandardInput.Repeated(model);
        var one = repeated.Each().First();
        foreach (HeadIndex head in new HeadIndex[] { (16, 0), (2, 1) })
        {
            Assert.Equal(Ablation.Effect(model, one, [head], one.SecondCopy), study.Repeated.ByZero.Each[0][head], 2e-2);
            Assert.Equal(Ablation.Effect(model, one, [head], one.SecondCopy, new() { Mean = true, Reference = repeated }),
                study.Repeated.ByMean.Each[0][head], 2e-2);
        }
        Assert.Contains(new HeadIndex(16, 0), study.Repeated.ClearInBoth());
    }

    [Fact]
    public void What_takes_longer_than_anybody_waits_for_a_cell_is_refused_with_the_command()
    {
        using var unknown = smolLm.Model.WithRandomWeights(seed: 78);
        var thrown = Assert.Throws<Course.Files.WrongUseException>(() => MeanAblationStudy.Of(unknown));
        Assert.Contains("course measure mean-ablation --model", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_study_that_was_interrupted_goes_on_and_ends_as_one_that_was_not()
    {
        using var model = LanguageModel.Load("induction-1l");
        var whole = MeanAblationStudy.Run(model, null, null);
        using var stop = new CancellationTokenSource();
        MeanAblationStudy? kept = null;
        Assert.ThrowsAny<OperationCanceledException>(() =>
            MeanAblationStudy.Run(model, null, study => { kept = study; if (study.Repeated.Zero.Count == 3) stop.Cancel(); },
                cancellation: stop.Token));
        Assert.Equal(3, kept!.Repeated.Zero.Count);
        var (first, more) = (kept.Repeated.Zero[0], MeanAblationStudy.Run(model, kept, null));
        Assert.Same(first, more.Repeated.Zero[0]);
        Assert.Equal(whole.Repeated.Mean.SelectMany(layers => layers.SelectMany(row => row)),
            more.Repeated.Mean.SelectMany(layers => layers.SelectMany(row => row)));
        Assert.Equal(whole.English.Zero.Count, more.English.Zero.Count);
    }
}
