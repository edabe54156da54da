using Course.Damage;

namespace Attention.Tests;

/// <summary>Damaged files take no more memory than good ones: the fuzz again, in a process that has little.</summary>
public class MemoryBoundTests
{
    [Theory, Trait("Speed", "slow")]
    [InlineData("Studies.DamagedStudyTests")]
    [InlineData("Training.RecipeFuzzTests")]
    [InlineData("Treebanks.TreebankFuzzTests")]
    public void The_fuzz_keeps_within_six_gigabytes_of_address_space(string testClass) => BoundedProcess.Run(testClass, megabytes: 6000);
}
