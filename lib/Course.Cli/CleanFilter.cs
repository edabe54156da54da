using System.ComponentModel;
using System.Diagnostics;
using Course.Files;

namespace Course.Cli;

/// <summary>
/// Git's clean filter for notebooks: what git compares and commits has no outputs, while the file in the folder keeps them. The attribute
/// stands in the course's .gitattributes; this sets up what it names.
/// </summary>
/// <param name="course">The folder of the course.</param>
public sealed class CleanFilter(string course)
{
    private const string Name = "filter.course-notebooks";

    /// <summary>Sets it up for this clone.</summary>
    /// <returns>What git was told.</returns>
    /// <exception cref="WrongUseException">This is no clone, or git is not there.</exception>
    public string Install()
    {
        var command = string.Join(' ', [.. ThisProgram.Command().Select(Quoted), "notebooks", "clean"]);
        Git("config", "--local", $"{Name}.clean", command);
        return $"git config --local {Name}.clean \"{command}\"";
    }

    /// <summary>Takes it away.</summary>
    /// <exception cref="WrongUseException">This is no clone, git is not there, or the filter was not set up.</exception>
    public void Uninstall() => Git("config", "--local", "--remove-section", Name);

    /// <summary>Git hands the command to a shell, on Windows too.</summary>
    private static string Quoted(string part) => $"'{part.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    private void Git(params string[] arguments)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["-C", course, .. arguments]) { RedirectStandardError = true })!;
            var error = git.StandardError.ReadToEnd();
            git.WaitForExit();
            if (git.ExitCode != 0) throw new WrongUseException($"git {string.Join(' ', arguments)} in {course}: {error.Trim()}");
        }
        catch (Win32Exception)
        {
            throw new WrongUseException("There is no git on the path.");
        }
    }
}
