using Notebooks.Files;
using Notebooks.Handouts;
using Notebooks.Handouts.Words;
using Spectre.Console;

namespace Course.Cli;

/// <summary>Writes the page of a notebook as soon as it has run, with an index of the pages that are there; links to pages still to come
/// are made in the end.</summary>
/// <param name="folder">The folder for the pages.</param>
/// <param name="course">The notebooks of the course.</param>
/// <param name="singleFile">Whether each page is to stand alone.</param>
/// <param name="words">What the pages explain where they use it.</param>
/// <param name="formulas">Sets their formulas.</param>
public sealed class PagesAsTheyCome(string folder, IReadOnlyList<string> course, bool singleFile, CourseWords words, Formulas formulas)
{
    private readonly Lock gate = new();
    private readonly List<string> written = [];

    /// <summary>The pages so far.</summary>
    public IReadOnlyList<string> Written => written;

    /// <summary>Writes a page, and prints its file.</summary>
    /// <param name="executed">The notebook, executed as far as it went.</param>
    public void Add(Notebook executed)
    {
        ArgumentNullException.ThrowIfNull(executed);
        lock (gate)
        {
            var others = Notebook.ReadPresent(course.Where(file => Path.GetFileNameWithoutExtension(file) != executed.Name));
            foreach (var page in HandoutFolder.Write(folder, [executed], others, singleFile, words: words, formulas: formulas))
            {
                written.Add(page);
                AnsiConsole.WriteLine(page);
            }
        }
    }
}
