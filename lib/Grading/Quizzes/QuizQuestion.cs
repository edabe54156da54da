namespace Grading.Quizzes;

/// <summary>A question with one right answer.</summary>
/// <param name="Name">Chapter and number, such as <c>Q2.1</c>.</param>
/// <param name="Text">What is asked.</param>
/// <param name="Options">The answers, in the order that they are shown in.</param>
/// <param name="Right">The place of the right one.</param>
/// <param name="Explanation">Why.</param>
public sealed record QuizQuestion(string Name, string Text, IReadOnlyList<string> Options, int Right, string Explanation)
{
    /// <summary>The chapter.</summary>
    public int Chapter => Name[1] - '0';
}
