namespace Notebooks.Engine.Assistance;

/// <summary>One way to call the method whose brackets the cursor stands in.</summary>
/// <param name="Label">The whole signature.</param>
/// <param name="Documentation">What its documentation says; empty where it says nothing.</param>
/// <param name="Parameters">The parameters as they stand in the signature.</param>
public sealed record Signature(string Label, string Documentation, IReadOnlyList<string> Parameters);
