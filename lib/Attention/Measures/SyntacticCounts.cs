using Attention.Treebanks;

namespace Attention.Measures;

/// <summary>What was counted for one relation in one direction: cases, the distances they span, and how many each head got right.</summary>
public sealed class SyntacticCounts
{
    private readonly Dictionary<int, int> offsets = [];
    private readonly Dictionary<WordClassRule, int> rules = [];
    private readonly KeptHeads kept;
    private readonly int[,] hits;             // [kept layer, kept head]

    internal SyntacticCounts(string relation, SyntacticDirection direction, KeptHeads kept)
    {
        (Relation, Direction, this.kept) = (relation, direction, kept);
        hits = new int[kept.Layers.Count, kept.Heads.Count];
    }

    /// <summary>The relation, such as <c>obj</c>.</summary>
    public string Relation { get; }

    /// <summary>Which of the two words attends.</summary>
    public SyntacticDirection Direction { get; }

    /// <summary>How many cases there were, at least one.</summary>
    public int N { get; private set; }

    /// <summary>The distance most frequent in the cases: this many words before the attending word (negative: after it). The shorter of
    /// equals.</summary>
    public int BestOffset => offsets.OrderByDescending(entry => entry.Value).ThenBy(entry => Math.Abs(entry.Key)).First().Key;

    /// <summary>The accuracy of every head: the share of cases in which its most attended word is the right one, 0-1.</summary>
    /// <returns>A table named for the relation; heads that were not kept are NaN.</returns>
    public HeadScoreTable Accuracies()
    {
        var table = new float[kept.Layers[^1] + 1, kept.Heads[^1] + 1];
        for (var l = 0; l < table.GetLength(0); l++)
            for (var h = 0; h < table.GetLength(1); h++) table[l, h] = float.NaN;
        for (var l = 0; l < kept.Layers.Count; l++)
            for (var h = 0; h < kept.Heads.Count; h++) table[kept.Layers[l], kept.Heads[h]] = hits[l, h] / (float)N;
        return new HeadScoreTable(Relation, kept.ModelName, table);
    }

    /// <summary>The accuracy of always choosing the word at one distance.</summary>
    /// <param name="offset">This many words before the attending word.</param>
    /// <returns>Share of the cases, 0-1.</returns>
    public double OffsetAccuracy(int offset) => offsets.GetValueOrDefault(offset) / (double)N;

    /// <summary>The rule by word class that is right in most cases; of equals the first in the order of their classes.</summary>
    public WordClassRule BestRule => rules.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key.Class, StringComparer.Ordinal)
        .ThenBy(entry => entry.Key.First).First().Key;

    /// <summary>The accuracy of always following one rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <returns>Share of the cases, 0-1.</returns>
    public double RuleAccuracy(WordClassRule rule) => rules.GetValueOrDefault(rule) / (double)N;

    internal void AddCase(Sentence sentence, Word attending, Word gold, bool causal)
    {
        N++;
        var offset = attending.Id - gold.Id;
        offsets[offset] = offsets.GetValueOrDefault(offset) + 1;
        // no rule about another class finds this word
        string[] classes = attending.Upos == gold.Upos ? [gold.Upos, WordClassRule.Same] : [gold.Upos];
        foreach (var rule in classes.SelectMany(name => new[] { new WordClassRule(name, false), new WordClassRule(name, true) }))
            rules[rule] = rules.GetValueOrDefault(rule) + (rule.Choice(sentence, attending, causal) == gold ? 1 : 0);
    }

    /// <summary>The hits of every kept head, layer by layer.</summary>
    internal int[] Hits => [.. hits.Cast<int>()];

    /// <summary>Adds such hits.</summary>
    /// <returns>Whether there is one for each head, and none has more than there are cases.</returns>
    internal bool TryAddHits(int[] more)
    {
        if (more.Length != hits.Length || more.Any(count => count < 0 || count > N)) return false;
        foreach (var (place, count) in more.Index()) AddHits(place / kept.Heads.Count, place % kept.Heads.Count, count);
        return true;
    }

    internal void AddHits(int keptLayer, int keptHead, int count = 1) => hits[keptLayer, keptHead] += count;
}
