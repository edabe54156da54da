using Course.Files;

namespace Attention.Models;

/// <summary>A text has more tokens than the model's context or the machine's memory has room for.</summary>
public sealed class TextTooLongException : WrongUseException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">How long the text is, what the limit is, and what to do.</param>
    public TextTooLongException(string message) : base(message) { }
}
