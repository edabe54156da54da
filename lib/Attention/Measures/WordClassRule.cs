using Attention.Treebanks;

namespace Attention.Measures;

/// <summary>A way to guess the other word of a relation from word classes alone: always the nearest, or always the first, word of one
/// class.</summary>
/// <param name="Class">The universal part of speech of the word to choose, such as <c>NOUN</c>; <see cref="Same"/> for that of the
/// attending word.</param>
/// <param name="First">Whether it is the first such word of the sentence; else the nearest to the attending word.</param>
public readonly record struct WordClassRule(string Class, bool First)
{
    /// <summary>In place of a class: the class of the word that looks.</summary>
    public const string Same = "=";

    /// <summary>The word that the rule chooses.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="attending">The word that looks.</param>
    /// <param name="causal">Whether only earlier words can be chosen.</param>
    /// <returns>The word; null where the sentence has none to choose.</returns>
    public Word? Choice(Sentence sentence, Word attending, bool causal)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        ArgumentNullException.ThrowIfNull(attending);
        var wanted = Class == Same ? attending.Upos : Class;
        var words = sentence.Words.Where(word => word.Upos == wanted && (causal ? word.Id < attending.Id : word.Id != attending.Id));
        return First ? words.FirstOrDefault() : words.MinBy(word => Math.Abs(word.Id - attending.Id));
    }

    /// <summary>The rule in words.</summary>
    /// <returns>Such as "the nearest noun".</returns>
    public override string ToString() =>
        $"the {(First ? "first" : "nearest")} {(Class == Same ? "word of its own class" : RelationWords.OfClass(Class))}";
}
