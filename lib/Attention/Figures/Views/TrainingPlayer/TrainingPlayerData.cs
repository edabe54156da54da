namespace Attention.Figures.Views;

/// <summary>What trainingPlayer.js draws.</summary>
/// <param name="Curves">Losses and best scores.</param>
/// <param name="Tokens">Where the curves were measured.</param>
/// <param name="Snapshots">The runs.</param>
/// <param name="Chosen">The place of the head shown at first.</param>
internal sealed record TrainingPlayerData(IReadOnlyList<TrainingCurveData> Curves, IReadOnlyList<long> Tokens,
    IReadOnlyList<TrainingSnapshotData> Snapshots, int Chosen) : ViewData("trainingPlayer")
{
    /// <summary>Whether the first token is left out at first.</summary>
    public bool HideFirst => Snapshots[0].Trace.HideFirst;
}
