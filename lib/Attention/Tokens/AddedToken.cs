namespace Attention.Tokens;

/// <summary>A token that is found in texts as a whole, before anything else is done.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Content">What is looked for.</param>
internal sealed record AddedToken(int Id, string Content)
{
    /// <summary>Whether it is a mark such as <c>&lt;|endoftext|&gt;</c> and no text.</summary>
    public bool Special { get; init; }

    /// <summary>Whether it is looked for in the normalised text.</summary>
    public bool Normalized { get; init; }

    /// <summary>Whether it may not stand inside a word.</summary>
    public bool SingleWord { get; init; }

    /// <summary>Whether white space before it belongs to it.</summary>
    public bool TakesSpaceBefore { get; init; }

    /// <summary>Whether white space behind it belongs to it.</summary>
    public bool TakesSpaceBehind { get; init; }
}
