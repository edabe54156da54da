using Attention.Models;

namespace Attention.Measures;

/// <summary>A head and its number.</summary>
/// <param name="Head">The head's address.</param>
/// <param name="Score">The number, in the measure's unit.</param>
public readonly record struct HeadScore(HeadIndex Head, double Score)
{
    /// <summary>For people: <c>16.0 (.90)</c>.</summary>
    /// <returns>Address, and in brackets the score with two decimals.</returns>
    public override string ToString() => $"{Head} ({Score:.00})";
}
