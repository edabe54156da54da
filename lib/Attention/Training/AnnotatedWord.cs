namespace Attention.Training;

/// <summary>A word of a sentence whose grammar is known.</summary>
/// <param name="Form">The word as written.</param>
/// <param name="Tag">Its universal part of speech, such as NOUN.</param>
/// <param name="Head">The word it depends on, from 0; -1 for the root.</param>
/// <param name="Relation">How it depends, as in Universal Dependencies, such as nsubj.</param>
public sealed record AnnotatedWord(string Form, string Tag, int Head, string Relation)
{
    /// <summary>Whether a space follows in the text.</summary>
    public bool SpaceAfter { get; init; } = true;

    /// <summary>For a pronoun: the word of this sentence it stands for, from 0.</summary>
    public int? Antecedent { get; init; }

    /// <summary>For a closing bracket: the bracket it closes, from 0.</summary>
    public int? Bracket { get; init; }
}
