namespace Attention.Models;

/// <summary>Whether queries and keys are brought to length before they are turned and compared.</summary>
public enum QkNormKind
{
    /// <summary>They are not.</summary>
    None,

    /// <summary>Each head's by itself, with one weight for all heads (Qwen 3, Gemma 3).</summary>
    PerHead,

    /// <summary>Those of all heads of a token as one vector (OLMo 2).</summary>
    AllHeads,
}
