using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Classroom;
using Course.Files;
using Grading.Assignments;
using Grading.Containment;
using Grading.Inside;

namespace Grading.Grades;

/// <summary>Grades a folder of submissions, each in a contained process of its own. What is graded is kept at once; a grading that was cut
/// off goes on.</summary>
public sealed class Grader
{
    /// <summary>The folder of the course.</summary>
    public required string Course { get; init; }

    /// <summary>The folder of the submissions.</summary>
    public required string Submissions { get; init; }

    /// <summary>Where grades and feedback go.</summary>
    public required string Out { get; init; }

    /// <summary>The program that runs cells, and its arguments up to the file of cells.</summary>
    public required IReadOnlyList<string> RunCells { get; init; }

    /// <summary>Seed and key.</summary>
    public required GradingPlan Plan { get; init; }

    /// <summary>How many at once.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>What a submission may use.</summary>
    public Limits Limits { get; init; } = new();

    /// <summary>Grades what is not graded yet.</summary>
    /// <param name="progress">Told of each submission when it is done.</param>
    /// <param name="cancellation">Ends it after what is under way was ended.</param>
    /// <returns>All grades, in order of the learners.</returns>
    /// <exception cref="ContainmentException">This system cannot hold a stranger's code.</exception>
    public async Task<IReadOnlyList<SubmissionGrade>> RunAsync(Action<SubmissionGrade, int, int>? progress = null,
        CancellationToken cancellation = default)
    {
        await Contained.CheckAsync();
        if (Directory.Exists(Running)) Directory.Delete(Running, recursive: true);    // of a grading that was cut off
        var all = SubmissionFolder.Find(Submissions);
        var grades = new SubmissionGrade[all.Count];
        var done = 0;
        using var judge = new Judge(Plan);
        await Parallel.ForEachAsync(Enumerable.Range(0, all.Count),
            new ParallelOptions { MaxDegreeOfParallelism = Jobs, CancellationToken = cancellation }, async (i, token) =>
        {
            grades[i] = await GradeAsync(judge, all[i].Learner, all[i].Path, token);
            progress?.Invoke(grades[i], Interlocked.Increment(ref done), all.Count);
        });
        if (Directory.Exists(Running)) Directory.Delete(Running);
        return WithTwins(grades);
    }

    private string Running => Path.Combine(Out, "running");

    private async Task<SubmissionGrade> GradeAsync(Judge judge, string learner, string path, CancellationToken cancellation)
    {
        var file = Path.GetRelativePath(Submissions, path);
        var submission = Submission.Read(learner, path, personal: Plan.Learners.Count > 0);
        var record = Path.Combine(Out, "records", $"{NameOf(file)}.json");
        if (Kept(record) is { } kept && kept.Sha256 == submission.Sha256 && kept.File == file) return kept;
        var result = submission.Assignment is null ? new ContainedResult(0, "", null) : await RunAsync(submission, cancellation);
        var grade = judge.Grade(submission, file, result);
        WholeFile.Write(record, JsonSerializer.Serialize(grade, GradingPlan.Json));
        return grade;
    }

    private async Task<ContainedResult> RunAsync(Submission submission, CancellationToken cancellation)
    {
        using var folder = new EmptyFolder(Running);
        new CellsFile([.. submission.Cells.Select(cell => new NamedCell(cell.Name, cell.Code))]).Write(Path.Combine(folder.Work,
            "cells.json"));
        File.WriteAllText(Path.Combine(folder.Work, "setup.csx"), CourseInside.SetUp(Course));
        File.WriteAllText(Path.Combine(folder.Work, "evidence"), "");
        if (Plan.Learners.TryGetValue(submission.Learner, out var seed)) SaveModel(seed, Path.Combine(folder.Work, "model"));
        var contained = new Contained([.. RunCells, "cells.json"], CourseInside.Readable(Course), Limits)
        {
            Environment = new Dictionary<string, string>
            {
                [Handover.FileVariable] = "/submission/evidence",
                [Handover.SeedVariable] = $"{Plan.Seed}",
                [Attention.Models.Catalogue.DataVariable] = Attention.Models.Catalogue.DataFolder(),
                ["COURSE_THREADS"] = "1",
                ["OMP_NUM_THREADS"] = "1",
            },
        };
        return await contained.RunAsync(folder, cancellation);
    }

    private static void SaveModel(int seed, string folder)
    {
        using var model = Attention.Models.LanguageModel.Load(PersonalModel.Base);
        PersonalModel.Save(model, seed, folder);
    }

    private static SubmissionGrade? Kept(string record)
    {
        try
        {
            return File.Exists(record) ? JsonFile.Read<SubmissionGrade>(record, GradingPlan.Json) : null;
        }
        catch (Exception e) when (e is CourseException or IOException)    // it is made again
        {
            return null;
        }
    }

    /// <summary>Two learners with the same file: neither is accused, both are named.</summary>
    private static IReadOnlyList<SubmissionGrade> WithTwins(SubmissionGrade[] grades)
    {
        var twins = grades.Where(grade => grade.Sha256.Length > 0).ToLookup(grade => grade.Sha256);
        return [.. grades.Select(grade =>
            twins[grade.Sha256].Where(other => other.File != grade.File).Select(other => other.File).ToArray() is { Length: > 0 } others
            ? grade with { Notes = [.. grade.Notes, $"The same file as {string.Join(", ", others)}."] } : grade)];
    }

    private static string NameOf(string file) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(file)))[..16];
}
