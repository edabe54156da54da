// Clark et al. 2019, "What Does BERT Look At?", section 4: how often is the word that a head attends to most the right one?
using Attention.Traces;
using Attention.Treebanks;

namespace Attention.Measures;

/// <summary>Syntactic accuracy of heads on sentences whose dependencies are known.</summary>
public static class SyntacticAccuracy
{
    private readonly record struct Case(SyntacticCounts Counts, int Attending, int Gold);

    /// <summary>Chooses a head for each relation and direction on one half of a treebank and scores it on the other.</summary>
    /// <param name="treebank">The halves.</param>
    /// <param name="run">Runs a model on a sentence's text; the trace is disposed of here. Null leaves the sentence out.</param>
    /// <param name="causal">Whether the model sees earlier words only; then only pairs count in which the attending word is the later one.</param>
    /// <param name="subtypes">Whether <c>nsubj:pass</c> is a relation of its own instead of an <c>nsubj</c>.</param>
    /// <returns>A score for each relation and direction with cases in both halves, the most frequent first.</returns>
    public static IReadOnlyList<SyntacticScore> Score(TreebankHalves treebank, Func<string, AttentionTrace?> run, bool causal = true, bool subtypes = false)
    {
        ArgumentNullException.ThrowIfNull(treebank);
        var dev = Count(treebank.Dev, run, causal, subtypes);
        var test = Count(treebank.Test, run, causal, subtypes).ToDictionary(counts => (counts.Relation, counts.Direction));
        var scores = from chosen in dev
                     where test.ContainsKey((chosen.Relation, chosen.Direction))
                     select Score(chosen, test[(chosen.Relation, chosen.Direction)]);
        return [.. scores.OrderByDescending(score => score.N).ThenBy(score => score.Relation, StringComparer.Ordinal).ThenBy(score => score.Direction)];
    }

    /// <summary>
    /// Counts how often each head's most attended word is the right one. Tokens are merged to words, the attending word itself
    /// and tokens of no word (the one put in front) are left out. A pair with a word that has no token of its own is no case.
    /// </summary>
    /// <param name="treebank">The sentences.</param>
    /// <param name="run">Runs a model on a sentence's text, with the same layers and heads each time; the trace is disposed of here. Null leaves the sentence out.</param>
    /// <param name="causal">Whether the model sees earlier words only; then only pairs count in which the attending word is the later one.</param>
    /// <param name="subtypes">Whether <c>nsubj:pass</c> is a relation of its own instead of an <c>nsubj</c>.</param>
    /// <returns>The counts for each relation and direction that occurs.</returns>
    public static IReadOnlyList<SyntacticCounts> Count(Treebank treebank, Func<string, AttentionTrace?> run, bool causal = true, bool subtypes = false)
    {
        ArgumentNullException.ThrowIfNull(treebank);
        ArgumentNullException.ThrowIfNull(run);
        var counts = new Dictionary<(string, SyntacticDirection), SyntacticCounts>();
        foreach (var sentence in treebank.Sentences)
        {
            using var trace = run(sentence.Text);
            if (trace is null) continue;
            var pieces = new WordPieces(sentence, trace.Tokens);
            var cases = new List<Case>();
            foreach (var arc in sentence.Arcs(subtypes).Where(arc => pieces.Has(arc.Dependent) && pieces.Has(arc.Head)))
            {
                Add(SyntacticDirection.DependentToHead, arc.Dependent, arc.Head);
                Add(SyntacticDirection.HeadToDependent, arc.Head, arc.Dependent);

                void Add(SyntacticDirection direction, Word attending, Word gold)
                {
                    if (causal && attending.Id < gold.Id) return;
                    if (!counts.TryGetValue((arc.Relation, direction), out var count))
                        counts[(arc.Relation, direction)] = count = new SyntacticCounts(arc.Relation, direction, trace);
                    count.AddCase(sentence, attending, gold, causal);
                    cases.Add(new Case(count, attending.Id - 1, gold.Id - 1));
                }
            }
            AddHits(trace, pieces, cases);
        }
        return [.. counts.Values];
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

    private static void AddHits(AttentionTrace trace, WordPieces pieces, List<Case> cases)
    {
        for (var layer = 0; layer < trace.Layers.Count; layer++)
            foreach (var (head, pattern) in trace.OfLayer(layer).Index())
            {
                var words = pieces.Merge(pattern.AsSpan());
                foreach (var (count, attending, gold) in cases)
                    if (MostAttended(words, attending) == gold) count.AddHit(layer, head);
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
