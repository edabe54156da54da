namespace Attention.Tokens;

/// <summary>How a vocabulary writes its tokens.</summary>
internal enum TokenWriting
{
    /// <summary>Each byte as a visible character, as GPT-2 does: <c>Ġthe</c>.</summary>
    Bytes,

    /// <summary>Spaces as ▁ and single bytes as <c>&lt;0x0A&gt;</c>, as sentencepiece does: <c>▁the</c>.</summary>
    Sentencepiece,

    /// <summary>Pieces inside words with ## in front, as BERT does.</summary>
    WordPieces,
}
