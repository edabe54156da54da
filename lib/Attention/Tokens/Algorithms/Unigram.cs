using System.Text;

namespace Attention.Tokens.Algorithms;

/// <summary>The likeliest way to put a text together from pieces (Kudo 2018): the path of highest summed score.</summary>
internal sealed class Unigram : TokenAlgorithm
{
    private const double UnknownPenalty = 10;    // below the least likely piece, as in sentencepiece
    private readonly Dictionary<string, int> ids;
    private readonly IReadOnlyList<double> scores;
    private readonly Dictionary<(int Node, char Next), int> children = [];
    private readonly List<int> idAt = [-1];        // of each node of the tree of pieces
    private readonly double unknownScore;

    /// <summary>Makes the algorithm of a vocabulary.</summary>
    /// <param name="pieces">The pieces by id.</param>
    /// <param name="scores">Their scores.</param>
    public Unigram(IReadOnlyList<string> pieces, IReadOnlyList<double> scores)
    {
        this.scores = scores;
        ids = pieces.Index().ToDictionary(piece => piece.Item, piece => piece.Index);
        unknownScore = scores.Min() - UnknownPenalty;
        foreach (var (piece, id) in ids) Plant(piece, id);
    }

    /// <summary>The token of what no piece covers.</summary>
    public required int Unknown { get; init; }

    /// <summary>Whether what no piece covers becomes its bytes, where all of them are tokens.</summary>
    public bool BytesForUnknown { get; init; }

    protected override Part[] Tokenize(ReadOnlySpan<char> piece)
    {
        var path = BestPath(piece);
        List<Part> parts = [];
        for (var end = piece.Length; end > 0;)
        {
            var (id, start) = (path[end].Id, path[end].Start);
            while (id == Unknown && start > 0 && path[start].Id == Unknown) start = path[start].Start;    // one token for all in a row
            AddBackwards(piece[start..end], new(id, start, end), parts);
            end = start;
        }
        parts.Reverse();
        return [.. parts];
    }

    /// <summary>For each place the piece that ends there on the best path to it.</summary>
    private (double Score, int Start, int Id)[] BestPath(ReadOnlySpan<char> text)
    {
        var path = new (double Score, int Start, int Id)[text.Length + 1];
        for (var i = 1; i < path.Length; i++) path[i].Start = -1;
        for (var start = 0; start < text.Length;)
        {
            Rune.DecodeFromUtf16(text[start..], out _, out var character);
            var alone = false;
            for (int node = 0, end = start; end < text.Length && children.TryGetValue((node, text[end]), out node);)
            {
                end++;
                if (idAt[node] < 0) continue;
                Offer(path, start, end, scores[idAt[node]], idAt[node]);
                alone |= end == start + character;
            }
            if (!alone) Offer(path, start, start + character, unknownScore, Unknown);
            start += character;
        }
        return path;
    }

    private static void Offer((double Score, int Start, int Id)[] path, int start, int end, double score, int id)
    {
        var sum = score + path[start].Score;
        if (path[end].Start < 0 || sum > path[end].Score) path[end] = (sum, start, id);
    }

    private void AddBackwards(ReadOnlySpan<char> text, Part part, List<Part> parts)
    {
        if (part.Id != Unknown || ids.ContainsKey(text.ToString()))
        {
            parts.Add(part.Id == Unknown ? part with { Id = ids[text.ToString()] } : part);
            return;
        }
        List<Part> bytes = [];
        if (!BytesForUnknown || !TryBytes(text, part.Start, bytes)) bytes = [part];
        bytes.Reverse();
        parts.AddRange(bytes);
    }

    private bool TryBytes(ReadOnlySpan<char> text, int offset, List<Part> bytes)
    {
        Span<byte> utf8 = stackalloc byte[4];
        for (var i = 0; i < text.Length;)
        {
            Rune.DecodeFromUtf16(text[i..], out var rune, out var length);
            foreach (var b in utf8[..rune.EncodeToUtf8(utf8)])
            {
                if (!ids.TryGetValue(ByteFallback.TokenOf(b), out var id)) return false;
                bytes.Add(new(id, offset + i, offset + i + length));
            }
            i += length;
        }
        return true;
    }

    private void Plant(string piece, int id)
    {
        var node = 0;
        foreach (var unit in piece)
        {
            if (!children.TryGetValue((node, unit), out var child))
            {
                children[(node, unit)] = child = idAt.Count;
                idAt.Add(-1);
            }
            node = child;
        }
        idAt[node] = id;
    }
}
