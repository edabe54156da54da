using Attention.Treebanks;

namespace Attention.Measures;

/// <summary>Finds the cases of each relation in sentences, and keeps what is counted of them.</summary>
/// <param name="causal">Whether the model sees earlier words only; then only pairs count in which the attending word is the later
/// one.</param>
/// <param name="subtypes">Whether <c>nsubj:pass</c> is a relation of its own instead of an <c>nsubj</c>.</param>
internal sealed class SyntacticCases(bool causal, bool subtypes)
{
    private readonly Dictionary<(string, SyntacticDirection), SyntacticCounts> counts = [];

    /// <summary>The counts for each relation and direction that occurred.</summary>
    public IReadOnlyList<SyntacticCounts> Counts => [.. counts.Values];

    /// <summary>The cases of a sentence, counted as cases and as hits of the rivals that need no attention.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="pieces">Its tokens; a pair with a word that has no token of its own is no case.</param>
    /// <param name="kept">The heads whose hits will be counted.</param>
    /// <returns>The cases.</returns>
    public IReadOnlyList<SyntacticCase> Of(Sentence sentence, WordPieces pieces, KeptHeads kept)
    {
        var cases = new List<SyntacticCase>();
        foreach (var arc in sentence.Arcs(subtypes).Where(arc => pieces.Has(arc.Dependent) && pieces.Has(arc.Head)))
        {
            Add(SyntacticDirection.DependentToHead, arc.Dependent, arc.Head);
            Add(SyntacticDirection.HeadToDependent, arc.Head, arc.Dependent);

            void Add(SyntacticDirection direction, Word attending, Word gold)
            {
                if (causal && attending.Id < gold.Id) return;
                if (!counts.TryGetValue((arc.Relation, direction), out var count))
                    counts[(arc.Relation, direction)] = count = new SyntacticCounts(arc.Relation, direction, kept);
                count.AddCase(sentence, attending, gold, causal);
                cases.Add(new SyntacticCase(count, attending.Id - 1, gold.Id - 1));
            }
        }
        return cases;
    }
}
