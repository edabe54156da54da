using Course.Files;

namespace Attention.Training;

/// <summary>A training has lost what it had learned: its loss is no number any more, or stays worse than a guess.</summary>
public sealed class TrainingDivergedException : CourseException
{
    internal TrainingDivergedException(int step, double loss, string message) : base(message) => (Step, Loss) = (step, loss);

    /// <summary>The step, from 1, whose loss shows it.</summary>
    public int Step { get; }

    /// <summary>That loss, in nats per token; NaN or infinite if it is no number.</summary>
    public double Loss { get; }
}
