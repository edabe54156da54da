// Own code and not Microsoft.ML.Tokenizers: its BpeTokenizer knows neither whole words first (ignore_merges) nor bytes for unknown
// characters, ends on a merge of an unknown token, and gives places inside characters; its patterns see surrogates, not letters beyond
// the basic plane; its sentencepiece reads neither tokenizer.json nor GGUF.
using System.Text;

namespace Attention.Tokens.Algorithms;

/// <summary>Byte-pair encoding (Sennrich et al. 2016) over bytes (Radford et al. 2019) or over characters (sentencepiece).</summary>
internal sealed class BytePairs : TokenAlgorithm
{
    private const int Absent = -1;
    private readonly IReadOnlyDictionary<string, int> ids;
    private readonly MergeTable merges;
    private readonly int[] byteIds = new int[256];       // of each byte as such
    private readonly int[] fallbackIds = new int[256];   // of <0x00> to <0xFF>

    /// <summary>Makes the algorithm of a vocabulary.</summary>
    /// <param name="ids">Ids by token.</param>
    /// <param name="merges">The merges.</param>
    public BytePairs(IReadOnlyDictionary<string, int> ids, MergeTable merges)
    {
        (this.ids, this.merges) = (ids, merges);
        for (var b = 0; b < 256; b++)
        {
            byteIds[b] = ids.GetValueOrDefault(ByteLevel.Encode([(byte)b]), Absent);
            fallbackIds[b] = ids.GetValueOrDefault(ByteFallback.TokenOf((byte)b), Absent);
        }
    }

    /// <summary>Whether it begins with bytes in GPT-2's writing; else with characters.</summary>
    public required bool OverBytes { get; init; }

    /// <summary>Whether a character that is no token becomes its bytes, where all of them are.</summary>
    public bool BytesForUnknown { get; init; }

    /// <summary>The token of what cannot be written otherwise; null where that gets no token.</summary>
    public int? Unknown { get; init; }

    /// <summary>Whether neighbouring unknown characters share a token.</summary>
    public bool FuseUnknown { get; init; }

    /// <summary>Whether a piece that is itself a token is not taken apart (<c>ignore_merges</c>).</summary>
    public bool WholeFirst { get; init; }

    protected override Part[] Tokenize(ReadOnlySpan<char> piece)
    {
        if (WholeFirst && ids.TryGetValue(OverBytes ? ByteLevel.Encode(piece) : piece.ToString(), out var whole))
            return [new(whole, 0, piece.Length)];
        List<Part> symbols = new(piece.Length + 8);
        Part? unknown = null;
        for (var i = 0; i < piece.Length;)
        {
            Rune.DecodeFromUtf16(piece[i..], out var rune, out var length);
            if (OverBytes) AddBytes(rune, i, i + length, symbols, ref unknown);
            else AddCharacter(rune.ToString(), i, i + length, symbols, ref unknown);
            i += length;
        }
        if (unknown is { } last) symbols.Add(last);
        return symbols.Count < 2 ? [.. symbols] : Merge(symbols);
    }

    private void AddBytes(Rune rune, int start, int end, List<Part> symbols, ref Part? unknown)
    {
        Span<byte> bytes = stackalloc byte[4];
        foreach (var b in bytes[..rune.EncodeToUtf8(bytes)])
            if (byteIds[b] != Absent && unknown is null) symbols.Add(new(byteIds[b], start, end));
            else AddCharacter(ByteLevel.Encode([b]), start, end, symbols, ref unknown);
    }

    private void AddCharacter(string character, int start, int end, List<Part> symbols, ref Part? unknown)
    {
        if (ids.TryGetValue(character, out var id))
        {
            if (unknown is { } before) symbols.Add(before);
            unknown = null;
            symbols.Add(new(id, start, end));
            return;
        }
        if (BytesForUnknown && Encoding.UTF8.GetBytes(character) is var bytes && bytes.All(b => fallbackIds[b] != Absent))
        {
            foreach (var b in bytes) symbols.Add(new(fallbackIds[b], start, end));
            return;
        }
        if (Unknown is not { } unknownId) return;
        if (unknown is { } pending && !FuseUnknown) symbols.Add(pending);
        unknown = new(unknownId, FuseUnknown && unknown is { } first ? first.Start : start, end);
    }

    /// <summary>The merge of lowest rank first, of equals the leftmost, until none applies.</summary>
    private Part[] Merge(List<Part> symbols)
    {
        var n = symbols.Count;
        var (left, right) = (new int[n], new int[n]);    // neighbours that are left; -1 and n at the ends; right is -1 once merged away
        PriorityQueue<(int At, int Id), long> queue = new(n);
        for (var i = 0; i < n; i++) (left[i], right[i]) = (i - 1, i + 1);
        for (var i = 0; i + 1 < n; i++) Propose(i);
        while (queue.TryDequeue(out var next, out _))
        {
            var (at, id) = next;
            if (right[at] is Absent || right[at] == n) continue;
            var gone = right[at];
            if (!merges.Find(symbols[at].Id, symbols[gone].Id, out var merge) || merge.Id != id) continue;
            symbols[at] = new(id, symbols[at].Start, symbols[gone].End);
            (right[at], right[gone]) = (right[gone], Absent);
            if (right[at] < n) left[right[at]] = at;
            if (left[at] >= 0) Propose(left[at]);
            if (right[at] < n) Propose(at);
        }
        return [.. symbols.Where((_, i) => right[i] != Absent)];

        void Propose(int at)
        {
            if (merges.Find(symbols[at].Id, symbols[right[at]].Id, out var merge))
                queue.Enqueue((at, merge.Id), ((long)merge.Rank << 32) | (uint)at);
        }
    }
}
