namespace Notebooks.Engine.Assistance;

/// <summary>The ways to call the method whose brackets the cursor stands in.</summary>
/// <param name="Items">All overloads; none where the cursor stands in no call.</param>
/// <param name="Active">The overload that fits what is typed.</param>
/// <param name="ActiveParameter">The parameter at the cursor, from 0.</param>
public sealed record Signatures(IReadOnlyList<Signature> Items, int Active, int ActiveParameter);
