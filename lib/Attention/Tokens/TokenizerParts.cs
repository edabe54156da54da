using Attention.Tokens.Algorithms;
using Attention.Tokens.Chat;
using Attention.Tokens.Normalizing;
using Attention.Tokens.Splitting;

namespace Attention.Tokens;

/// <summary>The parts of a tokenizer in the order in which a text passes them.</summary>
internal sealed record TokenizerParts
{
    /// <summary>All tokens.</summary>
    public required Vocabulary Vocabulary { get; init; }

    /// <summary>Tokens that are found first.</summary>
    public required IReadOnlyList<AddedToken> Added { get; init; }

    /// <summary>What is changed in the text between them; null for nothing.</summary>
    public Normalizer? Normalizer { get; init; }

    /// <summary>How the text is cut; null for not at all.</summary>
    public Splitter? Splitter { get; init; }

    /// <summary>How a piece becomes tokens.</summary>
    public required TokenAlgorithm Algorithm { get; init; }

    /// <summary>How the vocabulary writes.</summary>
    public required TokenWriting Writing { get; init; }

    /// <summary>How a conversation is written; null where the file says nothing of it.</summary>
    public ChatTemplate? Chat { get; init; }

    /// <summary>Byte-level BPE with GPT-2's rules, as the course's own models have it.</summary>
    public static TokenizerParts Gpt2(Vocabulary vocabulary)
    {
        var ids = vocabulary.Ordinary.ToDictionary(id => vocabulary.Tokens[id]);
        return new TokenizerParts
        {
            Vocabulary = vocabulary,
            Added = [.. vocabulary.Special.Select(id => new AddedToken(id, vocabulary.Tokens[id]) { Special = true })],
            Splitter = Splitters.Pattern(SplitPatterns.Gpt2(), Delimiter.Isolated),
            Algorithm = new BytePairs(ids, MergeTable.FromPairs(vocabulary.Merges, ids)) { OverBytes = true },
            Writing = TokenWriting.Bytes,
        };
    }
}
