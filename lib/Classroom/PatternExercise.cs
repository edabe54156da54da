using Attention.Traces;

namespace Classroom;

/// <summary>An answer is a function from one pattern to one number.</summary>
internal abstract class PatternExercise : FunctionExercise<AttentionPattern, Func<AttentionPattern, double>>
{
    internal override AttentionPattern Draw(Random dice) => DrawnPattern.Of(dice, dice.Next(4, 12));

    internal override double[] Right(AttentionPattern given) => [Number(given)];

    /// <summary>The right number.</summary>
    private protected abstract double Number(AttentionPattern pattern);

    private protected override double[] Ask(Func<AttentionPattern, double> answer, AttentionPattern given) => [answer(given)];

    private protected override string Describe(AttentionPattern given) => $"A drawn pattern of {given.Length} tokens";

    private protected static Mistake<AttentionPattern> Mistaken(string name, string says, Func<AttentionPattern, double> gives) =>
        new(name, says, pattern => [gives(pattern)]);
}
