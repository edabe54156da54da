using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Classroom;
using Grading.Containment;
using Notebooks.Files;

namespace Grading.Tests.Transcripts;

/// <summary>
/// docs/teachers/transcripts.md is what the checks say, word by word, to answers as learners write them. It is written by a run:
/// <c>COURSE_WRITE=1 dotnet test --project tests/Grading.Tests -- --filter-class '*TranscriptTests' --explicit on</c>.
/// </summary>
public sealed partial class TranscriptTests : IDisposable
{
    private const string Seed = "20";      // the cases are drawn anew at each check; here they are to be the same ones each time
    private static readonly string Page = Path.Combine(CourseProcess.Folder, "docs", "teachers", "transcripts.md");
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("transcripts-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Three_exercises_of_each_chapter_are_tried_and_all_that_is_said_is_a_checks_own()
    {
        Assert.All(Tries.All.GroupBy(tried => tried.Chapter), chapter => Assert.Equal(3, chapter.Count()));
        Assert.Equal(10, Tries.All.GroupBy(tried => tried.Chapter).Count());
        var text = File.ReadAllText(Page);
        Assert.Equal(Tries.All.Select(tried => tried.Exercise), Heading().Matches(text).Select(match => match.Groups[1].Value));
        foreach (var section in Regex.Split(text, "^### ", RegexOptions.Multiline).Skip(1))
        {
            var exercise = ExerciseList.Find(section.Split('\n')[0])!;
            string[] known = [.. exercise.KnownMistakes.Select(mistake => mistake.Says)];
            Assert.All(LooksLike().Matches(section).Select(match => match.Groups[1].Value), said => Assert.Contains(said, known));
            Assert.Equal(2, LooksLike().Count(section));
            Assert.Equal(1, Regex.Count(section, "this part passes"));
            Assert.Equal(1, Regex.Count(section, "not done yet"));
        }
    }

    [Fact(Explicit = true)]
    public async Task The_page_is_what_a_run_says()
    {
        var page = await WriteAsync();
        if (Environment.GetEnvironmentVariable("COURSE_WRITE") == "1") File.WriteAllText(Page, page);
        Assert.Equal(page, File.ReadAllText(Page));
    }

    private async Task<string> WriteAsync()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "setup.csx"), CourseInside.SetUp(CourseProcess.Folder));
        var (tries, ran) = (Path.Combine(folder.FullName, "tries.ipynb"), Path.Combine(folder.FullName, "ran.ipynb"));
        File.WriteAllText(tries, Notebook().ToJsonString());
        using (var run = CourseProcess.Start(new Dictionary<string, string> { [Handover.SeedVariable] = Seed }, "run", tries, "--out", ran))
            await run.WaitForExitAsync(TestContext.Current.CancellationToken);
        var said = new Queue<string>(JsonNode.Parse(File.ReadAllText(ran))!["cells"]!.AsArray().Skip(1)
            .Select(cell => MultilineText.Join(cell!["outputs"]![0]!["text"]).TrimEnd()));
        var page = new StringBuilder(Introduction);
        foreach (var chapter in Tries.All.GroupBy(tried => tried.Chapter))
        {
            page.Append($"\n## Chapter {chapter.Key}\n");
            foreach (var (_, id, answers) in chapter) Add(page, ExerciseList.Find(id)!, answers, said);
        }
        return page.ToString();
    }

    private static void Add(StringBuilder page, Exercise exercise, string[] answers, Queue<string> said)
    {
        page.Append($"\n### {exercise.Id}\n\n{exercise.Task}\n");
        foreach (var (step, answer) in answers.Prepend(exercise.Stub).Index())
        {
            page.Append($"\n```csharp\n{answer}\n{exercise.CheckLine}\n```\n");
            var lines = said.Dequeue().Split('\n');
            page.Append($"> {string.Join("  \n> ", lines.Select(line => Named(line, exercise)))}\n");
            if (step < exercise.Hints.Count - 1) page.Append($"\n*{(step == 0 ? "First" : "Next")} hint.* {exercise.Hints[step]}\n");
        }
    }

    private static string Named(string line, Exercise exercise) =>
        exercise.KnownMistakes.Any(mistake => mistake.Says == line) ? $"*Looks like:* {line}" : line;

    private static JsonObject Notebook()
    {
        var cells = new JsonArray(Code("#!import setup.csx\nvar model = LanguageModel.Load(); Check.Model = model;"));
        foreach (var (_, id, answers) in Tries.All)
            foreach (var answer in answers.Prepend(ExerciseList.Find(id)!.Stub))
                cells.Add(Code($"{answer}\nConsole.WriteLine({ExerciseList.Find(id)!.CheckLine}.InFull());"));
        return new JsonObject { ["cells"] = cells, ["metadata"] = new JsonObject(), ["nbformat"] = 4, ["nbformat_minor"] = 5 };
    }

    private static JsonObject Code(string source) => new()
    {
        ["cell_type"] = "code",
        ["execution_count"] = null,
        ["id"] = Guid.NewGuid().ToString("N")[..8],
        ["metadata"] = new JsonObject(),
        ["outputs"] = new JsonArray(),
        ["source"] = source,
    };

    private const string Introduction = """
        # What the checks say

        Three exercises of each chapter, from the stub to an answer that passes, with all that a check says in between. A learner sees the
        first line at once; the gap and what it looks like unfold. Hints stand where a learner would unfold the next one.

        The answers are ours: what we take a learner to write who knows this chapter and those before it. What the checks say is from a run
        and stands as it came (`TranscriptTests` writes this page; the cases were drawn with one seed, so that they are the same each time).

        """;

    [GeneratedRegex(@"^### (\S+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^> \*Looks like:\* (.*?)(?:  )?$", RegexOptions.Multiline)]
    private static partial Regex LooksLike();
}
