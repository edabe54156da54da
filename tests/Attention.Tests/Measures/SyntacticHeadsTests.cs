using Attention.Measures;
using Attention.Models;
using Attention.Treebanks;

namespace Attention.Tests.Measures;

/// <summary>The heads that the reference found on a large treebank must be found again on the course's own sentences.</summary>
public class SyntacticHeadsTests(SmolLm smolLm)
{
    private static readonly Dictionary<(string Relation, SyntacticDirection Direction), string> Known = new()
    {
        [("nsubj", SyntacticDirection.HeadToDependent)] = "13.8",
        [("obj", SyntacticDirection.DependentToHead)] = "10.1",
        [("case", SyntacticDirection.HeadToDependent)] = "10.1",
        [("det", SyntacticDirection.HeadToDependent)] = "7.6",
        [("conj", SyntacticDirection.DependentToHead)] = "12.8",
        [(Arc.Antecedent, SyntacticDirection.DependentToHead)] = "16.5",
        [(Arc.Brackets, SyntacticDirection.DependentToHead)] = "4.8",
    };

    [Fact, Trait("Speed", "slow")]
    public void Each_known_head_is_chosen_on_dev_and_beats_the_best_offset_on_test()
    {
        var scores = Score(smolLm.Model, English(int.MaxValue));
        foreach (var ((relation, direction), head) in Known)
        {
            var score = Assert.Single(scores, score => score.Relation == relation && score.Direction == direction);
            Assert.Equal((relation, head), (score.Relation, score.Head.ToString()));
            Assert.InRange(score.Accuracy - score.Baseline, .1, 1);
        }
    }

    [Fact]
    public void Random_weights_beat_no_offset()
    {
        var scores = Score(smolLm.Control, English(30));
        foreach (var (relation, direction) in Known.Keys)
        {
            var score = Assert.Single(scores, score => score.Relation == relation && score.Direction == direction);
            Assert.True(score.Accuracy < score.Baseline + .1, $"{score}");
        }
    }

    /// <summary>Read as a study reads; that this gives what traces one by one give, <see cref="TreebankReaderTests"/> holds.</summary>
    private static IReadOnlyList<SyntacticScore> Score(LanguageModel model, TreebankHalves treebank) =>
        SyntacticAccuracy.Score(treebank, new TreebankReader(model));

    private static TreebankHalves English(int sentences) => new(Half("dev", sentences), Half("test", sentences));

    private static Treebank Half(string half, int sentences)
    {
        var all = Treebank.Read(Path.Combine(Catalogue.DataFolder(), "arcs", $"english-{half}.conllu"));
        return all with { Sentences = [.. all.Sentences.Take(sentences)] };
    }
}
