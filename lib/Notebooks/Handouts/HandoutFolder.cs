using Course.Files;
using Notebooks.Files;
using Notebooks.Handouts.Search;

namespace Notebooks.Handouts;

/// <summary>The folder with the pages: one a notebook, an index, and the files that the pages share.</summary>
public static class HandoutFolder
{
    /// <summary>Makes all pages and then writes them, each whole or not at all. Pages of notebooks that are not among these stay as they
    /// are.</summary>
    /// <param name="folder">The folder; made if missing.</param>
    /// <param name="notebooks">The notebooks, executed, in the order of the course.</param>
    /// <param name="others">Notebooks of the course that are not rendered now; those with a page from earlier are linked to.</param>
    /// <param name="singleFile">Whether each page is to hold its style and scripts itself.</param>
    /// <param name="live">The page in which a model runs; null leaves that page as it is.</param>
    /// <param name="warn">Told of what is not shown as it was meant.</param>
    /// <param name="known">What the pages explain, and pages that were made before; null for neither.</param>
    /// <returns>The files of the pages, in order.</returns>
    /// <exception cref="HandoutException">Something cannot be shown; nothing has been written.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static IReadOnlyList<string> Write(string folder, IReadOnlyList<Notebook> notebooks, IReadOnlyList<Notebook> others,
        bool singleFile, LivePage? live = null, Action<string>? warn = null, KnownPages? known = null)
    {
        ArgumentNullException.ThrowIfNull(notebooks);
        string FileOf(string name) => Path.Combine(folder, name + ".html");

        known ??= new();
        var words = known.Words;
        var frame = new PageFrame(singleFile, live?.Beside);
        var made = notebooks.Select(notebook => known.Of(notebook, apart: !singleFile)).ToArray();
        foreach (var warning in made.SelectMany(page => page.Warnings)) warn?.Invoke(warning);
        var earlier = others.Where(notebook => File.Exists(FileOf(notebook.Name))).Select(known.Mentioned);
        var all = made.Concat(earlier).OrderBy(page => page.Name, StringComparer.Ordinal).ToList();
        foreach (var page in all) page.CoverFile = singleFile ? null : Cover(folder, page, made.Contains(page));
        var pages = made.ToDictionary(page => FileOf(page.Name),
            page => frame.Page(page, Neighbour(all, page, -1), Neighbour(all, page, 1)));
        var explorer = Path.Combine(folder, LivePage.FileName);
        if (live is not null) pages.Add(explorer, live.Html);

        if (!singleFile) WholeFile.Write(Path.Combine(folder, PageFrame.StyleFile), PageFrame.Stylesheet);
        if (!singleFile)
            foreach (var name in PageFrame.SharedFiles) WholeFile.Write(Path.Combine(folder, name), Asset.Bytes(name));
        foreach (var page in made) WriteFigures(folder, page);
        foreach (var (file, html) in pages) WholeFile.Write(file, html);
        WholeFile.Write(FileOf("index"),
            frame.Index(all, File.Exists(explorer), words?.All.Count > 0, singleFile ? null : LiveCover(folder, live)));
        if (words?.All.Count > 0)
            WholeFile.Write(Path.Combine(folder, PageFrame.WordsFile), frame.Words(words, new MarkdownText(known.Formulas).Explained));
        if (words?.Article is { } article)
            WholeFile.Write(Path.Combine(folder, PageFrame.ArticleFile), frame.Article(new MarkdownText(known.Formulas).ToHtml(article)));
        if (!singleFile) WriteSearch(folder, made, all);
        return [.. pages.Keys];
    }

    /// <summary>What the pages are searched by: of those made now, and of those from earlier that have it.</summary>
    private static void WriteSearch(string folder, IEnumerable<HandoutPage> made, IEnumerable<HandoutPage> all)
    {
        var place = Directory.CreateDirectory(Path.Combine(folder, SearchIndex.Folder)).FullName;
        string FileOf(HandoutPage page) => Path.Combine(place, $"{page.Name}.js");

        foreach (var page in made) WholeFile.Write(FileOf(page), SearchIndex.Script($"{page.Name}.html", page.Title, page.Body));
        WholeFile.Write(Path.Combine(place, SearchIndex.PagesFile),
            SearchIndex.Pages(all.Where(page => File.Exists(FileOf(page))).Select(page => page.Name)));
    }

    /// <summary>Writes the picture of a page that is made now; of one from earlier it is what lies there.</summary>
    private static string? Cover(string folder, HandoutPage page, bool isMade)
    {
        var place = Directory.CreateDirectory(Path.Combine(folder, CoverPicture.Folder));
        if (!isMade)
            return place.EnumerateFiles($"{page.Name}.*").FirstOrDefault() is { } there ? $"{CoverPicture.Folder}/{there.Name}" : null;
        foreach (var old in place.EnumerateFiles($"{page.Name}.*")) old.Delete();
        if (page.Cover is not { } cover) return null;
        WholeFile.Write(Path.Combine(place.FullName, page.Name + cover.Ending), cover.Content);
        return $"{CoverPicture.Folder}/{page.Name}{cover.Ending}";
    }

    /// <summary>Writes the picture of the page in which a model runs; where none is given now, it is what lies there.</summary>
    private static string? LiveCover(string folder, LivePage? live)
    {
        const string Name = $"{CoverPicture.Folder}/explorer.svg";
        var file = Path.Combine(folder, Name);
        if (live?.Picture is { } picture)
            WholeFile.Write(file, picture.Replace("color-scheme:light dark", "color-scheme:light", StringComparison.Ordinal));
        return File.Exists(file) ? Name : null;
    }

    /// <summary>The data of a page's figures; what an earlier page of that name had and this one has not is taken away.</summary>
    private static void WriteFigures(string folder, HandoutPage page)
    {
        var place = Path.Combine(folder, FigureFiles.Folder);
        if (page.Files.Count > 0) Directory.CreateDirectory(place);
        foreach (var (name, script) in page.Files) WholeFile.Write(Path.Combine(folder, name), script);
        if (!Directory.Exists(place)) return;
        foreach (var file in Directory.EnumerateFiles(place, "*.js"))
            if (FigureFiles.IsOf(page.Name, file) && !page.Files.ContainsKey($"{FigureFiles.Folder}/{Path.GetFileName(file)}"))
                File.Delete(file);
    }

    private static HandoutPage? Neighbour(List<HandoutPage> all, HandoutPage page, int step) =>
        all.ElementAtOrDefault(all.IndexOf(page) + step);
}
