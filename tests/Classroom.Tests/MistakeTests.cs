namespace Classroom.Tests;

/// <summary>Every mistake that a check claims to know is acted out, on cases drawn anew, and has to be told by its own name.</summary>
public class MistakeTests
{
    public static TheoryData<string> Functions =>
        [.. ExerciseList.All.Where(exercise => exercise is IHasMistakes).Select(exercise => exercise.Id)];

    [Theory, MemberData(nameof(Functions))]
    public void The_right_answer_passes_whatever_is_drawn(string id) => Assert.All(Enumerable.Range(1, 30), seed =>
    {
        var exercise = Fresh(id);
        Assert.True(exercise.Judge(((IHasMistakes)exercise).OfRight(Small.Setting(seed)), Small.Setting(seed)).Passed);
    });

    [Theory, MemberData(nameof(Functions))]
    public void Only_a_check_that_draws_says_that_the_grader_draws_too(string id)
    {
        var exercise = Fresh(id);
        var right = ((IHasMistakes)exercise).OfRight(Small.Setting(1));
        var says = exercise.Judge(right, Small.Setting(1)).Summary.EndsWith("cases that you have not seen.", StringComparison.Ordinal);
        if (!exercise.Judge(right, Small.Setting(2)).Passed) Assert.True(says);
        if (right.Texts.Count > 0 && right.Numbers.Count == 0) Assert.False(says);    // words are looked through the same way each time
    }

    [Theory, MemberData(nameof(Functions))]
    public void Each_mistake_is_named_and_drawn(string id)
    {
        var exercise = Fresh(id);
        Assert.InRange(exercise.KnownMistakes.Count, 3, 10);
        foreach (var (place, (name, says)) in exercise.KnownMistakes.Index())
            foreach (var seed in Enumerable.Range(1, 12))
            {
                var verdict = exercise.Judge(((IHasMistakes)exercise).OfMistake(place, Small.Setting(seed)), Small.Setting(seed));
                Assert.True(verdict.Outcome == Outcome.NotYet, $"{id}, {name}, seed {seed}: passed");
                Assert.True(verdict.LooksLike == says, $"{id}, {name}, seed {seed}: {verdict.LooksLike}");
                if (exercise is TextExercise) continue;      // nothing to draw
                Assert.NotNull(verdict.Gap);
                Assert.NotEqual(verdict.Gap.Expected[verdict.Gap.At], verdict.Gap.Found[verdict.Gap.At]);
            }
    }

    [Fact]
    public void An_answer_copied_from_another_draw_fails()
    {
        var exercise = Fresh("X2.2");
        var elsewhere = ((IHasMistakes)exercise).OfRight(Small.Setting(1));
        Assert.False(exercise.Judge(elsewhere, Small.Setting(2)).Passed);
    }

    [Fact]
    public void A_mistake_that_nobody_described_is_told_by_what_it_breaks()
    {
        string? Says(Func<double, double> change) =>
            Fresh("X2.2") is var exercise && ((IHasMistakes)exercise).OfRight(Small.Setting(3)) is var right
                ? exercise.Judge(right with { Numbers = [.. right.Numbers.Select(numbers => numbers.Select(change).ToArray())] },
                    Small.Setting(3)).LooksLike : null;

        Assert.Equal("Each of your numbers is 3 times what is due.", Says(x => 3 * x));
        Assert.Equal("You give the same answer for every case. Does it use what it is given?", Says(_ => .5));
        Assert.Equal("Some of your numbers are not finite. Look for a division by zero.", Says(_ => double.PositiveInfinity));
    }

    [Fact]
    public void Rows_of_the_wrong_length_are_told_in_a_sentence()
    {
        var verdict = Fresh("X1.2").Judge(new Evidence { Numbers = [.. Enumerable.Repeat(new[] { 1.0, 2, 3, 4, 5, 6, 7 }, 6)] },
            Small.Setting(1));
        Assert.Matches(@"^A query of length \d and \d keys: you gave 7 numbers, and \d numbers are due\.$", verdict.LooksLike);
    }

    internal static Exercise Fresh(string id) => (Exercise)Activator.CreateInstance(ExerciseList.Find(id)!.GetType())!;
}
