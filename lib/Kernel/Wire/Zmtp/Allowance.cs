namespace JupyterKernel.Wire.Zmtp;

/// <summary>Memory that all connections share for messages that are on their way, so that many connections take no more than a
/// few.</summary>
/// <param name="bytes">How much there is.</param>
internal sealed class Allowance(long bytes)
{
    private long left = bytes;

    /// <summary>Takes some.</summary>
    /// <exception cref="ProtocolException">There is not so much left.</exception>
    public void Take(int size)
    {
        if (Interlocked.Add(ref left, -size) >= 0) return;
        GiveBack(size);
        throw new ProtocolException($"a frame of {size} bytes while other messages take all the memory there is for them");
    }

    /// <summary>Gives back what was taken.</summary>
    public void GiveBack(int size) => Interlocked.Add(ref left, size);
}
