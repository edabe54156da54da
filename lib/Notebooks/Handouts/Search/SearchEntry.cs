namespace Notebooks.Handouts.Search;

/// <summary>A passage or a figure of a page, for who searches.</summary>
/// <param name="Id">What links to it name.</param>
/// <param name="IsFigure">Whether it is a figure; else it is text.</param>
/// <param name="Heading">The section that it stands in, or the figure's number and title.</param>
/// <param name="Text">Its words.</param>
/// <param name="Heads">The heads that it names, such as 18.6, with a blank between them.</param>
internal sealed record SearchEntry(string Id, bool IsFigure, string Heading, string Text, string Heads);
