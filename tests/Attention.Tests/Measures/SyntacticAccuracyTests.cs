using Attention.Measures;
using Attention.Models;
using Attention.Tokens;
using Attention.Traces;
using Attention.Treebanks;

namespace Attention.Tests.Measures;

/// <summary>Sentences and patterns small enough to be scored by hand.</summary>
public class SyntacticAccuracyTests
{
    private static readonly string[] TheOldDogSat = ["The 3 det", "old 3 amod", "dog 4 nsubj", "sat 0 root"];

    [Fact]
    public void Each_head_is_counted_right_where_its_most_attended_word_is_the_other_of_the_pair()
    {
        // Rows: BOS, The, old, dog, sat. Most of the weight lies on BOS and on the word itself, which do not count.
        float[,] toDeterminerAndSubject = { { 1, 0, 0, 0, 0 }, { 1, 0, 0, 0, 0 }, { .5f, .1f, .4f, 0, 0 }, { .6f, .2f, .1f, .1f, 0 },
            { .5f, .02f, .03f, .05f, .4f } };
        float[,] previous = { { 1, 0, 0, 0, 0 }, { 1, 0, 0, 0, 0 }, { .5f, .5f, 0, 0, 0 }, { .7f, .1f, .2f, 0, 0 },
            { .7f, .05f, .05f, .2f, 0 } };

        var counts = SyntacticAccuracy.Count(Treebank(TheOldDogSat), text => Trace(text, toDeterminerAndSubject, previous));

        Assert.Equal(["amod", "det", "nsubj"], counts.Select(count => count.Relation).Order());
        Assert.All(counts, count => Assert.Equal((1, SyntacticDirection.HeadToDependent), (count.N, count.Direction)));
        Assert.Equal([1, 0], Accuracies(counts, "det"));
        Assert.Equal([0, 1], Accuracies(counts, "amod"));
        Assert.Equal([1, 1], Accuracies(counts, "nsubj"));
    }

    [Fact]
    public void A_model_that_sees_later_words_is_scored_in_both_directions()
    {
        float[,] next = { { 0, 1, 0, 0, 0 }, { 0, 0, 1, 0, 0 }, { 0, 0, 0, 1, 0 }, { 0, 0, 0, 0, 1 }, { 0, 0, 0, 1, 0 } };
        var counts = SyntacticAccuracy.Count(Treebank(TheOldDogSat), text => Trace(text, next), causal: false);

        Assert.Equal(6, counts.Count);
        Assert.Equal([1], Accuracies(counts, "amod", SyntacticDirection.DependentToHead));
        Assert.Equal([0], Accuracies(counts, "det", SyntacticDirection.DependentToHead));
        Assert.Equal(-2, Find(counts, "det", SyntacticDirection.DependentToHead).BestOffset);
    }

    [Fact]
    public void The_heads_of_a_trace_of_a_few_layers_keep_their_addresses()
    {
        var counts = SyntacticAccuracy.Count(Treebank(TheOldDogSat),
            text => Trace(text, [10, 13], [1, 8], Uniform(5), Uniform(5), Uniform(5), Previous(5)));
        Assert.Equal(new HeadIndex(13, 8), Find(counts, "amod").Accuracies().Best.Head);
        Assert.True(double.IsNaN(Find(counts, "amod").Accuracies()[(12, 8)]));
    }

    [Fact]
    public void A_row_without_weight_on_other_words_has_chosen_none()
    {
        var onlyBos = new float[5, 5];
        for (var i = 0; i < 5; i++) onlyBos[i, 0] = 1;
        var counts = SyntacticAccuracy.Count(Treebank(TheOldDogSat), text => Trace(text, onlyBos));
        Assert.All(counts, count => Assert.Equal(0, count.Accuracies().Best.Score));
    }

