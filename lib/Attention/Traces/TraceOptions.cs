namespace Attention.Traces;

/// <summary>What a trace keeps. By default the attention of all heads, and nothing else.</summary>
public sealed record TraceOptions
{
    /// <summary>Whether the model's default token, such as <c>&lt;|endoftext|&gt;</c>, is put in front.</summary>
    public bool Bos { get; init; } = true;

    /// <summary>The layers to keep; null for all.</summary>
    public IReadOnlyCollection<int>? Layers { get; init; }

    /// <summary>The heads to keep in each of these layers; null for all.</summary>
    public IReadOnlyCollection<int>? Heads { get; init; }

    /// <summary>Whether logits are kept as well, [T, V].</summary>
    public bool Logits { get; init; }
}
