using System.Buffers;

namespace JupyterKernel.Wire.Zmtp;

/// <summary>The memory of one message on its way, which is used again and again: what is not signed leaves nothing behind.</summary>
internal sealed class MessageMemory(Limits limits, Allowance allowance) : IDisposable
{
    private const int Smallest = 4 << 10;
    private readonly List<int> ends = [];
    private byte[] bytes = [];
    private int taken;

    /// <summary>Makes room for one more frame.</summary>
    /// <returns>Its bytes, to be filled.</returns>
    /// <exception cref="ProtocolException">The message is larger than it may be.</exception>
    public Span<byte> Add(int size)
    {
        var start = ends is [.., var end] ? end : 0;
        if (ends.Count == limits.Frames || size > limits.Bytes - start) throw new ProtocolException($"a message of more than {limits}");
        if (size > bytes.Length - start) Grow(start, start + size);
        ends.Add(start + size);
        return bytes.AsSpan(start, size);
    }

    /// <summary>The frames, until this is disposed.</summary>
    public List<ReadOnlyMemory<byte>> Frames() => [.. ends.Select((end, i) => bytes.AsMemory((i == 0 ? 0 : ends[i - 1])..end))];

    public void Dispose() => Return(bytes, taken);

    private void Grow(int used, int needed)
    {
        var size = Math.Max(needed, Math.Min(limits.Bytes, Math.Max(Smallest, 2 * bytes.Length)));
        allowance.Take(size);
        var larger = ArrayPool<byte>.Shared.Rent(size);
        bytes.AsSpan(0, used).CopyTo(larger);
        Return(bytes, taken);
        (bytes, taken) = (larger, size);
    }

    private void Return(byte[] array, int size)
    {
        if (array.Length == 0) return;
        ArrayPool<byte>.Shared.Return(array);
        allowance.GiveBack(size);
    }
}
