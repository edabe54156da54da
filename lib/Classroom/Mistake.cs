namespace Classroom;

/// <summary>A mistake that learners make, as the answer that it leads to.</summary>
/// <typeparam name="TCase">What the exercise is tried on.</typeparam>
/// <param name="Name">What it is called.</param>
/// <param name="Says">What the learner is told.</param>
/// <param name="Gives">What it gives for a case.</param>
internal sealed record Mistake<TCase>(string Name, string Says, Func<TCase, double[]> Gives);
