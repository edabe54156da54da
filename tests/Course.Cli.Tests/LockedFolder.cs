using System.Diagnostics;

namespace Course.Cli.Tests;

/// <summary>A folder in which nobody can write while this is there: not its owner, and on Linux not root either.</summary>
internal sealed class LockedFolder : IDisposable
{
    private const UnixFileMode Reading = UnixFileMode.UserRead | UnixFileMode.UserExecute;
    private readonly string path;

    public LockedFolder(string path)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Locks a folder as Linux and macOS do.");
        this.path = path;
        // What may be written does not bind root; a mark of the file system does, where that has it.
        if (Environment.IsPrivilegedProcess)
            Assert.SkipUnless(Mark("+i"), "This file system cannot lock a folder for root: chattr +i failed.");
        else if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, Reading);
    }

    public void Dispose()
    {
        if (Environment.IsPrivilegedProcess) Mark("-i");
        else if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, Reading | UnixFileMode.UserWrite);
    }

    private bool Mark(string change)
    {
        try
        {
            using var chattr = Process.Start(new ProcessStartInfo("chattr", [change, path]) { RedirectStandardError = true })!;
            chattr.WaitForExit();
            return chattr.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
