using Course.Files;

namespace Attention.Models;

/// <summary>A prediction was asked of a model that makes none.</summary>
public sealed class NoHeadException : WrongUseException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="model">What the model is called.</param>
    public NoHeadException(string model)
        : base($"{model} has no language-model head: it is an encoder, which ends with its residual stream and predicts no "
        + "next token, so that logits, losses, generated text, the logit lens and attributions are not to be had of it; attention, "
        + "streams, hooks and patching with a "
        + "metric of your own are.")
    { }
}
