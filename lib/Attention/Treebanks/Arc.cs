namespace Attention.Treebanks;

/// <summary>A labelled pair of words.</summary>
/// <param name="Relation">A dependency relation, or <see cref="Antecedent"/>, or <see cref="Brackets"/>.</param>
/// <param name="Dependent">The dependent; the pronoun; the closing bracket.</param>
/// <param name="Head">Its head; the noun the pronoun stands for; the opening bracket.</param>
public readonly record struct Arc(string Relation, Word Dependent, Word Head)
{
    /// <summary>From a pronoun to the noun it stands for, given as <c>Antecedent=ID</c> in a pronoun's last column.</summary>
    public const string Antecedent = "antecedent";

    /// <summary>From a closing bracket to its opening one, given as <c>Opens=ID</c> in a closing bracket's last column.</summary>
    public const string Brackets = "brackets";
}
