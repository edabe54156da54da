namespace Attention.Tokens;

/// <summary>What a tokenizer is made of: the content of a model's tokenizer file.</summary>
public sealed record Vocabulary
{
    /// <summary>The tokens by id, in byte-level writing (a leading space is <c>Ġ</c>).</summary>
    public required IReadOnlyList<string> Tokens { get; init; }

    /// <summary>BPE merges in order of rank, each two tokens with a space between.</summary>
    public required IReadOnlyList<string> Merges { get; init; }

    /// <summary>Ids of the special tokens, which are recognised in text as wholes.</summary>
    public required IReadOnlySet<int> Special { get; init; }

    /// <summary>The ids of all tokens that are not special, in order: what random tokens are drawn from.</summary>
    public IEnumerable<int> Ordinary => Enumerable.Range(0, Tokens.Count).Where(id => !Special.Contains(id));

    /// <summary>The id put in front of a text by default; null if the model has none.</summary>
    public required int? Bos { get; init; }

    /// <summary>Whether digits are split one by one before anything else, as in SmolLM2; otherwise GPT-2's rules apply.</summary>
    public bool SplitDigits { get; init; }
}
