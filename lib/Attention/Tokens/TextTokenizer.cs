using System.Text.RegularExpressions;
using Course.Files;
using Microsoft.ML.Tokenizers;

namespace Attention.Tokens;

/// <summary>Byte-level BPE (Sennrich et al. 2016, Radford et al. 2019) on Microsoft.ML.Tokenizers: any text to tokens and back.</summary>
public sealed partial class TextTokenizer
{
    private readonly BpeTokenizer bpe;
    private readonly string[] texts;

    /// <summary>Makes the tokenizer of a vocabulary.</summary>
    /// <param name="vocabulary">Tokens, merges, special tokens.</param>
    public TextTokenizer(Vocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        Vocabulary = vocabulary;
        var tokens = vocabulary.Tokens;
        var special = vocabulary.Special.ToDictionary(id => tokens[id], id => id);
        texts = [.. tokens.Select((token, id) => vocabulary.Special.Contains(id) ? token : ByteLevel.Decode(token))];
        bpe = BpeTokenizer.Create(new BpeOptions(tokens.Select(KeyValuePair.Create))
        {
            Merges = vocabulary.Merges,
            ByteLevel = true,
            SpecialTokens = special,
            UnknownToken = vocabulary.Bos is { } bos ? tokens[bos] : null,    // for the bytes that some vocabularies lack
            PreTokenizer = new RegexPreTokenizer(vocabulary.SplitDigits ? DigitsApart() : Gpt2(), special),
        });
    }

    /// <summary>What the tokenizer was made of.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>The text of the token put in front by default, such as <c>&lt;|endoftext|&gt;</c>; null if there is none.</summary>
    public string? BosText => Vocabulary.Bos is { } bos ? texts[bos] : null;

    /// <summary>Splits a text into tokens.</summary>
    /// <param name="text">Any text, one of nothing but a special token included.</param>
    /// <param name="bos">Whether the default token is put in front.</param>
    /// <returns>The tokens with the places they have in the text.</returns>
    /// <exception cref="WrongUseException">The text is empty.</exception>
    public TokenizedText Encode(string text, bool bos = true)
    {
        if (string.IsNullOrEmpty(text)) throw new WrongUseException("The text is empty. Give at least one word.");
        var tokens = bpe.EncodeToTokens(text, out _).Select(t => new Token(t.Id, texts[t.Id], t.Offset.Start.Value, t.Offset.End.Value));
        return bos && Vocabulary.Bos is { } id
            ? new(text, [new Token(id, texts[id], 0, 0), .. tokens], HasBos: true)
            : new(text, [.. tokens], HasBos: false);
    }

    /// <summary>Tokens given by number, as if they were a text.</summary>
    /// <param name="ids">Token ids, none put in front.</param>
    /// <param name="bos">Whether the default token is put in front.</param>
    /// <returns>The tokens and the text they spell; spans are those of <see cref="Token.Text"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The vocabulary has no such id.</exception>
    public TokenizedText FromIds(IEnumerable<int> ids, bool bos = true)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var (text, tokens) = (new System.Text.StringBuilder(), new List<Token>());
        var inFront = bos && Vocabulary.Bos is not null;
        if (inFront) tokens.Add(new Token(Vocabulary.Bos!.Value, BosText!, 0, 0));
        foreach (var id in ids)
        {
            tokens.Add(new Token(id, TextOf(id), text.Length, text.Length + texts[id].Length));
            text.Append(texts[id]);
        }
        return new(text.ToString(), tokens, inFront);
    }

    /// <summary>The text of one token.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>See <see cref="Token.Text"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The vocabulary has no such id.</exception>
    public string TextOf(int id)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(id);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(id, texts.Length);
        return texts[id];
    }

    /// <summary>The id of a text that is one token.</summary>
    /// <param name="text">A token with its space, such as <c> Paris</c>.</param>
    /// <returns>Its id.</returns>
    /// <exception cref="ArgumentException">The text is several tokens; the message shows them.</exception>
    public int SingleId(string text)
    {
        var tokens = Encode(text, bos: false).Tokens;
        return tokens.Count == 1 ? tokens[0].Id : throw new ArgumentException($"'{text}' is {tokens.Count} tokens: {string.Join('|', tokens.Select(token => token.Text))}. Give one token; most words need the space before them.", nameof(text));
    }

    /// <summary>The text of several tokens, whose bytes are put together before they are read as UTF-8.</summary>
    /// <param name="ids">Token ids.</param>
    /// <returns>The text; special tokens by name.</returns>
    public string Decode(IEnumerable<int> ids) =>
        System.Text.Encoding.UTF8.GetString([.. ids.SelectMany(id => Vocabulary.Special.Contains(id) ? System.Text.Encoding.UTF8.GetBytes(TextOf(id)) : ByteLevel.ToBytes(Vocabulary.Tokens[id]))]);

    /// <summary>The pieces, by GPT-2's rules, inside which BPE merges.</summary>
    internal static IEnumerable<string> SplitWords(string text) => Gpt2().Matches(text).Select(match => match.Value);

    /// <summary>Token ids alone, for training.</summary>
    internal IReadOnlyList<int> EncodeToIds(string text) => bpe.EncodeToIds(text);

    // GPT-2's rules: contractions, words, numbers and signs with the space before them, runs of spaces up to the last.
    [GeneratedRegex(@"'(?:s|t|re|ve|m|ll|d)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+")]
    private static partial Regex Gpt2();

    // The same after each digit has been cut out, so that a run of spaces may end at a digit.
    [GeneratedRegex(@"'(?:s|t|re|ve|m|ll|d)| ?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+|\s+(?![^\s\p{N}])|\s+")]
    private static partial Regex DigitsApart();
}
