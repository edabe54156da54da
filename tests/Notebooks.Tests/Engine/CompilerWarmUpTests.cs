using Notebooks.Engine;

namespace Notebooks.Tests.Engine;

public sealed class CompilerWarmUpTests
{
    /// <summary>Kernels do not wait for it, and so would not say what is wrong with it.</summary>
    [Fact]
    public async Task It_comes_to_its_end() => Assert.Equal(1, await CompilerWarmUp.RunAsync());
}
