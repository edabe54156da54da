using AngleSharp.Dom;

namespace Notebooks.Handouts.Books;

/// <summary>A chapter of the book: a page without anything that moves.</summary>
/// <param name="Name">The notebook's name, and the file's without its ending.</param>
/// <param name="Title">Its title.</param>
/// <param name="Question">The question that it answers; null if it names none.</param>
/// <param name="Sections">Its sections: what links name, and words.</param>
/// <param name="Content">The chapter.</param>
internal sealed record BookChapter(string Name, string Title, string? Question, IReadOnlyList<(string Id, string Text)> Sections,
    IElement Content);
