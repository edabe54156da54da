using System.Runtime.InteropServices;

namespace JupyterKernel.Wire;

/// <summary>The signatures of the messages read last: one that comes again was copied by somebody who does not know the key.</summary>
internal sealed class SeenSignatures
{
    private const int Most = 1 << 16;
    private readonly Lock gate = new();
    private readonly HashSet<UInt128> known = [];
    private readonly Queue<UInt128> order = [];

    /// <summary>Whether a signature was not seen before; from now on it was.</summary>
    /// <param name="signature">64 hexadecimal digits, of which 16 bytes are enough to tell two apart.</param>
    public bool IsNew(ReadOnlySpan<byte> signature)
    {
        var start = MemoryMarshal.Read<UInt128>(Convert.FromHexString(signature));
        lock (gate)
        {
            if (!known.Add(start)) return false;
            order.Enqueue(start);
            if (order.Count > Most) known.Remove(order.Dequeue());
            return true;
        }
    }
}
