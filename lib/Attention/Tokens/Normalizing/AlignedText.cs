namespace Attention.Tokens.Normalizing;

/// <summary>A stretch of a text, changed or not, that knows for each of its units which units of the original it stands for.</summary>
internal readonly struct AlignedText
{
    private readonly string text;
    private readonly int from;
    private readonly int[]? starts;    // for each unit of text; null where text is the original
    private readonly int[]? ends;

    private AlignedText(string text, int from, int length, int[]? starts, int[]? ends) =>
        (this.text, this.from, Length, this.starts, this.ends) = (text, from, length, starts, ends);

    /// <summary>Units, in UTF-16.</summary>
    public int Length { get; }

    public ReadOnlySpan<char> Span => text.AsSpan(from, Length);

    public static AlignedText Of(string original) => new(original, 0, original.Length, null, null);

    /// <summary>A text whose unit i stands for the original's units <paramref name="starts"/>[i] to <paramref name="ends"/>[i].</summary>
    public static AlignedText Of(string text, int[] starts, int[] ends) => new(text, 0, text.Length, starts, ends);

    public AlignedText Slice(int start, int length) => new(text, from + start, length, starts, ends);

    /// <summary>Where in the original the unit begins.</summary>
    public int StartOf(int unit) => starts is null ? from + unit : starts[from + unit];

    /// <summary>Where in the original the unit ends (exclusive).</summary>
    public int EndOf(int unit) => ends is null ? from + unit + 1 : ends[from + unit];

    public override string ToString() => Length == text.Length ? text : text.Substring(from, Length);
}
