// Learns a byte-level BPE vocabulary (Sennrich et al. 2016; over bytes: Radford et al. 2019): again and again the most frequent
// pair of neighbouring tokens inside words becomes one token.
using System.Text;
using Attention.Tokens;

namespace Attention.Training;

/// <summary>Learns the vocabulary of a tokenizer from texts.</summary>
public sealed class BytePairTrainer
{
    /// <summary>The token in front of every row, id 0.</summary>
    public const string EndOfText = "<|endoftext|>";

    private readonly List<string> tokens = [EndOfText];
    private readonly List<string> merges = [];
    private readonly List<(List<int> Symbols, int Count)> words;
    private readonly Dictionary<(int Left, int Right), int> counts = [];
    private readonly Dictionary<(int Left, int Right), HashSet<int>> places = [];      // pair -> words that may hold it

    private BytePairTrainer(IEnumerable<string> texts)
    {
        tokens.AddRange(Enumerable.Range(0, 256).Select(b => ByteLevel.Encode([(byte)b])));
        words = [.. texts.SelectMany(TextTokenizer.SplitWords).CountBy(word => word).OrderBy(word => word.Key, StringComparer.Ordinal)
            .Select(word => (Encoding.UTF8.GetBytes(word.Key).Select(b => b + 1).ToList(), word.Value))];
        for (var w = 0; w < words.Count; w++) Count(w, +1);
    }

    /// <summary>Learns from texts; the same texts give the same vocabulary.</summary>
    /// <param name="texts">What the tokenizer is to be good at.</param>
    /// <param name="size">Number of tokens, at least 257: the special token, the 256 bytes, and the merges.</param>
    /// <returns>The vocabulary, with GPT-2's rules for splitting words.</returns>
    /// <exception cref="ArgumentException">The size is too small, or the texts have too few repeated pairs for it.</exception>
    public static Vocabulary Train(IEnumerable<string> texts, int size)
    {
        ArgumentNullException.ThrowIfNull(texts);
        if (size < 257)
            throw new ArgumentException($"A vocabulary of {size} cannot hold the special token and the 256 bytes. Ask for 257 or more.",
                nameof(size));
        var trainer = new BytePairTrainer(texts);
        while (trainer.tokens.Count < size) trainer.MergeMostFrequent(size);
        return new Vocabulary { Tokens = trainer.tokens, Merges = trainer.merges, Special = new HashSet<int> { 0 }, Bos = 0 };
    }

    private void MergeMostFrequent(int size)
    {
        // Ties go to the pair of older tokens, so that the order of a dictionary decides nothing.
        var (pair, count) = counts.Count == 0 ? default : counts.MaxBy(entry => (entry.Value, -entry.Key.Left, -entry.Key.Right));
        if (count < 2)
            throw new ArgumentException($"The texts repeat too little for a vocabulary of {size}; they support {tokens.Count}.",
                nameof(size));
        var merged = tokens.Count;
        tokens.Add(tokens[pair.Left] + tokens[pair.Right]);
        merges.Add($"{tokens[pair.Left]} {tokens[pair.Right]}");
        foreach (var w in places[pair])
        {
            Count(w, -1);
            Replace(words[w].Symbols, pair, merged);
            Count(w, +1);
        }
        counts.Remove(pair);
        places.Remove(pair);
    }

    private void Count(int w, int sign)
    {
        var (symbols, count) = words[w];
        for (var i = 0; i + 1 < symbols.Count; i++)
        {
            var pair = (symbols[i], symbols[i + 1]);
            counts[pair] = counts.GetValueOrDefault(pair) + sign * count;
            if (sign < 0) continue;
            if (!places.TryGetValue(pair, out var place)) places[pair] = place = [];
            place.Add(w);
        }
    }

    private static void Replace(List<int> symbols, (int Left, int Right) pair, int merged)
    {
        for (var i = 0; i + 1 < symbols.Count; i++)
        {
            if (symbols[i] != pair.Left || symbols[i + 1] != pair.Right) continue;
            symbols[i] = merged;
            symbols.RemoveAt(i + 1);
        }
    }
}
