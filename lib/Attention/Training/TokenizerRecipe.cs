namespace Attention.Training;

/// <summary>What a tokenizer learns from.</summary>
public sealed record TokenizerRecipe
{
    private const int MostStories = 1_000_000;

    /// <summary>Generated stories.</summary>
    public required int Stories { get; init; }

    /// <summary>Files of <c>data/texts</c>; rows of text are cut from the same files.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    internal void Validate(RowsRecipe rows)
    {
        if (Stories is < 0 or > MostStories)
            throw new ArgumentException($"tokenizer.stories is {Stories}; it must be from 0 to {MostStories}.");
        if (Texts.FirstOrDefault(text => text != Path.GetFileName(text)) is { } folder)
            throw new ArgumentException($"tokenizer.texts holds '{folder}'; give the name of a file in data/texts.");
        if (Stories == 0 && Texts.Count == 0)
            throw new ArgumentException("tokenizer.stories is 0 and tokenizer.texts names no file; there is nothing to learn from.");
        if (rows.Text > 0 && Texts.Count == 0) throw new ArgumentException("rows.text is above 0, but tokenizer.texts names no file.");
    }
}
