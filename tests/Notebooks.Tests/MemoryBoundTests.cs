using Course.Damage;

namespace Notebooks.Tests;

/// <summary>Damaged files take no more memory than good ones: the fuzz again, in a process that has little.</summary>
public class MemoryBoundTests
{
    [Fact, Trait("Speed", "slow")]
    public void The_fuzz_of_notebooks_keeps_within_six_gigabytes_of_address_space() =>
        BoundedProcess.Run("Handouts.NotebookFuzzTests", megabytes: 6000);
}
