using Course.Files;

namespace Attention.Models;

/// <summary>A model was asked for by a name that the course does not know.</summary>
public sealed class UnknownModelException : WrongUseException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">The name, and what there is.</param>
    public UnknownModelException(string message) : base(message) { }
}
