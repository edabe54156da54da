namespace Attention.Tokens.Normalizing;

/// <summary>One change that a tokenizer makes to a text before it is split.</summary>
internal delegate AlignedText Normalizer(AlignedText text);
