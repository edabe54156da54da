namespace Attention.Measures;

/// <summary>Who attends to whom in a pair of words.</summary>
public enum SyntacticDirection
{
    /// <summary>The dependent attends to its head: an object to its verb, a pronoun to its antecedent.</summary>
    DependentToHead,

    /// <summary>The head attends to its dependent: a verb to its subject, a noun to its determiner.</summary>
    HeadToDependent,
}
