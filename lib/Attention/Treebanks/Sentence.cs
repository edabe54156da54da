using System.Globalization;

namespace Attention.Treebanks;

/// <summary>A sentence whose words are joined by dependencies.</summary>
/// <param name="Text">The text, put together from the words; spans of words point into it.</param>
/// <param name="Words">The words, numbered from 1; the heads lead from each to a root.</param>
/// <param name="Comments">The <c># name = value</c> lines before it, such as <c>sent_id</c>.</param>
public sealed record Sentence(string Text, IReadOnlyList<Word> Words, IReadOnlyDictionary<string, string> Comments)
{
    /// <summary>Every labelled pair of words: dependencies without the root's, antecedents, brackets.</summary>
    /// <param name="subtypes">Whether <c>nsubj:pass</c> is a relation of its own instead of an <c>nsubj</c>.</param>
    /// <returns>The pairs, in the order of their dependents.</returns>
    public IEnumerable<Arc> Arcs(bool subtypes = false)
    {
        foreach (var word in Words)
        {
            if (word.Head != 0) yield return new(subtypes ? word.Deprel : word.Relation, word, Words[word.Head - 1]);
            if (Linked(word, "Antecedent") is { } noun) yield return new(Arc.Antecedent, word, noun);
            if (Linked(word, "Opens") is { } opening) yield return new(Arc.Brackets, word, opening);
        }
    }

    private Word? Linked(Word word, string name) =>
        word.Misc.TryGetValue(name, out var id) ? Words[int.Parse(id, CultureInfo.InvariantCulture) - 1] : null;
}
