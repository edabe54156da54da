using System.Runtime.InteropServices;

namespace Course.Cli;

/// <summary>The signals by which a terminal that closes, or a system that shuts down, asks a program to end. Without a handler no file is
/// cleaned up.</summary>
public static class EndSignals
{
    /// <summary>Has an action done at the first of them.</summary>
    /// <param name="end">What leads to the end.</param>
    /// <param name="patience">How long that may take; then the process ends at once.</param>
    /// <returns>What keeps the handlers; to be disposed.</returns>
    public static IDisposable Handle(Action end, TimeSpan patience)
    {
        void Asked(PosixSignalContext signal)
        {
            signal.Cancel = true;
            new Thread(() =>
            {
                Thread.Sleep(patience);
                Environment.Exit(ExitCode.Failed);
            })
            { IsBackground = true }.Start();
            end();
        }

        return new Both(PosixSignalRegistration.Create(PosixSignal.SIGTERM, Asked),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, Asked));
    }

    private sealed record Both(IDisposable First, IDisposable Second) : IDisposable
    {
        public void Dispose()
        {
            First.Dispose();
            Second.Dispose();
        }
    }
}
