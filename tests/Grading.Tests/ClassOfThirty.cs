using System.Text.Json.Nodes;
using Classroom;
using Grading.Assignments;

namespace Grading.Tests;

/// <summary>Thirty submissions to chapter 4 (no model is needed there): perfect, half, wrong in known ways, odd files, and hostile
/// ones.</summary>
internal static class ClassOfThirty
{
    public const string Secret = "the key of the class";

    /// <summary>Root's files are safe from nobody; a user's own are not from that user: then the evidence is gone, and the points with
    /// it.</summary>
    public const int Either = -1;

    private static readonly int All = new Assignment(4).Exercises.Sum(exercise => exercise.Points);

    /// <summary>What a submission is expected to get, and what its notes or its verdicts must say.</summary>
    public sealed record Expected(string Learner, int Points, string? Says = null);

    /// <summary>C# for the answer cell of X4.1, X4.2 and X4.3 that makes a mistake, and what it is called.</summary>
    private static readonly (string Cell, string Code, string Says)[] Wrong =
    [
        ("x4-1", "double AdjacentOfRest(AttentionPattern p) => p.Diagonal(1).Average();", "This is the plain previous-token score."),
        ("x4-1", "double AdjacentOfRest(AttentionPattern p) => p.Diagonal(1)[1..].Sum() / (p.Length - 1);", "You divide by all weight."),
        ("x4-2", "double MeanDistance(AttentionPattern p) => Enumerable.Range(0, p.Length).Average(i => i / 2.0);",
            "You take the mean distance of all cells."),
        ("x4-2", "double MeanDistance(AttentionPattern p) { var s = 0.0; for (var i = 0; i < p.Length; i++) for (var j = 0; j <= i; j++) "
            + "s += p[i, j] * (i - j); return s; }", "This is the sum."),
        ("x4-3", "double Correlation(double[] x, double[] y) => x.Zip(y, (s, t) => s * t).Sum() / Math.Sqrt(x.Sum(s => s * s) * y.Sum(t "
            + "=> t * t));", "You do not take the means away."),
        ("x4-3", "double Correlation(double[] x, double[] y) => throw new InvalidOperationException(\"oh\");",
            "Your code stopped with InvalidOperationException: oh"),
        ("x4-3", "double Correlation(double[] x, double[] y) => .5;", "You give the same answer for every case."),
    ];

    /// <summary>Code that does harm, put in front of a perfect submission's answers.</summary>
    private static readonly (string Name, string Code, int? Points, string? Says)[] Hostile =
    [
        ("endless", "while (true) { }", null, "Look for a loop that does not end"),
        ("exit", "Environment.Exit(0);", 0, null),
        ("fail-fast", "Environment.FailFast(\"gone\");", 0, "The process ended early"),
        ("fork-bomb", "for (var i = 0; i < 2000; i++) try { System.Diagnostics.Process.Start(\"/usr/bin/sleep\", \"604800\"); } catch { }",
            0, "started too many processes"),
        ("memory", "var all = new List<long[]>(); for (var i = 0; i < 100; i++) all.Add(new long[100_000_000 / 8 * 1]);", null,
            "OutOfMemoryException"),
        ("output", "for (var i = 0; i < 200_000; i++) Console.WriteLine(new string('x', 5000));", null, null),
        ("disk", "var junk = new byte[1 << 20]; using (var f = File.Create(\"/tmp/junk\")) for (var i = 0; i < 4000; i++) f.Write(junk);",
            0, "a file grew too large"),
        ("delete", "foreach (var f in new[] { \"/submission\", \"/usr\", \"/tmp\" }) try { Directory.Delete(f, true); } catch { }",
            Either, null),
        ("read-key", "display(File.ReadAllText(\"KEY\")); throw new Exception(File.ReadAllText(\"KEY\"));", null, "Could not find"),
        ("print-others",
            "throw new Exception(string.Join(\",\", Directory.GetFiles(\"SUBMISSIONS\", \"*\", SearchOption.AllDirectories)));", null,
            "Could not find"),
        ("network", "new System.Net.Sockets.TcpClient(\"1.1.1.1\", 53);", null, "unreachable"),
        ("clock", "System.Diagnostics.Process.Start(\"/usr/bin/date\", \"-s 2001-01-01\").WaitForExit();", null, null),
        ("own-check",
            "static class Check { public static string X4_1(object o) => \"passed\"; public static string X4_2(object o) => \"passed\"; "
                + "public static string X4_3(object o) => \"passed\"; }", null, null),
        ("forged", "File.AppendAllText(Environment.GetEnvironmentVariable(\"COURSE_EVIDENCE\"), "
            + "\"X4.1\\t{\\\"numbers\\\":[[1],[1],[1],[1],[1],[1]]}\\nX4.2\\tnull\\nX4.3\\t{\\\"numbers\\\":null}\\n\");", All - 5,
            "What the check wrote was changed."),
        ("link", "File.Delete(\"evidence\"); File.CreateSymbolicLink(\"evidence\", \"/etc/passwd\");", Either, null),
    ];

