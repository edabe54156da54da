namespace JupyterKernel.Tests.Hosts;

/// <summary>A kernel as a process of its own, for all tests of a class; started when the first of them needs it.</summary>
public sealed class RunningKernel : IDisposable
{
    private readonly Lazy<KernelProcess> kernel = new(() => new KernelProcess());

    internal KernelProcess Kernel => kernel.Value;

    public void Dispose()
    {
        if (kernel.IsValueCreated) kernel.Value.Dispose();
    }
}
