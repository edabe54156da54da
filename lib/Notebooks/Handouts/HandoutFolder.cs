using Course.Files;
using Notebooks.Files;
using Notebooks.Handouts.Explorer;

namespace Notebooks.Handouts;

/// <summary>The folder with the pages: one a notebook, an index, and the files that the pages share.</summary>
public static class HandoutFolder
{
    /// <summary>Makes all pages and then writes them, each whole or not at all. Pages of notebooks that are not among these stay as they are.</summary>
    /// <param name="folder">The folder; made if missing.</param>
    /// <param name="notebooks">The notebooks, executed, in the order of the course.</param>
    /// <param name="others">Notebooks of the course that are not rendered now; those with a page from earlier are linked to.</param>
    /// <param name="singleFile">Whether each page is to hold its style and scripts itself.</param>
    /// <param name="models">The folder of the course's models: with it, the page is made too in which a model runs. Null leaves that page as it is.</param>
    /// <param name="warn">Told of what is not shown as it was meant.</param>
    /// <returns>The files of the pages, in order.</returns>
    /// <exception cref="HandoutException">Something cannot be shown; nothing has been written.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static IReadOnlyList<string> Write(string folder, IReadOnlyList<Notebook> notebooks, IReadOnlyList<Notebook> others, bool singleFile, string? models = null, Action<string>? warn = null)
    {
        ArgumentNullException.ThrowIfNull(notebooks);
        string FileOf(string name) => Path.Combine(folder, name + ".html");

        var formulas = new Formulas();
        var frame = new PageFrame(singleFile);
        var made = notebooks.Select(notebook => new HandoutPage(notebook, formulas)).ToArray();
        foreach (var warning in made.SelectMany(page => page.Warnings)) warn?.Invoke(warning);
        var earlier = others.Where(notebook => File.Exists(FileOf(notebook.Name))).Select(notebook => new HandoutPage(notebook, formulas));
        var all = made.Concat(earlier).OrderBy(page => page.Name, StringComparer.Ordinal).ToList();
        var pages = made.ToDictionary(page => FileOf(page.Name), page => frame.Page(page, Neighbour(all, page, -1), Neighbour(all, page, 1)));
        var explorer = Path.Combine(folder, ExplorerPage.FileName);
        if (models is not null) pages.Add(explorer, ExplorerPage.Html(models));

        if (!singleFile) WholeFile.Write(Path.Combine(folder, PageFrame.StyleFile), PageFrame.Stylesheet);
        if (!singleFile)
            foreach (var name in PageFrame.SharedFiles) WholeFile.Write(Path.Combine(folder, name), Asset.Bytes(name));
        foreach (var (file, html) in pages) WholeFile.Write(file, html);
        WholeFile.Write(FileOf("index"), frame.Index(all, File.Exists(explorer)));
        return [.. pages.Keys];
    }

    private static HandoutPage? Neighbour(List<HandoutPage> all, HandoutPage page, int step) =>
        all.ElementAtOrDefault(all.IndexOf(page) + step);
}
