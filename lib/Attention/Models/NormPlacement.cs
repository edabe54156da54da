namespace Attention.Models;

/// <summary>Where in a layer the norms stand.</summary>
public enum NormPlacement
{
    /// <summary>Before attention and before the MLP (GPT-2, Llama).</summary>
    Before,

    /// <summary>On what attention and the MLP give, before it is added to the stream (OLMo 2).</summary>
    Output,

    /// <summary>In both places (Gemma 2 and 3).</summary>
    BeforeAndOutput,

    /// <summary>On the stream itself, after each sum (Vaswani et al. 2017, BERT).</summary>
    AfterSum,
}
