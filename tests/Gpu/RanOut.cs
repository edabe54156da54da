using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Attention.Models;
using Attention.Studies;
using static TorchSharp.torch;

namespace DeviceCheck;

/// <summary>A GPU that others have filled runs out of memory in the middle of a pass.</summary>
internal static class RanOut
{
    private const int Tokens = 8000;                    // 2.3 GB a layer
    private const long Block = 512 * 1024 * 1024;

    /// <summary>Fills the device but for a gigabyte, asks for more, and then for as much as the answer says fits.</summary>
    public static (bool Agrees, string Figures) Told(string device)
    {
        using var model = ForwardSpeed.RandomModel(new() { Device = device });
        if (model.Device.type != TorchSharp.DeviceType.CUDA) return (true, "only for a GPU");
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var blocks = Fill(model.Device);
        blocks[0].Dispose();
        blocks[1].Dispose();
        try
        {
            Pass(model, Tokens);
            return (false, $"a pass of {Tokens} tokens went through");
        }
        catch (TextTooLongException e)
        {
            var room = Regex.Match(e.Message, "about ([0-9]+) tokens");
            if (!room.Success) return (false, e.Message);
            Pass(model, int.Parse(room.Groups[1].Value, CultureInfo.InvariantCulture));
            return (true, $"{e.Message} So many went through.");
        }
    }

    private static List<Tensor> Fill(Device device)
    {
        List<Tensor> blocks = [];
        try
        {
            while (true) blocks.Add(empty(Block, dtype: ScalarType.Byte, device: device));
        }
        catch (ExternalException)
        {
            return blocks;
        }
    }

    private static void Pass(LanguageModel model, int tokens)
    {
        using var scope = NewDisposeScope();
        model.Transformer.Forward(ones([1, tokens], dtype: ScalarType.Int64, device: model.Device), (_, _, value) => value);
    }
}
