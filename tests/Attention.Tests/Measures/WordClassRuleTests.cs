using Attention.Measures;
using Attention.Treebanks;

namespace Attention.Tests.Measures;

/// <summary>"The dog near the gate chased": the subject of chased is the first noun, not the nearest.</summary>
public class WordClassRuleTests
{
    private static readonly Sentence Sentence = Treebank.Parse("by hand", new StringReader(string.Join('\n',
        "1\tThe\t_\tDET\t_\t_\t2\tdet\t_\t_", "2\tdog\t_\tNOUN\t_\t_\t6\tnsubj\t_\t_", "3\tnear\t_\tADP\t_\t_\t5\tcase\t_\t_",
        "4\tthe\t_\tDET\t_\t_\t5\tdet\t_\t_", "5\tgate\t_\tNOUN\t_\t_\t2\tnmod\t_\t_",
        "6\tchased\t_\tVERB\t_\t_\t0\troot\t_\t_"))).Sentences[0];

    private static readonly KeptHeads Kept = new("by hand", [0], [0]);

    [Theory]
    [InlineData("NOUN", false, 6, true, "gate")]
    [InlineData("NOUN", true, 6, true, "dog")]
    [InlineData("DET", false, 3, true, "The")]
    [InlineData("DET", false, 3, false, "the")]
    [InlineData("VERB", false, 5, true, null)]
    [InlineData(WordClassRule.Same, false, 5, true, "dog")]
    public void It_chooses_the_nearest_or_the_first_word_of_its_class(string upos, bool first, int attending, bool causal,
        string? chosen) =>
        Assert.Equal(chosen, new WordClassRule(upos, first).Choice(Sentence, Sentence.Words[attending - 1], causal)?.Form);

    [Fact]
    public void The_best_rule_is_chosen_on_the_counts_and_beats_a_distance_here()
    {
        var counts = new SyntacticCounts("nsubj", SyntacticDirection.HeadToDependent, Kept);
        counts.AddCase(Sentence, Sentence.Words[5], Sentence.Words[1], causal: true);
        Assert.Equal(new WordClassRule("NOUN", First: true), counts.BestRule);
        Assert.Equal((1, 0, 0),
            (counts.RuleAccuracy(new("NOUN", true)), counts.RuleAccuracy(new("NOUN", false)), counts.RuleAccuracy(new("VERB", true))));
        Assert.Equal("the first noun", counts.BestRule.ToString());
    }
}
