using Course.Files;

namespace Attention.Models.Hub;

/// <summary>A model could not be had from the hub; the message says why and what to do. What was there before is unchanged.</summary>
public sealed class HubException : CourseException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, and what to do.</param>
    /// <param name="inner">What brought it to light.</param>
    public HubException(string message, Exception? inner = null) : base(message, inner) { }
}
