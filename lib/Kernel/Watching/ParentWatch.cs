using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace JupyterKernel.Watching;

/// <summary>Notices when the program that started this one is gone: nobody else would end it then.</summary>
internal static partial class ParentWatch
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(.5);

    /// <summary>Watches whoever started this process.</summary>
    /// <param name="gone">Called once, when the parent has ended.</param>
    public static void Start(Action gone)
    {
        if (OperatingSystem.IsWindows()) Watch(WaitForHandle, gone);
        else Start(ParentId(), gone);
    }

    /// <summary>Watches a parent that has said who it is: it may have ended before this process could ask.</summary>
    /// <param name="parent">Its process id.</param>
    /// <param name="gone">Called once, when the parent has ended.</param>
    public static void Start(int parent, Action gone) =>
        Watch(OperatingSystem.IsWindows() ? () => WaitForEnd(parent) : () => WaitForAdoption(parent), gone);

    private static void Watch(Action wait, Action gone) => new Thread(() =>
    {
        wait();
        gone();
    })
    { IsBackground = true, Name = "parent watch" }.Start();

    /// <summary>An orphan is given another parent.</summary>
    private static void WaitForAdoption(int parent)
    {
        while (ParentId() == parent) Thread.Sleep(Interval);
    }

    private static void WaitForEnd(int parent)
    {
        try
        {
            using var process = Process.GetProcessById(parent);
            process.WaitForExit();
        }
        catch (ArgumentException)    // it has ended already
        {
        }
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
