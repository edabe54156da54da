namespace Notebooks.Engine;

/// <summary>A variable that cells have made.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type's name.</param>
/// <param name="Value">What it holds, as plain text, cut where it is long.</param>
public sealed record Variable(string Name, string Type, string Value);
