namespace Attention.Tests.Tokens.HuggingFace;

/// <summary>Learns merges of characters the plain way, for vocabularies of sentencepiece's kind.</summary>
internal static class CharacterPairs
{
    public static IEnumerable<string> Words(IEnumerable<string> texts) =>
        texts.SelectMany(text => text.Split(' ').Select(word => "▁" + word))
            .Where(word => word.Length < 20 && word.IndexOfAny(['\uFFFD', '<']) < 0);

    /// <summary>Every character seen twice is a token; then the most frequent pair becomes one, again and again.</summary>
    public static (List<string> Pieces, List<(string Left, string Right)> Merges) Train(IEnumerable<string> texts, int merges)
    {
        var words = Words(texts).CountBy(word => word)
            .Select(word => (Parts: word.Key.EnumerateRunes().Select(rune => rune.ToString()).ToList(), word.Value)).ToList();
        var pieces = words.SelectMany(word => word.Parts).CountBy(part => part).Where(part => part.Value > 1).Select(part => part.Key)
            .Order(StringComparer.Ordinal).ToList();
        var known = pieces.ToHashSet();
        List<(string Left, string Right)> learned = [];
        while (learned.Count < merges)
        {
            var best = words.SelectMany(word => word.Parts.Zip(word.Parts.Skip(1))
                .Where(pair => known.Contains(pair.First) && known.Contains(pair.Second) && !known.Contains(pair.First + pair.Second))
                .Select(pair => (pair, word.Value)))
                .AggregateBy(entry => entry.pair, 0, (sum, entry) => sum + entry.Value).OrderByDescending(entry => entry.Value)
                .ThenBy(entry => entry.Key.First + " " + entry.Key.Second, StringComparer.Ordinal).First().Key;
            learned.Add(best);
            pieces.Add(best.First + best.Second);
            known.Add(best.First + best.Second);
            foreach (var (parts, _) in words)
                for (var i = 0; i + 1 < parts.Count; i++)
                    if (parts[i] == best.First && parts[i + 1] == best.Second)
                    {
                        parts[i] += parts[i + 1];
                        parts.RemoveAt(i + 1);
                    }
        }
        return (pieces, learned);
    }
}
