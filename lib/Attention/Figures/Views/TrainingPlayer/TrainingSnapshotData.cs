namespace Attention.Figures.Views;

/// <summary>A model in the middle of its training.</summary>
/// <param name="Tokens">Tokens trained on so far.</param>
/// <param name="Trace">Its run.</param>
internal sealed record TrainingSnapshotData(long Tokens, TraceData Trace);
