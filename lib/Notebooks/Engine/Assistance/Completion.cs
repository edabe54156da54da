namespace Notebooks.Engine.Assistance;

/// <summary>One thing that could stand at the cursor.</summary>
/// <param name="Text">What to write.</param>
/// <param name="Kind">What it is, such as Method or Property.</param>
public sealed record Completion(string Text, string Kind);
