namespace Attention.Models;

/// <summary>How many tokens of several texts a model had better read in one run.</summary>
internal static class TokensTogether
{
    // enough for a good matrix product, few enough for the patterns of a layer to stay in a processor's cache
    private const int OnProcessor = 1024;
    // a GPU is told of some thousand small steps one by one and waits for the next in a smaller run
    private const int OnGpu = 32_768;

    /// <summary>What the model's device is best at; the same in each run of a machine, since sums depend on it in their last
    /// digit.</summary>
    /// <param name="model">The model.</param>
    /// <param name="length">Tokens of each text.</param>
    /// <returns>Tokens of all texts of a run; a text may have more by itself.</returns>
    public static int For(LanguageModel model, int length) =>
        model.Device.type == TorchSharp.DeviceType.CPU
            ? OnProcessor
            : (int)Math.Clamp(DeviceMemory.Whole(model.Device) / 4 / BytesOfToken(model.Config, length), OnProcessor, OnGpu);

    private static long BytesOfToken(TransformerConfig config, int length) =>
        sizeof(float) * (DeviceMemory.NumbersOfToken(config) + DeviceMemory.NumbersOfCell(config) * length);
}
