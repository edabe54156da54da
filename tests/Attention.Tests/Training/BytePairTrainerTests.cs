using System.Text;
using Attention.Tokens;
using Attention.Training;

namespace Attention.Tests.Training;

public class BytePairTrainerTests
{
    [Fact]
    public void The_most_frequent_pairs_are_merged_first()
    {
        // pairs: u-g 10+5+5 = 20, then u-n 12+4 = 16, then h-ug 10+5 = 15
        var texts = new (string Word, int Count)[] { ("hug", 10), ("pug", 5), ("pun", 12), ("bun", 4),
            ("hugs", 5) }.SelectMany(w => Enumerable.Repeat(w.Word, w.Count));
        var vocabulary = BytePairTrainer.Train(texts, 260);
        Assert.Equal(["u g", "u n", "h ug"], vocabulary.Merges);
        Assert.Equal(["ug", "un", "hug"], vocabulary.Tokens.Skip(257));
        Assert.Equal(BytePairTrainer.EndOfText, vocabulary.Tokens[0]);
    }

    [Fact]
    public void A_merge_does_not_reach_over_the_end_of_a_word()
    {
        var vocabulary = BytePairTrainer.Train(Enumerable.Repeat("a b", 50), 258);
        Assert.Equal(["Ġ b"], vocabulary.Merges);
    }

    [Fact]
    public void Texts_too_small_for_the_vocabulary_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => BytePairTrainer.Train(["one two one two"], 1000));
        Assert.Contains("repeat too little for a vocabulary of 1000", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => BytePairTrainer.Train(["one"], 256));
    }

    [Fact]
    public void The_tokenizer_applies_the_vocabulary_as_BPE_prescribes_on_arbitrary_Unicode()
    {
        var random = new Random(3);
        var texts = Enumerable.Range(0, 400).Select(_ => AnyText(random)).ToList();
        var vocabulary = BytePairTrainer.Train(texts.Take(300), 560);
        var tokenizer = new TextTokenizer(vocabulary);
        foreach (var text in texts)
        {
            var ids = tokenizer.Encode(text, bos: false).Ids.Select(id => (int)id).ToList();
            Assert.Equal(text, tokenizer.Decode(ids));
            Assert.Equal(Reference(text, vocabulary), ids);
        }
    }

    /// <summary>Words and signs of several scripts, emoji, spaces and controls, with many repetitions.</summary>
    private static string AnyText(Random random)
    {
        string[] pieces = ["the", " cat", "höhe", "Ω≈ç", "日本語", "привет", "👩‍🚀", "e\u0301", "\t", "\n\n", "  ", "'s", "12", "3.5", "\0",
            "ﬀ", "\u2028", "�"];
        var text = new StringBuilder();
        for (var n = random.Next(1, 20); n > 0; n--)
            text.Append(random.Next(4) > 0 ? pieces[random.Next(pieces.Length)] : new Rune(random.Next(0x20, 0xD7FF)).ToString());
        return text.ToString();
    }

    /// <summary>BPE as its definition says: the merge of lowest rank first, until none applies.</summary>
    private static List<int> Reference(string text, Vocabulary vocabulary)
    {
        var ids = vocabulary.Tokens.Index().ToDictionary(t => t.Item, t => t.Index);
        var ranks = vocabulary.Merges.Index().ToDictionary(m => m.Item, m => m.Index);
        return [.. TextTokenizer.SplitWords(text).SelectMany(word =>
        {
            var parts = Encoding.UTF8.GetBytes(word).Select(b => vocabulary.Tokens[b + 1]).ToList();
            while (true)
            {
                var best = Enumerable.Range(0, parts.Count - 1).Where(i => ranks.ContainsKey($"{parts[i]} {parts[i + 1]}"))
                    .OrderBy(i => ranks[$"{parts[i]} {parts[i + 1]}"]).FirstOrDefault(-1);
                if (best < 0) return parts.Select(part => ids[part]);
                parts[best] += parts[best + 1];
                parts.RemoveAt(best + 1);
            }
        })];
    }
}
