using System.ComponentModel;
using System.Diagnostics;
using Course.Files;
using Notebooks.Files;

namespace Course.Cli;

/// <summary>
/// Git's clean filter for notebooks: what git compares and commits has no outputs but previews, while the file in the folder keeps all. The
/// attribute stands in the course's .gitattributes; this sets up what it names.
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
        var command = string.Join(' ', [.. ThisProgram.Command().Select(Quoted), "notebooks", "clean", "--as", "%f"]);
        Git("config", "--local", $"{Name}.clean", command);
        return $"git config --local {Name}.clean \"{command}\"";
    }

    /// <summary>A notebook as git has it.</summary>
    /// <param name="file">The file.</param>
    /// <returns>The notebook; null where git has none of that name, or none that can be read.</returns>
    public static Notebook? Committed(string file)
    {
        try
        {
            var path = Path.GetFullPath(file);
            var start = new ProcessStartInfo("git", ["-C", Path.GetDirectoryName(path)!, "show",
                $":./{Path.GetFileName(path)}"])
            { RedirectStandardOutput = true, RedirectStandardError = true };
            using var git = Process.Start(start)!;
            var errors = git.StandardError.ReadToEndAsync();
            using var content = new MemoryStream();
            git.StandardOutput.BaseStream.CopyTo(content);
            git.WaitForExit();
            return git.ExitCode == 0 ? Notebook.Read(file, content.ToArray()) : null;
        }
        catch (Exception e) when (e is Win32Exception or NotebookFormatException)
        {
            return null;
        }
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
