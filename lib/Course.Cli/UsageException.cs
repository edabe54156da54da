namespace Course.Cli;

/// <summary>Wrong use that only shows once a command is at work, such as a head that the model does not have.</summary>
/// <param name="message">What is wrong and what is right.</param>
public sealed class UsageException(string message) : Exception(message);
