namespace Attention.Training;

/// <summary>A sentence whose grammar is known, because a rule wrote it.</summary>
/// <param name="Words">Its words and signs, in order.</param>
public sealed record AnnotatedSentence(IReadOnlyList<AnnotatedWord> Words)
{
    /// <summary>The sentence as a reader sees it.</summary>
    public string Text => string.Concat(Words.Select((word, i) => word.Form + (word.SpaceAfter && i < Words.Count - 1 ? " " : "")));
}
