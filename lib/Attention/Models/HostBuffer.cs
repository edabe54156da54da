using static TorchSharp.torch;

namespace Attention.Models;

/// <summary>Memory of the CPU to which a GPU copies by itself, used again and again: several times as fast as memory that is new each
/// time.</summary>
internal sealed class HostBuffer : IDisposable
{
    private Tensor? pinned;

    /// <summary>Numbers where the CPU can read them.</summary>
    /// <param name="tensor">Of any type and device.</param>
    /// <returns>The same as Float32, contiguous, until the next call; it belongs to the caller's dispose scope.</returns>
    public Tensor Of(Tensor tensor)
    {
        var numbers = tensor.to_type(ScalarType.Float32).contiguous();
        if (numbers.device.type != TorchSharp.DeviceType.CUDA) return numbers.cpu();
        if (pinned is null || pinned.numel() < numbers.numel()) Grow(numbers.numel());
        return pinned!.narrow(0, 0, numbers.numel()).view(numbers.shape).copy_(numbers);
    }

    public void Dispose() => pinned?.Dispose();

    private void Grow(long size)
    {
        pinned?.Dispose();
        pinned = empty(size, dtype: ScalarType.Float32).pin_memory().DetachFromDisposeScope();
    }
}
