using Notebooks.Files;
using Notebooks.Handouts;
using Spectre.Console;

namespace Course.Cli;

/// <summary>Writes the page of a notebook as soon as it has run, with an index of the pages that are there; links to pages still to come
/// are made in the end.</summary>
/// <param name="folder">The folder for the pages.</param>
/// <param name="course">The notebooks of the course.</param>
/// <param name="singleFile">Whether each page is to stand alone.</param>
/// <param name="known">The pages made so far.</param>
public sealed class PagesAsTheyCome(string folder, IReadOnlyList<string> course, bool singleFile, KnownPages known)
{
    private readonly Lock gate = new();
    private readonly List<string> written = [];
    private readonly List<Notebook> executed = [];
    private readonly Lazy<Notebook[]> asWritten = new(() => Notebook.ReadPresent(course));

    /// <summary>The pages so far.</summary>
    public IReadOnlyList<string> Written => written;

    /// <summary>The notebooks so far that belong to some.</summary>
    /// <param name="names">Their names, in the order that is wanted.</param>
    public Notebook[] Executed(IEnumerable<string> names) => [.. names.Select(name => executed.Single(notebook => notebook.Name == name))];

    /// <summary>The course's other notebooks, as they were executed or, before that, as they are written.</summary>
    /// <param name="names">The names of those that are not wanted.</param>
    public Notebook[] Others(IReadOnlyCollection<string> names) =>
        [.. asWritten.Value.Where(notebook => !names.Contains(notebook.Name))
            .Select(notebook => executed.Find(one => one.Name == notebook.Name) ?? notebook)];

    /// <summary>Writes a page, and prints its file.</summary>
    /// <param name="notebook">The notebook, executed as far as it went.</param>
    public void Add(Notebook notebook)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        lock (gate)
        {
            executed.Add(notebook);
            foreach (var page in HandoutFolder.Write(folder, [notebook], Others([notebook.Name]), singleFile, known: known))
            {
                written.Add(page);
                AnsiConsole.WriteLine(page);
            }
        }
    }
}
