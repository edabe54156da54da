using System.Security.Cryptography;
using Course.Files;
using Notebooks.Files;

namespace Grading.Assignments;

/// <summary>
/// What a learner handed in, put into the frame of the assignment: their answers, and our own cells around them. Whatever they did to a
/// locked cell is undone, and noted.
/// </summary>
public sealed record Submission
{
    private const long MostBytes = 32 << 20;

    /// <summary>Whose it is: the name of the folder or the file, as it stands there.</summary>
    public required string Learner { get; init; }

    /// <summary>The assignment that it answers; null where that cannot be told.</summary>
    public Assignment? Assignment { get; init; }

    /// <summary>The code cells to run, in order; their names are grade ids, or "own" for cells that the learner added.</summary>
    public IReadOnlyList<(string Name, string Code)> Cells { get; init; } = [];

    /// <summary>What a teacher should know, in sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>SHA-256 of the file; empty where it could not be read.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary>Reads a file that a stranger wrote.</summary>
    /// <param name="learner">Whose it is.</param>
    /// <param name="path">The file.</param>
    /// <param name="personal">Whether learners have models of their own.</param>
    /// <returns>The submission; one that cannot be graded has no assignment and says why.</returns>
    public static Submission Read(string learner, string path, bool personal = false)
    {
        try
        {
            var file = new FileInfo(path);
            if (file.LinkTarget is not null) return Refused(learner, "The file is a link. Hand in the notebook itself.");
            if (file.Length > MostBytes)
                return Refused(learner,
                    $"The file has {file.Length >> 20} MB; {MostBytes >> 20} are the most that is read. Clear the outputs.");
            var sha256 = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
            return Framed(learner, Notebook.Read(path), personal) with { Sha256 = sha256 };
        }
        catch (Exception e) when (e is CourseException or IOException or UnauthorizedAccessException)
        {
            return Refused(learner,
                e.Message.Replace(Path.GetDirectoryName(path) + Path.DirectorySeparatorChar, "", StringComparison.Ordinal));
        }
    }

    private static Submission Refused(string learner, string why) => new() { Learner = learner, Notes = [why] };

    private static Submission Framed(string learner, Notebook notebook, bool personal)
    {
        var cells = notebook.Cells.Select(cell => (Id: GradeIdOf(cell), Cell: cell)).ToArray();
        var ids = cells.Where(cell => cell.Id is not null).Select(cell => cell.Id!).ToHashSet();
        var assignment = Assignment.Chapters.Select(chapter => new Assignment(chapter, personal))
            .MaxBy(candidate => candidate.Cells().Count(cell => Counts(cell) && ids.Contains(cell.GradeId)))!;
        if (!assignment.Cells().Any(cell => Counts(cell) && ids.Contains(cell.GradeId)))
            return Refused(learner, "No cell has the name of an exercise (nbgrader's grade_id). Is it the notebook that was given out?");
        var frame = assignment.Cells().ToDictionary(cell => cell.GradeId);
        var (code, notes, seen) = (new List<(string, string)>(), new List<string>(), new HashSet<string>());
        foreach (var (id, cell) in cells)
        {
            if (id is null || !frame.TryGetValue(id, out var ours))
            {
                if (cell.IsCode) code.Add(("own", cell.Source));
                continue;
            }
            if (!seen.Add(id)) notes.Add($"The cell {id} stands there twice; the first one counts.");
            else if (ours.IsCode) code.Add((id, Ours(ours, cell, notes)));
            else if (cell.Source != ours.Source) notes.Add($"The text of the locked cell {id} was changed.");
        }
        return new() { Learner = learner, Assignment = assignment, Notes = notes, Cells = WithMissing(assignment, code, seen, notes) };
    }

    private static bool Counts(AssignmentCell cell) => cell.Role != CellRole.Locked;

    private static string Ours(AssignmentCell ours, NotebookCell theirs, List<string> notes)
    {
        if (ours.Role == CellRole.Answer) return theirs.Source;
        if (WithoutHidden(theirs.Source) != ours.Source.Trim())
            notes.Add($"The locked cell {ours.GradeId} was changed; ours was run in its place.");
        return OurOwn(ours);
    }

    /// <summary>The teacher's own notebook has them, and it can be graded too.</summary>
    private static string WithoutHidden(string source) =>
        source.IndexOf(AssignmentCell.BeginHidden, StringComparison.Ordinal) is >= 0 and var begin ? source[..begin].Trim() : source.Trim();

    /// <summary>A check is called by its full name, which nothing in a notebook can redefine.</summary>
    private static string OurOwn(AssignmentCell cell) => cell.Role == CellRole.Check ? $"global::Classroom.{cell.Source}" : cell.Source;

    private static IReadOnlyList<(string, string)> WithMissing(Assignment assignment, List<(string Name, string Code)> code,
        HashSet<string> seen, List<string> notes)
    {
        var ours = assignment.Cells().Where(cell => cell.IsCode).ToArray();
        var missing = ours.Where(cell => !seen.Contains(cell.GradeId)).ToArray();
        foreach (var cell in missing.Where(cell => cell.Role != CellRole.Answer))
            notes.Add($"The locked cell {cell.GradeId} was missing; ours was run.");
        foreach (var cell in missing.Where(cell => cell.Role == CellRole.Answer)) notes.Add($"The answer cell {cell.GradeId} is missing.");
        (string, string)[] first = [.. missing.Where(cell => cell.GradeId is "setup" or "prepare")
            .Select(cell => (cell.GradeId, cell.Source))];
        (string, string)[] last = [.. missing.Where(cell => cell.Role == CellRole.Check).Select(cell => (cell.GradeId, OurOwn(cell)))];
        return [.. first, .. code, .. last];
    }

    private static string? GradeIdOf(NotebookCell cell) => cell.Metadata(AssignmentCell.Section, "grade_id");
}