    [Fact]
    public void Weights_are_summed_over_attended_pieces_and_averaged_over_attending_pieces()
    {
        var sentence = Treebank(["Unhappy 2 amod", "cats 3 nsubj", "meowed 0 root"]).Sentences[0];
        // Tokens: BOS, Un|happy, cats, me|owed
        var pieces = new WordPieces(sentence, [new(0, "<s>", 0, 0), new(1, "Un", 0, 2), new(2, "happy", 2, 7), new(3, " cats", 7, 12),
            new(4, " me", 12, 15), new(5, "owed", 15, 19)]);
        float[] pattern =
        [
            1, 0, 0, 0, 0, 0,
            .9f, .1f, 0, 0, 0, 0,
            .5f, .3f, .2f, 0, 0, 0,
            .4f, .2f, .3f, .1f, 0, 0,
            .1f, .1f, .1f, .4f, .3f, 0,
            .2f, .1f, .2f, .1f, .2f, .2f,
        ];

        var words = pieces.Merge(pattern);

        float[,] expected = { { (.1f + .5f) / 2, 0, 0 }, { .2f + .3f, .1f, 0 }, { (.2f + .3f) / 2, (.4f + .1f) / 2, (.3f + .4f) / 2 } };
        for (var i = 0; i < 3; i++)
            for (var j = 0; j < 3; j++) Assert.Equal(expected[i, j], words[i, j], 6);
    }

    [Fact]
    public void Two_pieces_together_can_outweigh_one_that_is_heavier_than_each()
    {
        var treebank = Treebank(["Unhappy 3 det", "old 3 amod", "cats 0 root"]);
        Token[] tokens = [new(1, "Un", 0, 2), new(2, "happy", 2, 7), new(3, " old", 7, 11), new(4, " cats", 11, 16)];
        float[,] pattern = { { 1, 0, 0, 0 }, { .5f, .5f, 0, 0 }, { 0, 0, 1, 0 }, { .3f, .3f, .4f, 0 } };
        var counts = SyntacticAccuracy.Count(treebank, text => Trace(text, tokens, [0], [0], pattern));
        Assert.Equal([1], Accuracies(counts, "det"));
        Assert.Equal([0], Accuracies(counts, "amod"));
    }

    [Fact]
    public void A_pair_with_a_word_that_has_no_token_of_its_own_is_no_case()
    {
        var treebank = Treebank(["Go 0 root", "on 1 advmod", ". 1 punct"], spaces: false);    // Goon.
        var counts = SyntacticAccuracy.Count(treebank,
            text => Trace(text, [new(1, "Go", 0, 2), new(2, "on.", 2, 5)], [0], [0], Previous(2)));
        Assert.Equal("advmod", Assert.Single(counts).Relation);
    }

    [Fact]
    public void The_offset_is_the_most_frequent_of_dev_and_its_accuracy_that_of_test()
    {
        // How far the object is from its verb: 2, 2, 1 in dev; 2, 1, 1, 3 in test.
        string[] one = ["Eat 0 root", "pie 1 obj"], two = ["Eat 0 root", "the 3 det", "pie 1 obj"],
            three = ["Eat 0 root", "the 4 det", "old 4 amod", "pie 1 obj"];
        var score = Assert.Single(Score([two, two, one], [two, one, one, three], Uniform), score => score.Relation == "obj");

        Assert.Equal((4, 3), (score.N, score.DevN));
        Assert.Equal(2, score.Offset);
        Assert.Equal(.25, score.Baseline, 6);
        Assert.Equal(SyntacticDirection.DependentToHead, score.Direction);
    }

    [Fact]
    public void The_head_is_chosen_on_dev_even_if_another_does_better_on_test()
    {
        string[] near = ["Eat 0 root", "pie 1 obj", "now 1 advmod"], far = ["Eat 0 root", "the 3 det", "pie 1 obj"];
        // Head 0.0 looks back one word, head 0.1 two: 0.1 finds the far objects, 0.0 the near ones.
        var score = Assert.Single(Score([far, far, near], [near, near, near, far], Previous, TwoBack), score => score.Relation == "obj");
        Assert.Equal(new HeadIndex(0, 1), score.Head);
        Assert.Equal(.25, score.Accuracy, 6);
    }

    [Fact]
    public void A_relation_that_is_missing_in_one_half_is_left_out()
    {
        var scores = Score([["Eat 0 root", "pie 1 obj"]], [["Eat 0 root", "pie 1 obj", "now 1 advmod"]], Previous);
        Assert.Equal("obj", Assert.Single(scores).Relation);
    }

