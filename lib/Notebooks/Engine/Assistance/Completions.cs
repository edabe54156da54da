namespace Notebooks.Engine.Assistance;

/// <summary>What could stand at the cursor.</summary>
/// <param name="Items">The best first.</param>
/// <param name="Start">Where the text begins that they replace; it ends at the cursor.</param>
public sealed record Completions(IReadOnlyList<Completion> Items, int Start);
