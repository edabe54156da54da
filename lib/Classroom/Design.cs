using Attention.Models;

namespace Classroom;

/// <summary>An experiment that could come out the other way: what is claimed, what it is held against, what would refute it, and the
/// test.</summary>
/// <param name="Hypothesis">What is thought to be so.</param>
/// <param name="Control">Where nothing should happen.</param>
/// <param name="WrongIf">The result that would refute it.</param>
/// <param name="Test">From a model and the heads in question to whether the claim holds.</param>
public sealed record Design(string Hypothesis, string Control, string WrongIf, Func<LanguageModel, HeadIndex[], bool> Test);
