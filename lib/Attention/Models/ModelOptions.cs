using Course.Files;
using static TorchSharp.torch;

namespace Attention.Models;

/// <summary>How a model is loaded; the defaults suit every chapter.</summary>
public sealed record ModelOptions
{
    /// <summary>The environment variable that chooses the device for a whole run: <c>cpu</c> or <c>cuda</c>.</summary>
    public const string DeviceVariable = "COURSE_DEVICE";

    /// <summary><c>cpu</c>, <c>cuda</c> or <c>auto</c>: CUDA where there is one. The default is what <see cref="DeviceVariable"/> says,
    /// else <c>auto</c>.</summary>
    public string Device { get; init; } = Environment.GetEnvironmentVariable(DeviceVariable) is { Length: > 0 } device ? device : "auto";

    /// <summary>Float32, or BFloat16 for speed: figures then move in the third decimal.</summary>
    public ScalarType DType { get; init; } = ScalarType.Float32;

    /// <summary>Whether weights that <see cref="PreparedWeights"/> has laid down are mapped instead of being read from the model's own
    /// file.</summary>
    internal bool Mapped { get; init; } = true;

    /// <summary>The type in which weights are read from their file: the wanted one, so that no second copy of them is made.</summary>
    internal ScalarType StoredType => DType == ScalarType.BFloat16 ? ScalarType.BFloat16 : ScalarType.Float32;

    /// <summary>The device that <see cref="Device"/> means on this machine.</summary>
    /// <returns>A device that is there.</returns>
    /// <exception cref="WrongUseException">Another word, or CUDA where there is none.</exception>
    public Device ResolveDevice()
    {
        var asked = Device.ToLowerInvariant();
        if (asked is not ("auto" or "cpu" or "cuda")) throw new WrongUseException($"There is no device '{Device}'. Use auto, cpu or cuda.");
        NativeTorch.Load();
        if (asked == "cpu") return CPU;
        if (cuda_is_available()) return CUDA;
        return asked == "auto"
            ? CPU
            : throw new WrongUseException(
                "No CUDA device was found. Use auto or cpu, or reference a CUDA build of libtorch (see the README).");
    }
}
