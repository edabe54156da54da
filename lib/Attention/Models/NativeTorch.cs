using System.Reflection;
using System.Runtime.InteropServices;
using Course.Files;
using static TorchSharp.torch;

namespace Attention.Models;

/// <summary>Loads TorchSharp's native library from beside this one, and libtorch from there or from where the user says, before TorchSharp
/// looks elsewhere.</summary>
internal static class NativeTorch
{
    /// <summary>The environment variable that names a folder with another libtorch, such as the <c>torch/lib</c> of a PyTorch for
    /// CUDA.</summary>
    public const string FolderVariable = "COURSE_LIBTORCH";

    private static readonly Lock Gate = new();
    private static bool loaded;

    /// <summary>Without this, TorchSharp answers a failed load by copying half a gigabyte of libraries about and trying again.</summary>
    /// <exception cref="DllNotFoundException">The library is there and cannot be loaded.</exception>
    /// <exception cref="WrongUseException"><see cref="FolderVariable"/> names a folder without libtorch.</exception>
    public static void Load()
    {
        lock (Gate)
        {
            if (loaded) return;
            try
            {
                if (Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } folder) LoadLibtorchFrom(folder);
                var path = Path.Combine(Path.GetDirectoryName(typeof(NativeTorch).Assembly.Location)!, FileName("LibTorchSharp"));
                if (File.Exists(path)) NativeLibrary.Load(path);
            }
            catch (DllNotFoundException e)
            {
                throw new DllNotFoundException(
                    $"TorchSharp's native library does not load on this system: {e.Message} Build the course again "
                    + $"(dotnet build), or unset {FolderVariable}; the README names the platforms it was run on.", e);
            }
            InitializeDeviceType(TorchSharp.DeviceType.CPU);
            Threads.Bound();
            loaded = true;
        }
    }

    /// <summary>Loads libtorch in place, so that it finds CUDA's libraries where its own paths say. What is loaded later asks for it by
    /// name and is given this one.</summary>
    private static void LoadLibtorchFrom(string folder)
    {
        var main = Path.Combine(folder, FileName("torch"));
        if (!File.Exists(main))
            throw new WrongUseException(
                $"{FolderVariable} is {folder}, and there is no {FileName("torch")} in it. Name the folder of a libtorch, such as the "
                    + $"torch/lib of a PyTorch.");
        foreach (var name in new[] { "torch_global_deps", "c10", "torch_cpu", "torch_cuda", "torch" })
            if (Path.Combine(folder, FileName(name)) is var path && File.Exists(path)) NativeLibrary.Load(path);

        // TorchSharp would load the packaged libtorch_cpu beside this one, by its path and so a second time, unless it takes it for loaded.
        foreach (var name in new[] { "nativeBackendLoaded", "nativeBackendCudaLoaded" })
            typeof(TorchSharp.torch).GetField(name, BindingFlags.NonPublic | BindingFlags.Static)!.SetValue(null, true);
    }

    private static string FileName(string library) =>
        OperatingSystem.IsWindows() ? $"{library}.dll" : OperatingSystem.IsMacOS() ? $"lib{library}.dylib" : $"lib{library}.so";
}
