namespace Attention.Models;

/// <summary>What an MLP does to each of its neurons.</summary>
public enum Activation
{
    /// <summary>x times the logistic function of x.</summary>
    Silu,

    /// <summary>x times the normal distribution function of x (Hendrycks and Gimpel 2016), by the error function.</summary>
    Gelu,

    /// <summary>The same by the approximation with tanh, which GPT-2 and Gemma were trained with.</summary>
    GeluTanh,

    /// <summary>x where it is positive, else 0.</summary>
    Relu,
}
