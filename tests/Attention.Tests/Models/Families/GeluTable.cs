using Attention.Models;
using static TorchSharp.torch;

namespace Attention.Tests.Models.Families;

/// <summary>Gelu as llama.cpp has it on a processor: the tanh form, looked up in a table whose arguments and values are rounded to 16 bits;
/// 0 up to -10 and the argument itself from 10 on.</summary>
internal sealed class GeluTable(LanguageModel model)
{
    private Tensor? read, gate;

    /// <summary>Puts the table's values in the place of the neurons.</summary>
    public Tensor Hook(HookPoint point, int layer, Tensor value)
    {
        if (point == HookPoint.MlpIn) read = Kept(value);
        if (point == HookPoint.MlpPre) gate = Kept(value);
        if (point != HookPoint.MlpPost) return value;
        var looked = Looked(gate!);
        if (!model.Config.GatedMlp) return looked;
        var F = model.Config.IntermediateSize;
        return looked.mul(read!.matmul(model.Transformer.Weights.Layers[layer].GateUp!.narrow(0, F, F).t()));       // gate times up
    }

    private static Tensor Kept(Tensor value) => value.clone();

    private static Tensor Looked(Tensor x)
    {
        var numbers = x.Floats()
            .Select(number => number <= -10 ? 0 : number >= 10 ? number : (float)(Half)Gelu((float)(Half)number)).ToArray();
        return tensor(numbers).view(x.shape);
    }

    private static float Gelu(float x) => .5f * x * (1 + MathF.Tanh(.79788456080286535587989211986876f * x * (1 + .044715f * x * x)));
}
