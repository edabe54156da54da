using static TorchSharp.torch;

namespace Attention.Models;

/// <summary>Makes the parameters that a shape asks for.</summary>
/// <param name="c">The shape.</param>
/// <param name="matrix">Makes a matrix, [out, in].</param>
/// <param name="norm">Makes the weight of a norm.</param>
/// <param name="bias">Makes a bias.</param>
internal sealed class WeightShapes(TransformerConfig c, Func<long, long, Tensor> matrix, Func<long, Tensor> norm, Func<long, Tensor> bias)
{
    private readonly long D = c.HiddenSize, F = c.IntermediateSize, Q = (long)c.NumAttentionHeads * c.HeadDim,
        K = (long)c.NumKeyValueHeads * c.HeadDim;

    /// <summary>All parameters, in the order of the forward pass.</summary>
    public TransformerWeights Make()
    {
        using var scope = NewDisposeScope();
        var embedding = matrix(c.VocabSize, D);
        var last = c.NormPlacement != NormPlacement.AfterSum;
        return new TransformerWeights
        {
            Embedding = embedding,
            Positions = c.Positions == PositionKind.Learned ? matrix(c.MaxPositionEmbeddings, D) : null,
            EmbeddingNorm = NormIf(c.EmbeddingNorm),
            EmbeddingNormBias = NormBiasIf(c.EmbeddingNorm),
            Layers = [.. Enumerable.Range(0, c.NumHiddenLayers).Select(_ => Layer())],
            Norm = NormIf(last),
            NormBias = NormBiasIf(last),
            Unembedding = c.TieWordEmbeddings || !c.HasHead ? embedding : matrix(c.VocabSize, D),
        }.Kept();
    }

    private LayerWeights Layer()
    {
        var (mlp, output) = (F > 0, c.NormPlacement != NormPlacement.Before);
        var all = c.QkNorm == QkNormKind.AllHeads;
        return new()
        {
            InputNorm = NormIf(c.NormsInput),
            InputNormBias = NormBiasIf(c.NormsInput),
            Qkv = matrix(Q + 2 * K, D),
            QkvBias = c.QkvBias ? bias(Q + 2 * K) : null,
            QueryNorm = c.QkNorm == QkNormKind.None ? null : norm(all ? Q : c.HeadDim),
            KeyNorm = c.QkNorm == QkNormKind.None ? null : norm(all ? K : c.HeadDim),
            Output = matrix(D, Q),
            OutputBias = c.OutputBias ? bias(D) : null,
            AttnOutNorm = NormIf(output),
            AttnOutNormBias = NormBiasIf(output),
            PostAttentionNorm = NormIf(mlp && c.NormsInput),
            PostAttentionNormBias = NormBiasIf(mlp && c.NormsInput),
            GateUp = mlp ? matrix(c.GatedMlp ? 2 * F : F, D) : null,
            GateUpBias = mlp && c.MlpBias ? bias(c.GatedMlp ? 2 * F : F) : null,
            Down = mlp ? matrix(D, F) : null,
            DownBias = mlp && c.MlpBias ? bias(D) : null,
            MlpOutNorm = NormIf(mlp && output),
            MlpOutNormBias = NormBiasIf(mlp && output),
        };
    }

    private Tensor? NormIf(bool there) => there ? norm(D) : null;

    private Tensor? NormBiasIf(bool there) => there && c.NormKind == NormKind.Layer ? bias(D) : null;
}
