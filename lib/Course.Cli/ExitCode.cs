namespace Course.Cli;

/// <summary>What the process returns, the same for every command.</summary>
public static class ExitCode
{
    /// <summary>The work is done.</summary>
    public const int Done = 0;

    /// <summary>The work failed: a cell threw, a check failed, a file could not be written.</summary>
    public const int Failed = 1;

    /// <summary>Wrong use: an unknown command or option, an argument that makes no sense.</summary>
    public const int WrongUse = 2;
}
