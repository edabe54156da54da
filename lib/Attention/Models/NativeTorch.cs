using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Attention.Models;

/// <summary>Loads TorchSharp's native library from beside this one, before TorchSharp looks elsewhere.</summary>
internal static class NativeTorch
{
    private static readonly Lock Gate = new();
    private static bool loaded;

    /// <summary>Without this, TorchSharp answers a failed load by copying half a gigabyte of libraries about and trying again.</summary>
    /// <exception cref="DllNotFoundException">The library is there and cannot be loaded.</exception>
    public static void Load()
    {
        lock (Gate)
        {
            if (loaded) return;
            var name = OperatingSystem.IsWindows() ? "LibTorchSharp.dll" : OperatingSystem.IsMacOS() ? "libLibTorchSharp.dylib" : "libLibTorchSharp.so";
            var path = Path.Combine(Path.GetDirectoryName(typeof(NativeTorch).Assembly.Location)!, name);
            try
            {
                if (File.Exists(path)) NativeLibrary.Load(path);
            }
            catch (DllNotFoundException e)
            {
                throw new DllNotFoundException($"TorchSharp's native library does not load on this system: {e.Message} Build the course again (dotnet build); the README names the platforms it was run on.", e);
            }
            InitializeDeviceType(TorchSharp.DeviceType.CPU);
            loaded = true;
        }
    }
}
