namespace Classroom;

/// <summary>One thing that a text must hold.</summary>
/// <param name="Name">What the mistake is called that leaves it out.</param>
/// <param name="Says">What is said then.</param>
/// <param name="Holds">Whether a text holds it.</param>
/// <param name="Without">A text that holds it, robbed of it: what tests act the mistake out with.</param>
internal sealed record TextPart(string Name, string Says, Func<string, bool> Holds, Func<string, string> Without);
