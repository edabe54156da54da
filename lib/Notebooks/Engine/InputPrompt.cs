namespace Notebooks.Engine;

/// <summary>A cell's question to the reader of the notebook.</summary>
/// <param name="Text">The question, which may be empty.</param>
/// <param name="IsPassword">Whether the answer has to stay hidden.</param>
public sealed record InputPrompt(string Text, bool IsPassword);
