// Unicode normalisation from tables of its own (unicode-forms.txt, of Unicode 9.0 as Hugging Face's), since .NET's Normalize changes
// nothing where
// a program runs without ICU, as this course does (InvariantGlobalization), and says nothing of it.
using System.Globalization;
using System.Text;

namespace Attention.Tokens.Normalizing;

/// <summary>The four normalisation forms of Unicode Standard Annex 15.</summary>
internal sealed class UnicodeForms
{
    private const int FirstSyllable = 0xAC00, FirstL = 0x1100, FirstV = 0x1161, BeforeT = 0x11A7;    // Hangul, composed by arithmetic
    private const int CountL = 19, CountV = 21, CountT = 28, Syllables = CountL * CountV * CountT;
    private static readonly Lazy<UnicodeForms> Loaded = new(() => new UnicodeForms());
    private readonly Dictionary<int, byte> classes = [];
    private readonly Dictionary<int, int[]> canonical = [];
    private readonly Dictionary<int, int[]> compatible = [];
    private readonly Dictionary<(int, int), int> compositions = [];

    private UnicodeForms()
    {
        using var reader = new StreamReader(typeof(UnicodeForms).Assembly.GetManifestResourceStream("unicode-forms.txt")!);
        while (reader.ReadLine() is { } line)
            if (line[0] != '#') ReadEntry(line);
    }

    /// <summary>A text in one of the forms.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="compatibility">Whether characters that only look different become one too (NFKC, NFKD).</param>
    /// <param name="compose">Whether marks are put together with their base (NFC, NFKC).</param>
    public static AlignedText Apply(AlignedText text, bool compatibility, bool compose) =>
        Ascii.IsValid(text.Span) ? text : Loaded.Value.Change(text, compatibility, compose);

    private AlignedText Change(AlignedText text, bool compatibility, bool compose)
    {
        var marks = Decompose(text, compatibility);
        Order(marks);
        if (compose) Compose(marks);
        var changed = new AlignedTextBuilder(text.Length);
        Span<char> units = stackalloc char[2];
        foreach (var (code, start, end) in marks) changed.Add(units[..new Rune(code).EncodeToUtf16(units)], start, end);
        return changed.ToText();
    }

    private List<(int Code, int Start, int End)> Decompose(AlignedText text, bool compatibility)
    {
        List<(int, int, int)> codes = new(text.Length);
        for (var i = 0; i < text.Length;)
        {
            Rune.DecodeFromUtf16(text.Span[i..], out var rune, out var length);
            Decompose(rune.Value, compatibility, codes, text.StartOf(i), text.EndOf(i + length - 1));
            i += length;
        }
        return codes;
    }

    private void Decompose(int code, bool compatibility, List<(int, int, int)> codes, int start, int end)
    {
        if (code - FirstSyllable is >= 0 and < Syllables and var syllable)
        {
            codes.Add((FirstL + syllable / (CountV * CountT), start, end));
            codes.Add((FirstV + syllable % (CountV * CountT) / CountT, start, end));
            if (syllable % CountT > 0) codes.Add((BeforeT + syllable % CountT, start, end));
        }
        else if (canonical.TryGetValue(code, out var parts) || (compatibility && compatible.TryGetValue(code, out parts)))
        {
            foreach (var part in parts) Decompose(part, compatibility, codes, start, end);
        }
        else
        {
            codes.Add((code, start, end));
        }
    }

    /// <summary>Marks behind one base in the order of their combining classes.</summary>
    private void Order(List<(int Code, int Start, int End)> codes)
    {
        for (var first = 0; first < codes.Count; first++)
        {
            if (ClassOf(codes[first].Code) == 0) continue;
            var end = first + 1;
            while (end < codes.Count && ClassOf(codes[end].Code) != 0) end++;
            var ordered = codes[first..end].OrderBy(mark => ClassOf(mark.Code)).ToList();    // a stable sort
            for (var i = first; i < end; i++) codes[i] = ordered[i - first];
            first = end;
        }
    }

    private void Compose(List<(int Code, int Start, int End)> codes)
    {
        var (kept, starter, last) = (0, -1, 0);    // last: the class of the code kept last behind the starter
        foreach (var mark in codes.ToArray())
        {
            var ccc = ClassOf(mark.Code);
            var adjacent = starter == kept - 1;
            if (starter >= 0 && (adjacent || (last != 0 && last < ccc)) && Pair(codes[starter].Code, mark.Code) is { } composed)
            {
                codes[starter] = (composed, Math.Min(codes[starter].Start, mark.Start), Math.Max(codes[starter].End, mark.End));
                continue;
            }
            if (ccc == 0) starter = kept;
            last = ccc;
            codes[kept++] = mark;
        }
        codes.RemoveRange(kept, codes.Count - kept);
    }

    private int? Pair(int left, int right)
    {
        if (left - FirstL is >= 0 and < CountL and var l && right - FirstV is >= 0 and < CountV and var v)
            return FirstSyllable + (l * CountV + v) * CountT;
        var syllable = left - FirstSyllable;
        if (syllable is >= 0 and < Syllables && syllable % CountT == 0 && right - BeforeT is > 0 and < CountT and var t) return left + t;
        return compositions.TryGetValue((left, right), out var composed) ? composed : null;
    }

    private byte ClassOf(int code) => classes.GetValueOrDefault(code);

    /// <summary>
    /// One line: a code point or range, its combining class, and a decomposition behind = (canonical), ! (canonical, never composed) or ~.
    /// </summary>
    private void ReadEntry(string line)
    {
        var kind = line.IndexOfAny(['=', '!', '~']);
        var head = (kind < 0 ? line : line[..kind]).Split(';');
        var range = head[0].Split('-');
        var first = Hex(range[0]);
        if (head.Length > 1)
            for (var code = first; code <= Hex(range[^1]); code++) classes[code] = byte.Parse(head[1], CultureInfo.InvariantCulture);
        if (kind < 0) return;
        int[] parts = [.. line[(kind + 1)..].Split(' ').Select(Hex)];
        (line[kind] == '~' ? compatible : canonical)[first] = parts;
        if (line[kind] == '=') compositions[(parts[0], parts[1])] = first;
    }

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
