using System.Runtime.Loader;
using JupyterKernel.Watching;
using Notebooks.Tests;

namespace JupyterKernel.Tests.Watching;

public sealed class RebuildWatchTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_library_that_was_built_again_is_told_of_once()
    {
        var library = folder["NetMQ.dll"];
        File.Copy(typeof(NetMQ.NetMQSocket).Assembly.Location, library);
        var watch = new RebuildWatch();
        new AssemblyLoadContext("test").LoadFromAssemblyPath(library);
        Assert.Null(watch.Warning());
        File.SetLastWriteTimeUtc(library, DateTime.UtcNow.AddMinutes(1));
        Assert.StartsWith("NetMQ.dll has been built again", watch.Warning(), StringComparison.Ordinal);
        Assert.Null(watch.Warning());
    }
}
