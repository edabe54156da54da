namespace JupyterKernel.Wire.Zmtp;

/// <summary>What one subscriber wants to hear.</summary>
internal sealed class Subscriptions
{
    private const int Most = 1000;
    private const byte Subscribe = 1, Cancel = 0;
    private readonly Lock gate = new();
    private readonly List<byte[]> topics = [];

    /// <summary>Follows what a subscriber sends: one byte that says which, and the topic.</summary>
    public void Change(IReadOnlyList<ReadOnlyMemory<byte>> message)
    {
        if (message.Count != 1 || message[0].Length == 0) return;
        var (kind, topic) = (message[0].Span[0], message[0][1..].ToArray());
        lock (gate)
        {
            if (kind == Subscribe && topics.Count < Most) topics.Add(topic);
            if (kind == Cancel && topics.FindIndex(topic.SequenceEqual) is >= 0 and var at) topics.RemoveAt(at);
        }
    }

    /// <summary>Whether a message that begins so is wanted.</summary>
    public bool Include(ReadOnlySpan<byte> first)
    {
        lock (gate)
        {
            foreach (var topic in topics)
                if (first.StartsWith(topic)) return true;
            return false;
        }
    }
}
