using Course.Files;
using Spectre.Console.Cli;

namespace Course.Cli;

/// <summary>Tells on standard error what went wrong; standard output belongs to results.</summary>
public static class Failure
{
    /// <summary>What every message begins with.</summary>
    public const string Prefix = "course: ";

    /// <summary>Writes the message, and for an error that nobody foresaw also where it arose.</summary>
    /// <param name="exception">What ended the command.</param>
    /// <returns>The exit code that says whose fault it was.</returns>
    public static int Report(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        // Not Console.Error: a notebook cell that did not stop still holds it.
        using var errors = new StreamWriter(Console.OpenStandardError());
        errors.WriteLine($"{Prefix}{(IsForeseen(exception) ? exception.Message : exception)}");
        if (!IsWrongUse(exception)) return ExitCode.Failed;
        errors.WriteLine("        'course --help' lists the commands, 'course COMMAND --help' their options.");
        return ExitCode.WrongUse;
    }

    /// <summary>Writes what is worth knowing and ends nothing.</summary>
    /// <param name="warning">A sentence.</param>
    public static void Warn(string warning) => Console.Error.WriteLine(Prefix + warning);

    private static bool IsWrongUse(Exception exception) => exception is CommandAppException or WrongUseException;

    /// <summary>Errors of the course's own types and of the file system say all there is to say.</summary>
    private static bool IsForeseen(Exception exception) =>
        exception is CommandAppException or CourseException or IOException or UnauthorizedAccessException or OperationCanceledException;
}
