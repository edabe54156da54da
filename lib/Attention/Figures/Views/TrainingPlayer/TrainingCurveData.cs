namespace Attention.Figures.Views;

/// <summary>A curve of a training.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Unit"><c>nats</c> or <c>score</c>.</param>
/// <param name="Values">Its values; null where nothing was measured.</param>
internal sealed record TrainingCurveData(string Name, string Unit, IReadOnlyList<double?> Values);
