using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace JupyterKernel.Watching;

/// <summary>Notices when the program that started the kernel is gone: nobody else would end the kernel then.</summary>
internal static partial class ParentWatch
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Starts to watch.</summary>
    /// <param name="gone">Called once, when the parent has ended.</param>
    public static void Start(Action gone)
    {
        Action wait = OperatingSystem.IsWindows() ? WaitForHandle : WaitForAdoption;
        new Thread(() =>
        {
            wait();
            gone();
        })
        { IsBackground = true, Name = "parent watch" }.Start();
    }

    /// <summary>An orphan is given another parent.</summary>
    private static void WaitForAdoption()
    {
        var parent = ParentId();
        while (ParentId() == parent) Thread.Sleep(Interval);
    }

    /// <summary>On Windows Jupyter passes a handle of its own process.</summary>
    private static void WaitForHandle()
    {
        if (!nint.TryParse(Environment.GetEnvironmentVariable("JPY_PARENT_PID"), out var handle)) Thread.Sleep(Timeout.Infinite);
        using var parent = new ManualResetEvent(false) { SafeWaitHandle = new SafeWaitHandle(handle, ownsHandle: false) };
        parent.WaitOne();
    }

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int ParentId();
}
