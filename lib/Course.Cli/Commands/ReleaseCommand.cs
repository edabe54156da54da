using System.ComponentModel;
using System.Security.Cryptography;
using System.Text.Json;
using Attention.Models;
using Classroom;
using Course.Files;
using Grading.Assignments;
using Grading.Containment;
using Grading.Quizzes;
using Spectre.Console.Cli;

namespace Course.Cli.Commands;

/// <summary><c>course release</c>: assignments for learners.</summary>
public sealed class ReleaseCommand : Command<ReleaseCommand.Settings>
{
    /// <summary>Its arguments.</summary>
    public sealed class Settings : CommandSettings
    {
        /// <summary>Where they go.</summary>
        [CommandArgument(0,
            "<FOLDER>"), Description("The folder to write to: source/ is the teacher's (with solutions), release/ the learners', as "
                + "nbgrader keeps them; the quiz bank goes beside them.")]
        public required string Folder { get; init; }

        /// <summary>The chapter.</summary>
        [CommandOption("--chapter <N>"), Description("Only this chapter; all if not given.")]
        public int? Chapter { get; init; }

        /// <summary>The learners.</summary>
        [CommandOption("--personal <FILE>"), Description("A learner's name a line: each gets a folder with a model of their own, and "
            + "key.json tells which. Keep the key to yourself.")]
        public string? Personal { get; init; }
    }

    /// <inheritdoc/>
    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Chapter is { } chapter && !Assignment.Chapters.Contains(chapter))
            throw new WrongUseException(
                $"There is no chapter {chapter}; chapters {Assignment.Chapters[0]} to {Assignment.Chapters[^1]} have exercises.");
        var setUp = CourseInside.SetUp(CourseFolder.Find());
        string[] learners = settings.Personal is null ? [] : Names(settings.Personal);
        foreach (var number in Assignment.Chapters.Where(number => settings.Chapter is null || settings.Chapter == number))
        {
            var assignment = new Assignment(number, learners.Length > 0);
            Write(assignment, Path.Combine(settings.Folder, "source", assignment.Name), setUp, withSolutions: true);
            if (learners.Length == 0)
                Write(assignment, Path.Combine(settings.Folder, "release", assignment.Name), setUp, withSolutions: false);
            foreach (var learner in learners)
                Write(assignment, Path.Combine(settings.Folder, "release", learner, assignment.Name), setUp, withSolutions: false);
        }
        if (learners.Length > 0) GiveModels(settings, learners);
        File.Copy(Path.Combine(CourseFolder.Find(), "docs", "teachers", "quiz.gift"), Path.Combine(settings.Folder, "quiz.gift"),
            overwrite: true);
        WholeFile.Write(Path.Combine(settings.Folder, "quiz.xml"), QuizBank.Of(CourseFolder.Find()).ToQti());
        Console.WriteLine(Path.GetFullPath(settings.Folder));
        return ExitCode.Done;
    }

    private static void Write(Assignment assignment, string folder, string setUp, bool withSolutions)
    {
        assignment.Write(Path.Combine(folder, $"{assignment.Name}.ipynb"), withSolutions);
        WholeFile.Write(Path.Combine(folder, "setup.csx"), setUp);
    }

    private static void GiveModels(Settings settings, string[] learners)
    {
        var path = Path.Combine(settings.Folder, "key.json");
        var key = File.Exists(path) ? JsonFile.Read<Dictionary<string, int>>(path, JsonFile.Strict(JsonSerializerOptions.Web)) : [];
        using var model = LanguageModel.Load(PersonalModel.Base);
        foreach (var learner in learners)
        {
            if (!key.TryGetValue(learner, out var seed)) key[learner] = seed = RandomNumberGenerator.GetInt32(int.MaxValue);
            foreach (var assignment in Directory.EnumerateDirectories(Path.Combine(settings.Folder, "release", learner)))
                PersonalModel.Save(model, seed, Path.Combine(assignment, "model"));
        }
        WholeFile.Write(path, JsonSerializer.Serialize(key, JsonSerializerOptions.Web));
    }

    /// <summary>Names become folders, so they have to be able to.</summary>
    private static string[] Names(string file)
    {
        string[] names = [.. File.ReadLines(file).Select(line => line.Trim()).Where(line => line.Length > 0)];
        if (names.FirstOrDefault(name => name is "." or ".." || name.AsSpan().IndexOfAny("/\\:") >= 0
            || name.Any(char.IsControl)) is { } odd) throw new WrongUseException($"{file}: '{odd}' cannot be the name of a folder.");
        if (names.Length == 0) throw new WrongUseException($"{file} holds no name.");
        return [.. names.Distinct()];
    }
}
