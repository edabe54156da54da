using Course.Files;
using Notebooks.Files;

namespace Notebooks.Handouts;

/// <summary>A page that stands by itself: it holds its style and scripts, links to no other page, and leaves out what belongs to the
/// course.</summary>
public static class SinglePage
{
    /// <summary>The tag of cells that only readers of the course need: goals, exercises.</summary>
    public const string CourseOnly = "course-only";

    /// <summary>Makes the page and writes it, whole or not at all.</summary>
    /// <param name="file">The .html file.</param>
    /// <param name="notebook">The notebook, executed.</param>
    /// <param name="warn">Told of what is not shown as it was meant.</param>
    /// <exception cref="HandoutException">Something cannot be shown; nothing has been written.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string file, Notebook notebook, Action<string>? warn = null)
    {
        var page = new HandoutPage(notebook, new Formulas(), leaveOut: CourseOnly);
        foreach (var warning in page.Warnings) warn?.Invoke(warning);
        WholeFile.Write(file, new PageFrame(singleFile: true).Page(page, null, null));
    }
}
