using static TorchSharp.torch;

namespace Attention.Training;

/// <summary>Moves parameters along their gradients and remembers what it needs for the next step.</summary>
internal abstract class Optimizer(IReadOnlyList<(string Name, Tensor Tensor)> parameters) : IDisposable
{
    protected IReadOnlyList<(string Name, Tensor Tensor)> Parameters { get; } = parameters;

    /// <summary>The memory, for a checkpoint; the tensors themselves, to be read or overwritten.</summary>
    public abstract IEnumerable<(string Name, Tensor Tensor)> State { get; }

    /// <summary>One step; changes parameters and memory in place.</summary>
    /// <param name="gradients">In the order of the parameters.</param>
    /// <param name="step">The step, from 0.</param>
    /// <param name="share">The share of the highest rate.</param>
    public abstract void Step(IReadOnlyList<Tensor> gradients, int step, double share);

    public void Dispose()
    {
        foreach (var (_, tensor) in State) tensor.Dispose();
    }

    protected static Tensor[] Zeros(IReadOnlyList<(string Name, Tensor Tensor)> parameters) =>
        [.. parameters.Select(p => zeros(p.Tensor.shape, device: p.Tensor.device).DetachFromDisposeScope())];

    /// <summary>A 0-dim tensor: a temporary Scalar may be finalised while native code reads it.</summary>
    protected static Tensor Number(double value) => tensor((float)value);
}
