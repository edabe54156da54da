namespace Grading.Containment;

/// <summary>What a submission may use.</summary>
public sealed record Limits
{
    /// <summary>From start to end.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>Of all cells together, in processor seconds.</summary>
    public int ProcessorSeconds { get; init; } = 240;

    /// <summary>
    /// Memory, in MB: the most that one process may have as its own to write to (RLIMIT_DATA), and the most that all together may hold.
    /// Address space is not limited, for .NET and libtorch reserve six gigabytes of it to use one.
    /// </summary>
    public int Memory { get; init; } = 3_000;

    /// <summary>Memory of .NET objects, in MB.</summary>
    public int Heap { get; init; } = 2_000;

    /// <summary>Processes; a notebook needs one.</summary>
    public int Processes { get; init; } = 20;

    /// <summary>Processes and threads together.</summary>
    public int Tasks { get; init; } = 200;

    /// <summary>Open files.</summary>
    public int Files { get; init; } = 512;

    /// <summary>The largest file it may write, in MB.</summary>
    public int FileSize { get; init; } = 64;

    /// <summary>Bytes of evidence that are read.</summary>
    public int Evidence { get; init; } = 4 << 20;
}
