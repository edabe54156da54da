using Attention.Models;
using static TorchSharp.torch;

namespace Attention.Interventions;

/// <summary>The four matrices of one head in Float32, the weight of the norm before them folded in.</summary>
/// <param name="Q">Queries, [hd, D].</param>
/// <param name="K">Keys, [hd, D].</param>
/// <param name="V">Values, [hd, D].</param>
/// <param name="O">Output, [D, hd].</param>
internal sealed record HeadWeights(Tensor Q, Tensor K, Tensor V, Tensor O)
{
    /// <summary>Takes them out of a model; the tensors belong to the caller's dispose scope.</summary>
    /// <param name="model">The model.</param>
    /// <param name="head">The head.</param>
    /// <returns>The matrices.</returns>
    public static HeadWeights Of(LanguageModel model, HeadIndex head)
    {
        HeadIndexException.ThrowIfOutside(head, model.Config);
        var (H, KV, hd) = (model.Config.NumAttentionHeads, model.Config.NumKeyValueHeads, model.Config.HeadDim);
        var w = model.Transformer.Weights.Layers[head.Layer];
        var shared = head.Head / (H / KV);
        Tensor Rows(int block) => w.Qkv.narrow(0, (long)block * hd, hd).to_type(ScalarType.Float32).mul(w.InputNorm);
        return new HeadWeights(Rows(head.Head), Rows(H + shared), Rows(H + KV + shared), w.Output.narrow(1, (long)head.Head * hd, hd).to_type(ScalarType.Float32));
    }
}
