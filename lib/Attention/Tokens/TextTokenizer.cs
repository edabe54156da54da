using System.Buffers;
using System.Text;
using Attention.Tokens.Chat;
using Attention.Tokens.Files;
using Attention.Tokens.Normalizing;
using Attention.Tokens.Splitting;
using Course.Files;

namespace Attention.Tokens;

/// <summary>
/// Text to tokens and back, as Hugging Face's tokenizers do it: tokens found as wholes, changes, cuts, and an algorithm for what is between
/// the cuts.
/// </summary>
public sealed class TextTokenizer
{
    private readonly TokenizerParts parts;
    private readonly AddedTokens addedBefore;     // looked for in the text as it is
    private readonly AddedTokens addedAfter;      // looked for in the normalised text
    private readonly byte[][] bytes;              // of each token
    private readonly string[] texts;
    private readonly HashSet<int> broken = [];    // tokens that are not made of whole characters

    /// <summary>Makes a tokenizer for byte-level BPE (Sennrich et al. 2016, Radford et al. 2019) with GPT-2's rules.</summary>
    /// <param name="vocabulary">Tokens, merges, special tokens.</param>
    public TextTokenizer(Vocabulary vocabulary) : this(TokenizerParts.Gpt2(vocabulary)) { }

    internal TextTokenizer(TokenizerParts parts)
    {
        this.parts = parts;
        var tokens = Vocabulary.Tokens;
        var added = parts.Added.ToDictionary(token => token.Id);
        addedBefore = new(parts.Added.Where(token => !token.Normalized).Select(token => (token.Content, token)));
        addedAfter = new(parts.Added.Where(token => token.Normalized).Select(token =>
            (Normalized(AlignedText.Of(token.Content)).ToString(), token)));
        bytes = [.. tokens.Select((token, id) =>
            added.ContainsKey(id) ? Encoding.UTF8.GetBytes(token) : TokenText.ToBytes(token, parts.Writing))];
        texts = [.. bytes.Select(ofToken => TokenText.Show(ofToken))];
        for (var id = 0; id < bytes.Length; id++)
            if (!System.Text.Unicode.Utf8.IsValid(bytes[id])) broken.Add(id);
    }

    /// <summary>The tokens.</summary>
    public Vocabulary Vocabulary => parts.Vocabulary;

    /// <summary>How the model was taught to see a conversation; null where its file says nothing of it, as with a model that was never
    /// taught to answer.</summary>
    public ChatTemplate? Chat => parts.Chat;

    /// <summary>The text of the token put in front by default, such as <c>&lt;|endoftext|&gt;</c>; null if there is none.</summary>
    public string? BosText => Vocabulary.Bos is { } bos ? texts[bos] : null;

    /// <summary>Reads the tokenizer in a folder in Hugging Face's layout.</summary>
    /// <param name="folder">
    /// A folder with <c>tokenizer.json</c>, or with <c>vocab.json</c> and <c>merges.txt</c>; <c>tokenizer_config.json</c> and
    /// <c>config.json</c> are asked for the token in front.
    /// </param>
    /// <returns>The tokenizer.</returns>
    /// <exception cref="TokenizerFileException">A file is missing, damaged, or asks for something that is not read.</exception>
    public static TextTokenizer FromFolder(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return new(TokenizerFolder.Read(folder) with { Chat = ChatTemplateFile.In(folder) });
    }

    /// <summary>The tokenizer in a GGUF file.</summary>
    internal static TextTokenizer FromGguf(IMetadata metadata)
    {
        var parts = GgufTokenizer.Read(new GgufKeys(metadata));
        return new(parts with { Chat = ChatTemplateFile.In(metadata, parts.Vocabulary) });
    }

    /// <summary>
    /// Splits a text into tokens. What the vocabulary cannot write gets its token for the unknown, or none where it has no such token.
    /// </summary>
    /// <param name="text">Any text, one of nothing but a special token included.</param>
    /// <param name="bos">
    /// Whether the default token is put in front (and <see cref="Vocabulary.Eos"/> behind); a text that begins with it gets no second one.
    /// </param>
    /// <param name="special">Whether the names of special tokens in the text are those tokens; false reads them as text.</param>
    /// <returns>The tokens with the places they have in the text.</returns>
    /// <exception cref="WrongUseException">The text is empty.</exception>
    public TokenizedText Encode(string text, bool bos = true, bool special = true)
    {
        if (string.IsNullOrEmpty(text)) throw new WrongUseException("The text is empty. Give at least one word.");
        List<Token> tokens = [];
        if (bos && Vocabulary.Bos is { } first) tokens.Add(new Token(first, texts[first], 0, 0));
        foreach (var (id, start, end) in Parts(text, special)) tokens.Add(TokenAt(id, start, end));
        if (tokens.Count > 1 && tokens[0].End == 0 && bos && tokens[1].Id == Vocabulary.Bos) tokens.RemoveAt(0);
        if (bos && Vocabulary.Eos is { } last && tokens[^1].Id != last) tokens.Add(new Token(last, texts[last], text.Length, text.Length));
        return new(text, tokens, bos && Vocabulary.Bos is not null);
    }

