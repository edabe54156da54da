using Classroom;
using Grading.Assignments;
using Grading.Grades;

namespace Grading.Tests;

/// <summary>A class is graded twice, with the same grades; and a grading that is killed again and again ends with them too.</summary>
[Collection("containment"), Trait("speed", "slow")]
public sealed class ClassTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("class-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact(Explicit = true)]
    public async Task Thirty_submissions_get_the_grades_they_earn_twice_and_hostile_ones_are_named()
    {
        var submissions = Path.Combine(folder.FullName, "submissions");
        Directory.CreateDirectory(submissions);
        var expected = ClassOfThirty.Write(submissions);
        var first = await GradeAsync(submissions, "first");
        foreach (var (learner, points, says) in expected)
        {
            var grade = Assert.Single(first, grade => grade.Learner == learner);
            var said = string.Join('\n', grade.Notes.Concat(grade.Exercises.Select(exercise => exercise.Says ?? "")));
            Assert.True(grade.Points == points || points == ClassOfThirty.Either, $"{learner}: {grade.Points} points, {points} expected\n{said}");
            if (says is not null) Assert.True(said.Contains(says, StringComparison.Ordinal), $"{learner}: '{says}' is not said, but\n{said}");
            Assert.DoesNotContain(ClassOfThirty.Secret, said, StringComparison.Ordinal);
        }
        Assert.DoesNotContain(Directory.EnumerateDirectories("/proc").Select(CommandLine), line => line.Contains("604800", StringComparison.Ordinal));
        await GradeAsync(submissions, "second");
        Assert.Equal(Text("first", "grades.csv"), Text("second", "grades.csv"));
        Assert.Equal(Text("first", "items.csv"), Text("second", "items.csv"));
        Assert.Contains("'=1+1", Text("first", "grades.csv"), StringComparison.Ordinal);
    }

    [Fact(Explicit = true)]
    public async Task The_worked_solutions_of_every_chapter_get_all_points()
    {
        var submissions = Path.Combine(folder.FullName, "submissions");
        foreach (var chapter in Assignment.Chapters) new Assignment(chapter).Write(Path.Combine(submissions, "teacher", $"chapter-{chapter}.ipynb"), withSolutions: true);
        var grades = await GradeAsync(submissions, "key");
        Assert.Equal(Assignment.Chapters.Count, grades.Count);
        Assert.All(grades, grade =>
        {
            Assert.Empty(grade.Notes);
            Assert.All(grade.Exercises, exercise => Assert.True(exercise.Outcome == Outcome.Passed, $"{exercise.Exercise}: {exercise.Says}"));
        });
    }

    [Fact(Explicit = true)]
    public async Task Killed_in_the_middle_and_called_again_it_ends_with_the_same_grades()
    {
        var submissions = Path.Combine(folder.FullName, "submissions");
        Directory.CreateDirectory(submissions);
        ClassOfThirty.Write(submissions);
        foreach (var hostile in Directory.GetDirectories(submissions).Where(path => !Path.GetFileName(path).StartsWith("wrong", StringComparison.Ordinal))) Directory.Delete(hostile, recursive: true);
        var whole = await GradeAsync(submissions, "whole");
        var times = int.TryParse(Environment.GetEnvironmentVariable("COURSE_KILLS"), out var asked) ? asked : 3;
        for (var i = 0; i < times; i++)
        {
            using var process = CourseProcess.Start("grade", submissions, "--out", Path.Combine(folder.FullName, "killed"), "--seed", "5");
            await Task.Delay(500 + 400 * i);
            if (!process.HasExited) process.Kill();    // as a machine that goes down would: nothing is tidied up
            await process.WaitForExitAsync();
        }
        using var last = CourseProcess.Start("grade", submissions, "--out", Path.Combine(folder.FullName, "killed"), "--seed", "5");
        await last.WaitForExitAsync();
        Assert.Equal(0, last.ExitCode);
        Assert.Equal(whole.Count, Text("killed", "grades.csv").Split("\r\n").Length - 2);
        Assert.Equal(Text("whole", "grades.csv"), Text("killed", "grades.csv"));
    }

    private async Task<IReadOnlyList<SubmissionGrade>> GradeAsync(string submissions, string name)
    {
        var target = Path.Combine(folder.FullName, name);
        var grades = await new Grader { Course = CourseProcess.Folder, Submissions = submissions, Out = target, RunCells = [.. CourseProcess.Command, "grade-cells"], Plan = GradingPlan.In(target, 5, null) }.RunAsync();
        GradeFiles.Write(target, grades);
        return grades;
    }

    private string Text(string run, string file) => File.ReadAllText(Path.Combine(folder.FullName, run, file));

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
