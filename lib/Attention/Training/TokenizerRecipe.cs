namespace Attention.Training;

/// <summary>What a tokenizer learns from.</summary>
public sealed record TokenizerRecipe
{
    /// <summary>Generated stories.</summary>
    public required int Stories { get; init; }

    /// <summary>Files of <c>data/texts</c>; rows of text are cut from the same files.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    internal void Validate(RowsRecipe rows)
    {
        if (Stories < 0) throw new ArgumentException($"tokenizer.stories is {Stories}; it must be 0 or more.");
        if (Texts.FirstOrDefault(text => text != Path.GetFileName(text)) is { } folder) throw new ArgumentException($"tokenizer.texts holds '{folder}'; give the name of a file in data/texts.");
        if (rows.Text > 0 && Texts.Count == 0) throw new ArgumentException("rows.text is above 0, but tokenizer.texts names no file.");
    }
}
