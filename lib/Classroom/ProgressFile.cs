using System.Text.Json;
using Course.Files;

namespace Classroom;

/// <summary>What a learner has done in one chapter, stored beside the notebook; nothing is sent anywhere.</summary>
/// <param name="Done">By exercise.</param>
internal sealed record ProgressFile(Dictionary<string, ProgressEntry> Done)
{
    private static readonly JsonSerializerOptions Json = new(JsonFile.Strict(JsonSerializerOptions.Web)) { WriteIndented = true };

    /// <summary>Where it lies.</summary>
    public static string PathOf(string folder, int chapter) => Path.Combine(folder, $"chapter-{chapter}.progress.json");

    /// <summary>Reads a chapter's; one that is missing or damaged is empty, for no exercise shall fail because of it.</summary>
    public static ProgressFile Read(string folder, int chapter)
    {
        var path = PathOf(folder, chapter);
        try
        {
            return File.Exists(path) ? JsonFile.Read<ProgressFile>(path, Json) : new([]);
        }
        catch (Exception e) when (e is CourseException or IOException or UnauthorizedAccessException)
        {
            return new([]);
        }
    }

    /// <summary>Adds what a check has said. An empty answer is no try, a pass stays one, and the first bet is the one that
    /// counts.</summary>
    public static void Note(string folder, Exercise exercise, Verdict verdict)
    {
        if (verdict.Outcome == Outcome.NotDone) return;
        var file = Read(folder, exercise.Chapter);
        var before = file.Done.GetValueOrDefault(exercise.Id) ?? new(false, 0, null);
        file.Done[exercise.Id] = new(before.Passed || verdict.Passed, before.Tries + 1, before.Bet ?? verdict.Bet);
        try
        {
            WholeFile.Write(PathOf(folder, exercise.Chapter), JsonSerializer.Serialize(file, Json));
        }
        catch (FileNotWrittenException)    // a folder that cannot be written keeps no progress, and the check is worth as much
        {
        }
    }
}
