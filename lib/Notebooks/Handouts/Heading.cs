namespace Notebooks.Handouts;

/// <summary>A heading on a page.</summary>
/// <param name="Level">1 for the title, 2 for a section, and so on.</param>
/// <param name="Id">What links to it name.</param>
/// <param name="Text">Its words, without mark-up.</param>
public sealed record Heading(int Level, string Id, string Text);
