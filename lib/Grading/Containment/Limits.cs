namespace Grading.Containment;

/// <summary>What a submission may use.</summary>
public sealed record Limits
{
    /// <summary>From start to end.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>Of all cells together, in processor seconds.</summary>
    public int ProcessorSeconds { get; init; } = 240;

    /// <summary>Address space, in MB; .NET and libtorch reserve more than they use.</summary>
    public int AddressSpace { get; init; } = 6_000;

    /// <summary>Memory of .NET objects, in MB.</summary>
    public int Heap { get; init; } = 1_000;

    /// <summary>Processes and threads.</summary>
    public int Processes { get; init; } = 200;

    /// <summary>Open files.</summary>
    public int Files { get; init; } = 512;

    /// <summary>The largest file it may write, in MB.</summary>
    public int FileSize { get; init; } = 64;

    /// <summary>Bytes of evidence that are read.</summary>
    public int Evidence { get; init; } = 4 << 20;
}
