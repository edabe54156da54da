namespace Attention.Tokens.Chat;

/// <summary>A template cannot be filled in; the message says why and follows the name of the file.</summary>
/// <param name="problem">Why.</param>
/// <param name="cause">What brought it to light.</param>
internal sealed class JinjaException(string problem, Exception? cause = null) : Exception(problem, cause);