    /// <summary>Writes all thirty.</summary>
    /// <param name="folder">The folder of submissions; the key lies beside it.</param>
    /// <returns>What each is expected to get.</returns>
    public static IReadOnlyList<Expected> Write(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        var key = Path.Combine(Path.GetDirectoryName(folder)!, "key.txt");
        File.WriteAllText(key, Secret);
        var expected = new List<Expected>();
        void Add(string learner, Action<JsonObject> change, int points, string? says = null)
        {
            var notebook = Solved();
            change(notebook);
            Save(Path.Combine(folder, learner, "chapter-4.ipynb"), notebook.ToJsonString());
            expected.Add(new(learner, points, says));
        }

        Add("perfect", _ => { }, All);
        Add("=1+1, half", notebook => { Reset(notebook, "x4-2"); Reset(notebook, "x4-3"); }, All - 4);
        Add("empty",
            notebook =>
            {
                foreach (var exercise in new Assignment(4).Exercises)
                    Reset(notebook, AssignmentCell.Of(exercise)[1].GradeId);
            }, 0);
        foreach (var (i, (cell, code, says)) in Wrong.Index())
            Add($"wrong-{i}", notebook => Cell(notebook, cell)["source"] = code, All - Points(cell), says);
        Add("tampered", notebook => { Cell(notebook, "x4-1-check")["source"] = "\"fine\""; Reset(notebook, "x4-1"); }, All - 1,
            "The locked cell x4-1-check was changed");
        Add("twin-a", notebook => notebook["cells"]!.AsArray().Add(Cell(notebook, "x4-2").DeepClone()), All, "stands there twice");
        Add("twin-b", notebook => notebook["cells"]!.AsArray().Add(Cell(notebook, "x4-2").DeepClone()), All, "The same file as");
        foreach (var (name, code, points, says) in Hostile)
            Add(name, notebook => notebook["cells"]!.AsArray()
                .Insert(3, Own(code.Replace("KEY", key, StringComparison.Ordinal)
                    .Replace("SUBMISSIONS", folder, StringComparison.Ordinal))), points ?? All, says);
        Save(Path.Combine(folder, "no-notebook", "chapter-4.ipynb"), "<html>");
        expected.Add(new("no-notebook", 0, "is no JSON"));
        File.CreateSymbolicLink(Path.Combine(folder, "linked.ipynb"), key);
        expected.Add(new("linked", 0, "The file is a link"));
        return expected;
    }

    private static JsonObject Solved()
    {
        var notebook = new Assignment(4).Notebook();
        foreach (var exercise in new Assignment(4).Exercises)
            Cell(notebook, AssignmentCell.Of(exercise)[1].GradeId)["source"] = exercise.Solution;
        return notebook;
    }

    private static void Reset(JsonObject notebook, string id) =>
        Cell(notebook, id)["source"] = new Assignment(4).Exercises
            .Select(exercise => (AssignmentCell.Of(exercise)[1].GradeId, exercise.Stub)).First(stub => stub.GradeId == id).Stub;

    private static int Points(string cell) => ExerciseList.Find(cell.ToUpperInvariant().Replace('-', '.'))!.Points;

    private static JsonObject Own(string code) =>
        new()
        {
            ["cell_type"] = "code",
            ["id"] = "own",
            ["metadata"] = new JsonObject(),
            ["source"] = code,
            ["outputs"] = new JsonArray(),
            ["execution_count"] = null
        };

    private static JsonObject Cell(JsonObject notebook, string id) =>
        (JsonObject)notebook["cells"]!.AsArray().First(cell => (string)cell!["id"]! == id)!;

    private static void Save(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
