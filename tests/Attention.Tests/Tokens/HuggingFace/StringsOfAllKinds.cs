using System.Globalization;
using System.Text;

namespace Attention.Tests.Tokens.HuggingFace;

/// <summary>Strings that tokenizers come to grief over.</summary>
internal static class StringsOfAllKinds
{
    private static readonly string[] Pieces =
    [
        "the", " cat", "Mat", "HE'LL", "don't", " I'VE", "’s", "it's", "'D", "'ſ", "'ſx", "'K", "’RE", "12", "3.5", "1234567", "٣٤", "Ⅷ",
        "½", "²", "𝟘𝟙", "höhe", "naïve", "Ω≈ç", "Привет", "Ёж", "日本語", "漢字", "カタカナ", "한국어", "ᄒ\u1161ᆫ",
        "שלום", "العربية", "हिन्दी", "ไทย", "👩\u200d🚀", "🏳️\u200d🌈", "👍🏽", "🇩🇪", "😀😀", "𝒜𝓫𝕔", "𠀋", "🂡", "e\u0301",
        "a\u0308\u0323", "\u0301", "ﬁ", "ﬀ", "Å", "ẛ\u0323", "ſ", "K", "ß", "İ", "ı", "Σς",
        " ", "  ", "   ", "\t", "\n", "\n\n", "\r\n", " \n ", "\u00a0", "\u3000", "\u2028", "\u0085", "\u200b", "\u200d", "\ufeff", "\0",
        "\u0001", "\u001f", "\u007f", "\u00ad", "\ufffd", "\ue000",
        ".", ",", "!?", "...", "—", "“x”", "(", ")]", "{}", "<|endoftext|>", "<s>", "</s>", "<|begin_of_text|>", "[CLS]", "[SEP]", "[MASK]",
        "<unk>", "<0x0A>", "▁", "_", "##a", "$€", "+=<>^~|", "@#%&*", "\\", "\"'`",
        " questionable", " instruments", "xyzzy", " zyxwvut", "qjxqjx", " QqqX", " 春夏",
    ];

    public static IEnumerable<string> Some(int count, int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++) yield return One(random);
    }

    private static string One(Random random)
    {
        var text = new StringBuilder();
        for (var n = random.Next(1, 14); n > 0; n--)
            text.Append(random.Next(10) switch
            {
                < 6 => Pieces[random.Next(Pieces.Length)],
                6 => Any(random, 0x20, 0x2FF),
                7 => Any(random, 0x300, 0xFFFD),
                8 => Any(random, 0x10000, 0x1FBFF),
                _ => " " + Pieces[random.Next(Pieces.Length)],
            });
        return text.ToString();
    }

    /// <summary>A character that Unicode has given a meaning.</summary>
    private static string Any(Random random, int from, int to)
    {
        while (true)
            if (Rune.TryCreate(random.Next(from, to), out var rune)
                && Rune.GetUnicodeCategory(rune) is not UnicodeCategory.OtherNotAssigned) return rune.ToString();
    }
}
