using Attention.Models;
using static TorchSharp.torch;

namespace Attention.Interventions;

/// <summary>The four matrices of one head in Float32, as circuits take them: the weight of the norm before them folded in, and the mean
/// taken off where the norm does so. Biases and the norms of queries and keys are not in them.</summary>
/// <param name="Q">Queries, [hd, D].</param>
/// <param name="K">Keys, [hd, D].</param>
/// <param name="V">Values, [hd, D].</param>
/// <param name="O">Output, [D, hd].</param>
internal sealed record HeadWeights(Tensor Q, Tensor K, Tensor V, Tensor O)
{
    /// <summary>Takes them out of a model; the tensors belong to the caller's dispose scope.</summary>
    /// <param name="model">The model.</param>
    /// <param name="head">The head.</param>
    /// <param name="folded">Whether the norm is folded in; if not, they are as the model stores them.</param>
    /// <returns>The matrices.</returns>
    /// <exception cref="HeadIndexException">The model has no such head.</exception>
    public static HeadWeights Of(LanguageModel model, HeadIndex head, bool folded = true)
    {
        HeadIndexException.ThrowIfOutside(head, model.Config);
        var (H, KV, hd) = (model.Config.NumAttentionHeads, model.Config.NumKeyValueHeads, model.Config.HeadDim);
        var (transformer, shared) = (model.Transformer, head.Head / model.Config.QueriesPerKey);
        var w = transformer.Weights.Layers[head.Layer];
        Tensor Rows(int block) => transformer.Folded(w.Qkv.narrow(0, (long)block * hd, hd), folded ? w.InputNorm : null);
        return new HeadWeights(Rows(head.Head), Rows(H + shared), Rows(H + KV + shared),
            w.Output.narrow(1, (long)head.Head * hd, hd).to_type(ScalarType.Float32));
    }
}
