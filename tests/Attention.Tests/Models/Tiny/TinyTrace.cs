using Attention.Models;
using static TorchSharp.torch;

namespace Attention.Tests.Models.Tiny;

/// <summary>What a model computes for some ids: every attention weight and the logits, as plain numbers.</summary>
internal sealed record TinyTrace(float[] Attention, float[] Logits, float[] LastLogits)
{
    public static readonly int[] Ids = [0, 258, 33, 100, 98, 117, 33, 116, 98, 117, 33, 112, 111, 33, 258];

    public static TinyTrace Of(string path, IEnumerable<int>? ids = null, ModelOptions? options = null)
    {
        using var model = LanguageModel.Load(path, options ?? new() { Device = "cpu" });
        return Of(model, ids);
    }

    public static TinyTrace Of(LanguageModel model, IEnumerable<int>? ids = null, Hook? hook = null)
    {
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        List<float> patterns = [];
        var x = model.Transformer.Forward(tensor([.. (ids ?? Ids).Select(id => (long)id)]).unsqueeze(0), (point, layer, value) =>
        {
            if (point == HookPoint.Pattern) patterns.AddRange(value.to_type(float32).data<float>().ToArray());
            return hook is null ? value : hook(point, layer, value);
        });
        var logits = model.Transformer.Unembed(x).to_type(float32).data<float>().ToArray();
        return new([.. patterns], logits, logits[^model.Config.VocabSize..]);
    }

    /// <summary>The largest difference of an attention weight.</summary>
    public double AttentionTo(TinyTrace other) => Largest(Attention, other.Attention);

    /// <summary>The largest difference of a logit.</summary>
    public double LogitsTo(TinyTrace other) => Largest(Logits, other.Logits);

    public static double Largest(IEnumerable<float> a, IEnumerable<float> b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max();
}
