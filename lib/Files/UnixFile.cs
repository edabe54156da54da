using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Course.Files;

/// <summary>What .NET does not say or do about files of Unix; on Windows nothing needs it.</summary>
internal static partial class UnixFile
{
    private const int KindMask = 0xF000, OrdinaryKind = 0x8000, FolderKind = 0x4000;    // S_IFMT, S_IFREG, S_IFDIR

    /// <summary>Whether a path can be replaced by a file without a device, a pipe or a socket being lost. Folders refuse by
    /// themselves.</summary>
    public static bool IsOrdinaryOrAbsent(string path) =>
        OperatingSystem.IsWindows() || Stat(path, out var status) != 0 || (status.Mode & KindMask) is OrdinaryKind or FolderKind;

    /// <summary>Whose rights this process has.</summary>
    public static uint User => EffectiveUser();

    /// <summary>Whom a file belongs to.</summary>
    public static uint OwnerOf(string path) =>
        Stat(path, out var status) == 0 ? status.Owner : throw new IOException($"{path}: the system does not say whom it belongs to.");

    /// <summary>Whom an open file belongs to.</summary>
    public static uint OwnerOf(SafeFileHandle file) =>
        OpenStat(file, out var status) == 0
            ? status.Owner
            : throw new IOException("The system does not say whom the open file belongs to.");

    /// <summary>Forces a folder's entries to the disk, so that a rename outlives a loss of power. A file system that cannot is left
    /// alone.</summary>
    public static void SyncFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        var descriptor = Open(folder, 0);
        if (descriptor < 0) return;
        _ = Sync(descriptor);
        _ = Close(descriptor);
    }

    // The runtime's own stat, since that of libc differs from system to system; of its answer only mode and owner are read.
    [LibraryImport("libSystem.Native", EntryPoint = "SystemNative_Stat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Stat(string path, out Status status);

    [LibraryImport("libSystem.Native", EntryPoint = "SystemNative_FStat")]
    private static partial int OpenStat(SafeFileHandle file, out Status status);

    [LibraryImport("libSystem.Native", EntryPoint = "SystemNative_GetEUid")]
    private static partial uint EffectiveUser();

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);

    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Status
    {
        [FieldOffset(4)]
        public int Mode;

        [FieldOffset(8)]
        public uint Owner;
    }
}
