namespace Notebooks.Handouts.Words;

/// <summary>A word of the glossary, or a paper, that pages explain where they use it.</summary>
/// <param name="Id">What links to it on a page name. That of a word ends in what links to its heading in the glossary name.</param>
/// <param name="Name">How it is called, in Markdown.</param>
/// <param name="Explanation">What it means, or what it claims and what comes of that here, in Markdown.</param>
/// <param name="Forms">How it stands in texts, as regular expressions.</param>
/// <param name="IsPaper">Whether it is a paper.</param>
/// <param name="OnlyStressed">Whether it is an everyday word, meant only where a text stresses it.</param>
internal sealed record CourseWord(string Id, string Name, string Explanation, IReadOnlyList<string> Forms, bool IsPaper, bool OnlyStressed);
