namespace Attention.Tokens;

/// <summary>The tokens of a tokenizer.</summary>
public sealed record Vocabulary
{
    /// <summary>
    /// The tokens by id, as their file writes them (a leading space is <c>Ġ</c> in byte-level vocabularies, <c>▁</c> in sentencepiece's);
    /// empty for an id that no token has.
    /// </summary>
    public required IReadOnlyList<string> Tokens { get; init; }

    /// <summary>BPE merges in order of rank, each two tokens with a space between; none where the tokenizer is of another kind.</summary>
    public IReadOnlyList<string> Merges { get; init; } = [];

    /// <summary>Ids of the special tokens, which are recognised in text as wholes.</summary>
    public required IReadOnlySet<int> Special { get; init; }

    /// <summary>The ids of all tokens that are not special, in order: what random tokens are drawn from.</summary>
    public IEnumerable<int> Ordinary => Enumerable.Range(0, Tokens.Count).Where(id => Tokens[id].Length > 0 && !Special.Contains(id));

    /// <summary>The id put in front of a text by default; null if the model has none.</summary>
    public required int? Bos { get; init; }

    /// <summary>The id put behind a text wherever one is put in front, as BERT's <c>[SEP]</c>; null for most models.</summary>
    public int? Eos { get; init; }
}
