using Notebooks.Files;
using Notebooks.Handouts.Words;

namespace Notebooks.Handouts;

/// <summary>Pages that were made of notebooks: who writes a folder again and again keeps them, and each is made once.</summary>
/// <param name="words">What the pages explain where they use it; null for nothing.</param>
public sealed class KnownPages(CourseWords? words = null)
{
    private readonly Dictionary<Notebook, HandoutPage> made = new(ReferenceEqualityComparer.Instance),
        mentioned = new(ReferenceEqualityComparer.Instance);

    /// <summary>What the pages explain where they use it.</summary>
    public CourseWords? Words => words;

    /// <summary>Sets their formulas.</summary>
    internal Formulas Formulas { get; } = new();

    /// <summary>The page of a notebook.</summary>
    /// <param name="notebook">The notebook; asked for again, it is the same object.</param>
    /// <param name="apart">Whether the data of its figures may lie in files beside the page.</param>
    /// <exception cref="HandoutException">Something in it cannot be shown.</exception>
    internal HandoutPage Of(Notebook notebook, bool apart) =>
        made.TryGetValue(notebook, out var page) ? page : made[notebook] = new HandoutPage(notebook, Formulas, words, apart: apart);

    /// <summary>The page of a notebook that others name, for its title, its question and its time alone.</summary>
    /// <param name="notebook">The notebook.</param>
    internal HandoutPage Mentioned(Notebook notebook) =>
        made.TryGetValue(notebook, out var page) || mentioned.TryGetValue(notebook, out page)
            ? page
            : mentioned[notebook] = new HandoutPage(notebook, Formulas);
}
