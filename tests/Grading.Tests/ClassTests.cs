using Classroom;
using Grading.Assignments;
using Grading.Grades;

namespace Grading.Tests;

/// <summary>A class is graded twice, with the same grades; and a grading that is killed again and again ends with them too.</summary>
[Collection("containment"), Trait("speed", "slow")]
public sealed class ClassTests : IDisposable
{
    /// <summary>A folder that is kept: a test that was ended goes on there when it is called again.</summary>
    private static readonly string? Kept = Environment.GetEnvironmentVariable("COURSE_CLASS");

    /// <summary>A few of each kind, for every day; the whole class takes minutes.</summary>
    private static readonly string[] Few = ["perfect", "=1+1, half", "wrong-0", "wrong-5", "tampered", "memory", "fork-bomb", "read-key",
        "forged", "no-notebook", "linked"];

    private readonly DirectoryInfo folder = Kept is null ? Directory.CreateTempSubdirectory("class-") : Directory.CreateDirectory(Kept);

    public static IEnumerable<TheoryDataRow<int>> Chapters =>
        Assignment.Chapters.Select(chapter => new TheoryDataRow<int>(chapter) { Explicit = chapter is not (0 or 4 or 8) });

    public void Dispose()
    {
        if (Kept is null) folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_few_submissions_of_each_kind_get_the_grades_they_earn() =>
        Hold(ClassOfThirty.Write(Submissions).Where(learner => Few.Contains(learner.Learner)), await GradeAsync("few", Few));

    [Fact(Explicit = true)]
    public async Task Thirty_submissions_get_the_grades_they_earn_twice_and_hostile_ones_are_named()
    {
        var expected = ClassOfThirty.Write(Submissions);
        Assert.True(expected.Count >= 30);
        Hold(expected, await GradeAsync("first"));
        await GradeAsync("second");
        Assert.Equal(Text("first", "grades.csv"), Text("second", "grades.csv"));
        Assert.Equal(Text("first", "items.csv"), Text("second", "items.csv"));
        Assert.Contains("'=1+1", Text("first", "grades.csv"), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Chapters))]
    public async Task The_worked_solutions_of_a_chapter_get_all_points(int chapter)
    {
        new Assignment(chapter).Write(Path.Combine(Submissions, "teacher", $"chapter-{chapter}.ipynb"), withSolutions: true);
        var grade = Assert.Single(await GradeAsync($"key-{chapter}"));
        Assert.Equal([], grade.Notes);
        Assert.Equal([], grade.Exercises.Where(exercise => exercise.Outcome != Outcome.Passed)
            .Select(exercise => $"{exercise.Exercise}: {exercise.Says}"));
    }

    [Fact]
    public async Task Killed_in_the_middle_and_called_again_it_ends_with_the_same_grades()
    {
        ClassOfThirty.Write(Submissions);
        var times = int.TryParse(Environment.GetEnvironmentVariable("COURSE_KILLS"), out var asked) ? asked : 2;
        var whole = await GradeAsync("whole", times > 2
            ? ["wrong-0", "wrong-1", "wrong-2", "wrong-3", "wrong-4", "wrong-5", "wrong-6"]
            : ["wrong-0", "wrong-1"]);
        for (var i = 0; i < times; i++)
        {
            using var process = Grade();
            await Task.Delay(500 + 400 * (i % 12));
            if (!process.HasExited) process.Kill();    // as a machine that goes down would: nothing is tidied up
            await process.WaitForExitAsync();
        }
        using var last = Grade();
        await last.WaitForExitAsync();
        Assert.Equal(0, last.ExitCode);
        Assert.Equal(whole.Count, Text("killed", "grades.csv").Split("\r\n").Length - 2);
        Assert.Equal(Text("whole", "grades.csv"), Text("killed", "grades.csv"));
        Assert.DoesNotContain(Directory.EnumerateDirectories("/proc").Select(CommandLine),
            line => line.Contains(CourseProcess.Command[1], StringComparison.Ordinal)
                && line.Contains("grade-cells", StringComparison.Ordinal));
        Assert.False(Directory.Exists(Path.Combine(folder.FullName, "killed", "running")));
    }

    private string Submissions => Path.Combine(folder.FullName, "submissions");

    private System.Diagnostics.Process Grade() =>
        CourseProcess.Start("grade", Submissions, "--out", Path.Combine(folder.FullName, "killed"), "--seed", "5");

    private static void Hold(IEnumerable<ClassOfThirty.Expected> expected, IReadOnlyList<SubmissionGrade> grades)
    {
        Assert.Equal([],
            expected.Select(learner => Missed(learner, Assert.Single(grades, grade => grade.Learner == learner.Learner))).OfType<string>());
        Assert.DoesNotContain(Directory.EnumerateDirectories("/proc").Select(CommandLine),
            line => line.Contains("604800", StringComparison.Ordinal));
    }

    /// <summary>In what a grade is not the one that was earned; null where it is.</summary>
    private static string? Missed(ClassOfThirty.Expected due, SubmissionGrade grade)
    {
        var said = string.Join('\n', grade.Notes.Concat(grade.Exercises.Select(exercise => exercise.Says ?? "")));
        if (said.Contains(ClassOfThirty.Secret, StringComparison.Ordinal)) return $"{due.Learner} has read the key";
        if (due.Points != ClassOfThirty.Either && grade.Points != due.Points)
            return $"{due.Learner}: {grade.Points} points, {due.Points} expected\n{said}";
        return due.Says is null || said.Contains(due.Says, StringComparison.Ordinal)
            ? null
            : $"{due.Learner}: '{due.Says}' is not said, but\n{said}";
    }

    /// <summary>Grades what lies there.</summary>
    /// <param name="name">The folder of the grades.</param>
    /// <param name="only">Whom to leave there; null for all.</param>
    private async Task<IReadOnlyList<SubmissionGrade>> GradeAsync(string name, string[]? only = null)
    {
        var (target, submissions) = (Path.Combine(folder.FullName, name), Submissions);
        foreach (var entry in new DirectoryInfo(submissions).GetFileSystemInfos()
            .Where(entry => only?.Contains(Path.GetFileNameWithoutExtension(entry.Name)) == false))
            if (entry is DirectoryInfo learner) learner.Delete(recursive: true);
            else entry.Delete();
        var grades = await new Grader
        {
            Course = CourseProcess.Folder,
            Submissions = submissions,
            Out = target,
            RunCells = [.. CourseProcess.Command, "grade-cells"],
            Plan = GradingPlan.In(target, 5, null)
        }.RunAsync();
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
