using System.Text.RegularExpressions;

namespace Classroom.Tests;

/// <summary>What a learner reads is at US grade 9 or below, by Kincaid et al. 1975: .39 words a sentence + 11.8 syllables a word -
/// 15.59.</summary>
public partial class ReadabilityTests
{
    public static TheoryData<string> All => [.. ExerciseList.All.Select(exercise => exercise.Id)];

    [Theory, MemberData(nameof(All))]
    public void Task_hints_and_messages_are_plain(string id)
    {
        var exercise = ExerciseList.Find(id)!;
        var messages = string.Join(' ',
            exercise.KnownMistakes.Select(mistake => mistake.Says).Append(exercise.Expected).Append(exercise.Next));
        Assert.InRange(Grade(messages), -2, 9);
        Assert.InRange(Grade(string.Join(' ', exercise.Hints.Prepend(exercise.Task))), -2, 9);
    }

    [Theory, MemberData(nameof(All))]
    public void Hints_come_in_three_steps_and_are_short(string id)
    {
        var exercise = ExerciseList.Find(id)!;
        Assert.Equal(3, exercise.Hints.Count);
        Assert.InRange(exercise.Hints.Sum(hint => hint.Split(' ').Length), 20, 160);
        Assert.All(exercise.Stub.Split('\n'), line => Assert.InRange(line.Length, 1, 110));
        Assert.All(exercise.Solution.Split('\n'), line => Assert.InRange(line.Length, 0, 140));
        Assert.InRange(exercise.Difficulty, 1, 3);
    }

    [Fact]
    public void The_grade_is_as_published()
    {
        Assert.Equal(.39 * 6 + 11.8 - 15.59, Grade("The cat sat on the mat."), 6);
        // 13 by the common example
        Assert.InRange(Grade("The Australian platypus is seemingly a hybrid of a mammal and reptilian creature."), 9.5, 13);
    }

    private static double Grade(string text)
    {
        var plain = Code().Replace(text, "this");
        var sentences = Math.Max(1, Regex.Count(plain, @"[.!?:;](\s|$)"));
        var words = Word().Matches(plain).Select(match => match.Value).ToArray();
        return .39 * words.Length / sentences + 11.8 * words.Sum(Syllables) / words.Length - 15.59;
    }

    private static int Syllables(string word)
    {
        var lower = word.ToLowerInvariant();
        var groups = Regex.Count(lower, "[aeiouy]+");
        if (lower.Length > 3 && lower.EndsWith('e') && !lower.EndsWith("le", StringComparison.Ordinal)) groups--;
        return Math.Max(1, groups);
    }

    [GeneratedRegex("`[^`]*`|\"[^\"]*\"|[A-Za-z]+\\[[^\\]]*\\]")]
    private static partial Regex Code();

    [GeneratedRegex("[A-Za-z']+")]
    private static partial Regex Word();
}