    /// <summary>Tokens given by number, as if they were a text.</summary>
    /// <param name="ids">Token ids, none put in front.</param>
    /// <param name="bos">Whether the default token is put in front, unless it is the first already.</param>
    /// <returns>The tokens and the text they spell; bytes that are no character stand there as in <see cref="Token.Text"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The vocabulary has no such id.</exception>
    public TokenizedText FromIds(IEnumerable<int> ids, bool bos = true)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var given = ids.ToList();
        var all = given.SelectMany(id => bytes[Checked(id)]).ToArray();
        var places = new int[all.Length + 1];    // of each byte: where its character begins in the text
        var text = new StringBuilder();
        for (var i = 0; i < all.Length;)
        {
            var whole = Rune.DecodeFromUtf8(all.AsSpan(i), out _, out var length) == OperationStatus.Done;
            if (!whole) length = 1;
            places.AsSpan(i, length).Fill(text.Length);
            text.Append(TokenText.Show(all.AsSpan(i, length)));
            i += length;
        }
        places[^1] = text.Length;
        var hasBos = bos && Vocabulary.Bos is not null;
        List<Token> tokens = hasBos && given.FirstOrDefault(-1) != Vocabulary.Bos ? [new Token(Vocabulary.Bos!.Value, BosText!, 0, 0)] : [];
        var at = 0;
        foreach (var id in given)
        {
            var end = at + bytes[id].Length;
            var behind = end;
            while (behind < all.Length && behind > at && places[behind] == places[behind - 1]) behind++;
            tokens.Add(TokenAt(id, places[at], places[behind]));
            at = end;
        }
        return new(text.ToString(), tokens, hasBos);
    }

    /// <summary>The text of one token.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>See <see cref="Token.Text"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The vocabulary has no such id.</exception>
    public string TextOf(int id) => texts[Checked(id)];

    /// <summary>The id of a text that is one token.</summary>
    /// <param name="text">A token with its space, such as <c> Paris</c>.</param>
    /// <returns>Its id.</returns>
    /// <exception cref="ArgumentException">The text is several tokens; the message shows them.</exception>
    public int SingleId(string text)
    {
        var tokens = Encode(text, bos: false).Tokens;
        return tokens.Count == 1 ? tokens[0].Id
            : throw new ArgumentException(
                $"'{text}' is {tokens.Count} tokens: {string.Join('|', tokens.Select(token => token.Text))}. Give one token; most words "
                    + $"need the space before them.", nameof(text));
    }

    /// <summary>The text of several tokens, whose bytes are put together before they are read as UTF-8.</summary>
    /// <param name="ids">Token ids.</param>
    /// <returns>The text; special tokens by name. Pieces of BERT's kind stand apart, as their vocabulary says no more.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The vocabulary has no such id.</exception>
    public string Decode(IEnumerable<int> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        if (parts.Writing == TokenWriting.WordPieces)
            return string.Join(' ', ids.Select(TextOf)).Replace(" ##", "", StringComparison.Ordinal);
        return Encoding.UTF8.GetString([.. ids.SelectMany(id => bytes[Checked(id)])]);
    }

    /// <summary>The pieces, by GPT-2's rules, inside which BPE merges.</summary>
    internal static IEnumerable<string> SplitWords(string text) =>
        CategoryText.Matches(SplitPatterns.Gpt2(), text).Select(match => text[match.Start..match.End]);

    /// <summary>Token ids alone, for training.</summary>
    internal IReadOnlyList<int> EncodeToIds(string text) => [.. Parts(text, special: true).Select(part => part.Id)];

    private IEnumerable<(int Id, int Start, int End)> Parts(string text, bool special)
    {
        foreach (var (stretch, found) in addedBefore.Split(AlignedText.Of(text), special).SelectMany(part => Normalized(part, special)))
        {
            if (found is not null) yield return (found.Id, stretch.StartOf(0), stretch.EndOf(stretch.Length - 1));
            else
                foreach (var piece in parts.Splitter?.Invoke(stretch) ?? [stretch])
                    foreach (var part in parts.Algorithm.Encode(piece.Span)) yield return (part.Id, piece.StartOf(part.Start),
                        piece.EndOf(part.End - 1));
        }
    }

    private IEnumerable<(AlignedText, AddedToken?)> Normalized((AlignedText Text, AddedToken? Token) part, bool special) =>
        part.Token is null ? addedAfter.Split(Normalized(part.Text), special) : [part];

    private AlignedText Normalized(AlignedText text) => parts.Normalizer?.Invoke(text) ?? text;

    private Token TokenAt(int id, int start, int end) => new(id, texts[id], start, end) { IsWhole = !broken.Contains(id) };

    private int Checked(int id) => id >= 0 && id < texts.Length && (texts[id].Length > 0 || Vocabulary.Tokens[id].Length > 0)
        ? id
        : throw new ArgumentOutOfRangeException(nameof(id), id,
            $"The vocabulary has no such token; its ids go from 0 to {texts.Length - 1}.");
}
