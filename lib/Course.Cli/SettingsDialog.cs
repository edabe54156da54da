using JupyterKernel.Installing;

namespace Course.Cli;

/// <summary>Shows a change of a file that is the reader's own, asks, and makes it.</summary>
public static class SettingsDialog
{
    /// <summary>Asks on the console.</summary>
    /// <param name="change">The change, or null where there is none to make.</param>
    /// <param name="agreed">Whether the reader has agreed already.</param>
    /// <returns>An exit code of <see cref="ExitCode"/>.</returns>
    public static int Run(SettingsChange? change, bool agreed)
    {
        if (change is null)
        {
            Console.WriteLine("There is nothing to change.");
            return ExitCode.Done;
        }
        Console.WriteLine($"{change.File}{(change.Before is null ? ", a new file" : change.After is null ? ", which is removed" : "")}:");
        foreach (var line in change.Lines()) Console.WriteLine(line);
        if (!agreed && !Agrees())
        {
            Console.WriteLine("Nothing was changed.");
            return ExitCode.Failed;
        }
        change.Make();
        Console.WriteLine("Done.");
        return ExitCode.Done;
    }

    /// <summary>Where the input is at its end, nobody agrees.</summary>
    private static bool Agrees()
    {
        Console.Write("Change it? [y/N] ");
        return Console.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }
}