    [Fact]
    public void A_sentence_that_cannot_be_run_is_left_out_and_every_trace_is_disposed_of()
    {
        var traces = new List<AttentionTrace>();
        var counts = SyntacticAccuracy.Count(Treebank(["Eat 0 root", "pie 1 obj"], ["Eat 0 root", "the 3 det", "pie 1 obj"]), text =>
        {
            if (text == "Eat pie") return null;
            traces.Add(Trace(text, Previous(4)));
            return traces[^1];
        });
        Assert.Equal(1, Find(counts, "obj", SyntacticDirection.DependentToHead).N);
        Assert.Throws<ObjectDisposedException>(() => Assert.Single(traces).Patterns);
    }

    private static IReadOnlyList<SyntacticScore> Score(string[][] dev, string[][] test, params Func<int, float[,]>[] heads) =>
        SyntacticAccuracy.Score(new(Treebank(dev), Treebank(test)),
            text => Trace(text, [.. heads.Select(head => head(text.Split(' ').Length + 1))]));

    private static SyntacticCounts Find(IReadOnlyList<SyntacticCounts> counts, string relation,
        SyntacticDirection direction = SyntacticDirection.HeadToDependent) =>
        Assert.Single(counts, count => count.Relation == relation && count.Direction == direction);

    private static IEnumerable<double> Accuracies(IReadOnlyList<SyntacticCounts> counts, string relation,
        SyntacticDirection direction = SyntacticDirection.HeadToDependent) =>
        Find(counts, relation, direction).Accuracies().All().Select(score => score.Score);

    private static Treebank Treebank(params string[][] sentences) =>
        new("by hand", [.. sentences.Select(words => Sentence(words, spaces: true))]);

    private static Treebank Treebank(string[] words, bool spaces) => new("by hand", [Sentence(words, spaces)]);

    // From lines such as "dog 4 nsubj".
    private static Sentence Sentence(string[] words, bool spaces)
    {
        var lines = words.Select((word, i) => word.Split(' ') is var parts
            ? $"{i + 1}\t{parts[0]}\t_\t_\t_\t_\t{parts[1]}\t{parts[2]}\t_\t{(spaces ? "_" : "SpaceAfter=No")}"
            : "");
        return Attention.Treebanks.Treebank.Parse("by hand", new StringReader(string.Join('\n', lines))).Sentences[0];
    }

    // One layer; BOS and a token a word.
    private static AttentionTrace Trace(string text, params float[][,] heads) =>
        Trace(text, [0], [.. Enumerable.Range(0, heads.Length)], heads);

    private static AttentionTrace Trace(string text, int[] layers, int[] heads, params float[][,] patterns)
    {
        var tokens = new List<Token> { new(0, "<s>", 0, 0) };
        foreach (var word in text.Split(' '))
            tokens.Add(new(1, word, tokens[^1].End, Math.Min(text.Length, tokens[^1].End + word.Length + (tokens.Count > 1 ? 1 : 0))));
        return Trace(text, tokens, layers, heads, patterns);
    }

    private static AttentionTrace Trace(string text, IReadOnlyList<Token> tokens, int[] layers, int[] heads,
        params float[][,] patterns) => new()
        {
            ModelName = "by hand",
            Text = text,
            Tokens = tokens,
            HasBos = tokens[0].End == 0,
            Layers = layers,
            Heads = heads,
            Patterns = [.. patterns.Select(AttentionPattern.Of)],
        };

    private static float[,] Uniform(int T) => Pattern(T, (i, j) => j <= i ? 1f / (i + 1) : 0);

    private static float[,] Previous(int T) => Pattern(T, (i, j) => j == Math.Max(0, i - 1) ? 1 : 0);

    private static float[,] TwoBack(int T) => Pattern(T, (i, j) => j == Math.Max(0, i - 2) ? 1 : 0);

    private static float[,] Pattern(int T, Func<int, int, float> weight)
    {
        var pattern = new float[T, T];
        for (var i = 0; i < T; i++)
            for (var j = 0; j < T; j++) pattern[i, j] = weight(i, j);
        return pattern;
    }
}
