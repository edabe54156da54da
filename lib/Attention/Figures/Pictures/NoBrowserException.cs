using Course.Files;

namespace Attention.Figures.Pictures;

/// <summary>A picture was asked for, and there is no browser that could draw it, or it failed.</summary>
/// <param name="message">What is wrong and what to do.</param>
public sealed class NoBrowserException(string message) : CourseException(message);
