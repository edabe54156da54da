using System.Globalization;
using Attention.Figures;
using Attention.Training;
using Microsoft.DotNet.Interactive;

namespace Attention.Interactive;

/// <summary>Trains a model in a cell while its losses and head scores are drawn.</summary>
public static class LiveTraining
{
    /// <summary>Trains to the end, or until the cell is stopped; what was learned by then is kept.</summary>
    /// <param name="run">The training; called again, it goes on.</param>
    /// <param name="cancellation">Stops the training; left out, it stops with the cell.</param>
    /// <returns>The record so far.</returns>
    public static TrainingRecord Watch(this TrainingRun run, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        var stop = cancellation.CanBeCanceled ? cancellation : KernelInvocationContext.Current?.CancellationToken ?? CancellationToken.None;
        var (progress, losses, scores) = (new LiveOutput(), new LiveOutput(), new LiveOutput());
        var record = run.Run(step =>
        {
            if (step.Point is null) return;
            progress.Show(Reading.Of(Progress(step)));
            Draw(run.Record, losses, scores);
        }, stop);
        if (!stop.IsCancellationRequested) Draw(record, losses, scores);    // who has pressed stop waits for no picture
        return record;
    }

    private static string Progress(TrainingProgress step) => string.Create(CultureInfo.InvariantCulture,
        $"{step.Tokens:N0} of {step.TotalTokens:N0} tokens, {step.TokensPerSecond:N0} tokens a second, "
            + $"{Math.Ceiling(step.TimeLeft.TotalSeconds):0} s left.");

    private static void Draw(TrainingRecord record, LiveOutput losses, LiveOutput scores)
    {
        losses.Show(TrainingFigures.Losses(record));
        scores.Show(TrainingFigures.Scores(record));
    }
}
