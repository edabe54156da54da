using Attention.Tokens.Normalizing;

namespace Attention.Tokens.Splitting;

/// <summary>One rule by which a text is cut into pieces that no token reaches across.</summary>
internal delegate IEnumerable<AlignedText> Splitter(AlignedText text);
