namespace Notebooks.Engine;

/// <summary>A cell as the engine sees it.</summary>
/// <param name="Text">The code, directives included.</param>
/// <param name="Name">What errors call it, such as "cell 5".</param>
/// <param name="Language">The kernel to run it: csharp, fsharp, html, markdown, javascript or value.</param>
public sealed record CellCode(string Text, string Name, string Language = "csharp");
