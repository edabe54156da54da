namespace Attention.Treebanks;

/// <summary>A syntactic word: one numbered line of a CoNLL-U file. Property names are those of the format's columns.</summary>
public sealed record Word
{
    /// <summary>Its number in the sentence, from 1.</summary>
    public required int Id { get; init; }

    /// <summary>The word as written; for a part of a multiword token, as it would be written alone.</summary>
    public required string Form { get; init; }

    /// <summary>The dictionary form.</summary>
    public required string Lemma { get; init; }

    /// <summary>Universal part of speech, such as <c>NOUN</c>.</summary>
    public required string Upos { get; init; }

    /// <summary>The number of the word it depends on; 0 for the root.</summary>
    public required int Head { get; init; }

    /// <summary>Its relation to the head, with a sub-type if the file has one: <c>nsubj:pass</c>.</summary>
    public required string Deprel { get; init; }

    /// <summary>The name=value pairs of the last column.</summary>
    public required IReadOnlyDictionary<string, string> Misc { get; init; }

    /// <summary>Where it begins in the sentence's text, in UTF-16 units.</summary>
    public required int Start { get; init; }

    /// <summary>Where it ends (exclusive); equal to <see cref="Start"/> for a part of a multiword token that cannot be seen in the
    /// text.</summary>
    public required int End { get; init; }

    /// <summary>The relation without its sub-type: <c>nsubj</c> for <c>nsubj:pass</c>.</summary>
    public string Relation => Deprel.Split(':')[0];
}
