using System.Collections.Concurrent;

namespace Attention.Tokens.Algorithms;

/// <summary>How a piece of text becomes tokens; pieces that were seen are remembered.</summary>
internal abstract class TokenAlgorithm
{
    private const int MostRemembered = 100_000, LongestRemembered = 64;
    private readonly ConcurrentDictionary<string, Part[]> seen = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Part[]>.AlternateLookup<ReadOnlySpan<char>> lookup;
    private int remembered;

    protected TokenAlgorithm() => lookup = seen.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The tokens of a piece.</summary>
    public IReadOnlyList<Part> Encode(ReadOnlySpan<char> piece)
    {
        if (piece.Length > LongestRemembered) return Tokenize(piece);
        if (lookup.TryGetValue(piece, out var parts)) return parts;
        parts = Tokenize(piece);
        if (remembered < MostRemembered && seen.TryAdd(piece.ToString(), parts)) Interlocked.Increment(ref remembered);
        return parts;
    }

    protected abstract Part[] Tokenize(ReadOnlySpan<char> piece);
}
