namespace Attention.Generation;

/// <summary>How a text is continued. By default the likeliest token each time, until the text ends.</summary>
public sealed record GenerationOptions
{
    /// <summary>What logits are divided by before tokens are drawn; 0 takes the likeliest token and draws none.</summary>
    public double Temperature { get; init; }

    /// <summary>Nucleus (Holtzman et al. 2020): tokens are drawn from the likeliest that together have this probability, 0-1; 1 is
    /// all.</summary>
    public double TopP { get; init; } = 1;

    /// <summary>Same seed, same tokens drawn.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Ids of the tokens after which nothing follows; null for those that end a text by their usual names.</summary>
    public IReadOnlyCollection<int>? Stop { get; init; }

    /// <summary>Whether the model's default token is put in front.</summary>
    public bool Bos { get; init; } = true;

    /// <summary>Whether the attention of all tokens, the new ones included, is kept.</summary>
    public bool KeepAttention { get; init; }
}
