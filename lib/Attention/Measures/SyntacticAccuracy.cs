// Clark et al. 2019, "What Does BERT Look At?", section 4: how often is the word that a head attends to most the right one?
using Attention.Traces;
using Attention.Treebanks;

namespace Attention.Measures;

/// <summary>Syntactic accuracy of heads on sentences whose dependencies are known.</summary>
public static class SyntacticAccuracy
{
    /// <summary>Chooses a head for each relation and direction on one half of a treebank and scores it on the other.</summary>
    /// <param name="treebank">The halves.</param>
    /// <param name="run">Runs a model on a sentence's text; the trace is disposed of here. Null leaves the sentence out.</param>
    /// <param name="causal">Whether the model sees earlier words only; then only pairs count in which the attending word is the later
    /// one.</param>
    /// <param name="subtypes">Whether <c>nsubj:pass</c> is a relation of its own instead of an <c>nsubj</c>.</param>
    /// <returns>A score for each relation and direction with cases in both halves, the most frequent first.</returns>
    public static IReadOnlyList<SyntacticScore> Score(TreebankHalves treebank, Func<string, AttentionTrace?> run, bool causal = true,
        bool subtypes = false)
    {
        ArgumentNullException.ThrowIfNull(treebank);
        return Score(Count(treebank.Dev, run, causal, subtypes), Count(treebank.Test, run, causal, subtypes));
    }

    /// <summary>Chooses a head of a model for each relation and direction on one half of a treebank and scores it on the other.</summary>
    /// <param name="treebank">The halves.</param>
    /// <param name="reader">The model, and what of it is asked.</param>
    /// <returns>A score for each relation and direction with cases in both halves, the most frequent first.</returns>
    /// <exception cref="OperationCanceledException">It was asked to end.</exception>
    public static IReadOnlyList<SyntacticScore> Score(TreebankHalves treebank, TreebankReader reader)
    {
        ArgumentNullException.ThrowIfNull(treebank);
        ArgumentNullException.ThrowIfNull(reader);
        return Score(reader.Count(treebank.Dev), reader.Count(treebank.Test));
    }

    /// <summary>
    /// Counts how often each head's most attended word is the right one. Tokens are merged to words, the attending word itself
    /// and tokens of no word (the one put in front) are left out. A pair with a word that has no token of its own is no case.
    /// </summary>
    /// <param name="treebank">The sentences.</param>
    /// <param name="run">Runs a model on a sentence's text, with the same layers and heads each time; the trace is disposed of here. Null
    /// leaves the sentence out.</param>
    /// <param name="causal">Whether the model sees earlier words only; then only pairs count in which the attending word is the later
    /// one.</param>
    /// <param name="subtypes">Whether <c>nsubj:pass</c> is a relation of its own instead of an <c>nsubj</c>.</param>
    /// <returns>The counts for each relation and direction that occurs.</returns>
    public static IReadOnlyList<SyntacticCounts> Count(Treebank treebank, Func<string, AttentionTrace?> run, bool causal = true,
        bool subtypes = false)
    {
        ArgumentNullException.ThrowIfNull(treebank);
        ArgumentNullException.ThrowIfNull(run);
        var found = new SyntacticCases(causal, subtypes);
        foreach (var sentence in treebank.Sentences)
        {
            using var trace = run(sentence.Text);
            if (trace is null) continue;
            var pieces = new WordPieces(sentence, trace.Tokens);
            AddHits(trace, pieces, found.Of(sentence, pieces, new(trace.ModelName, trace.Layers, trace.Heads)));
        }
        return found.Counts;
    }

    private static IReadOnlyList<SyntacticScore> Score(IReadOnlyList<SyntacticCounts> dev, IReadOnlyList<SyntacticCounts> test)
    {
        var tests = test.ToDictionary(counts => (counts.Relation, counts.Direction));
        var scores = from chosen in dev
                     where tests.ContainsKey((chosen.Relation, chosen.Direction))
                     select Score(chosen, tests[(chosen.Relation, chosen.Direction)]);
        return [.. scores.OrderByDescending(score => score.N).ThenBy(score => score.Relation, StringComparer.Ordinal)
            .ThenBy(score => score.Direction)];
    }

    private static SyntacticScore Score(SyntacticCounts dev, SyntacticCounts test)
    {
        var (head, offset, rule) = (dev.Accuracies().Best.Head, dev.BestOffset, dev.BestRule);
        return new(dev.Relation, dev.Direction, test.N, dev.N, head, test.Accuracies()[head], offset, test.OffsetAccuracy(offset))
        {
            Rule = rule,
            RuleAccuracy = test.RuleAccuracy(rule),
        };
    }

    private static void AddHits(AttentionTrace trace, WordPieces pieces, IReadOnlyList<SyntacticCase> cases)
    {
        for (var layer = 0; layer < trace.Layers.Count; layer++)
            foreach (var (head, pattern) in trace.OfLayer(layer).Index())
            {
                var words = pieces.Merge(pattern.AsSpan());
                foreach (var (count, attending, gold) in cases)
                    if (MostAttended(words, attending) == gold) count.AddHits(layer, head);
            }
    }

    private static int MostAttended(float[,] words, int attending)
    {
        var (best, weight) = (-1, 0f);    // a row without any weight on other words has chosen none
        for (var j = 0; j < words.GetLength(1); j++)
            if (j != attending && words[attending, j] > weight) (best, weight) = (j, words[attending, j]);
        return best;
    }
}
