namespace Attention.Tokens;

/// <summary>A fact that stands once in a long text, and a question that only it answers: a needle in a haystack.</summary>
/// <param name="Sentence">The sentence that is hidden; the answer stands in it word for word.</param>
/// <param name="Question">What is asked at the end of the text, up to where the answer begins.</param>
/// <param name="Answer">The words that answer, without the blank before them.</param>
public sealed record HiddenFact(string Sentence, string Question, string Answer);
