using static Attention.Models.Scalars;
using static TorchSharp.torch;

namespace Attention.Models;

/// <summary>The tensors that a model of a shape has in files of one kind. Query, key and value matrices lie one below the other in the
/// weights, and so do gate and up.</summary>
/// <param name="c">The shape.</param>
/// <param name="names">What they are called.</param>
internal sealed class WeightParts(TransformerConfig c, TensorNames names)
{
    private readonly long D = c.HiddenSize, F = c.IntermediateSize, Q = (long)c.NumAttentionHeads * c.HeadDim,
        K = (long)c.NumKeyValueHeads * c.HeadDim;

    /// <summary>All tensors in the order of the forward pass, made one at a time: a claimed number of layers costs nothing.</summary>
    public IEnumerable<WeightPart> All()
    {
        yield return new($"{names.Prefix}{names.Embedding}.weight", [c.VocabSize, D], w => w.Embedding);
        if (c.Positions == PositionKind.Learned)
            yield return new($"{names.Prefix}{names.Positions}.weight", [c.MaxPositionEmbeddings, D], w => w.Positions!);
        if (names.TokenTypes is not null) yield return TokenTypes();
        foreach (var part in Norm(c.EmbeddingNorm ? names.Prefix + names.EmbeddingNorm : null, w => w.EmbeddingNorm!,
            w => w.EmbeddingNormBias!)) yield return part;
        for (var l = 0; l < c.NumHiddenLayers; l++)
            foreach (var part in Layer(l)) yield return part;
        foreach (var part in Norm(c.NormPlacement == NormPlacement.AfterSum ? null : names.Prefix + names.Norm, w => w.Norm!,
            w => w.NormBias!)) yield return part;
        if (!c.TieWordEmbeddings && c.HasHead) yield return new($"{names.Unembedding}.weight", [c.VocabSize, D], w => w.Unembedding);
    }

    private IEnumerable<WeightPart> Layer(int l)
    {
        var before = $"{names.Prefix}{names.Layer}{l}.";
        IEnumerable<WeightPart> NormIf(bool there, string? name, Func<LayerWeights, Tensor?> weight, Func<LayerWeights, Tensor?> bias) =>
            Norm(there ? before + name : null, w => weight(w.Layers[l])!, w => bias(w.Layers[l])!);
        var (input, output, mlp) = (c.NormsInput, c.NormPlacement != NormPlacement.Before, F > 0);
        return
        [
            .. NormIf(input, names.InputNorm, w => w.InputNorm, w => w.InputNormBias),
            .. Attention(before, w => w.Layers[l]),
            .. NormIf(output, names.AttnOutNorm, w => w.AttnOutNorm, w => w.AttnOutNormBias),
            .. NormIf(mlp && input, names.MlpNorm, w => w.PostAttentionNorm, w => w.PostAttentionNormBias),
            .. mlp ? Mlp(before, w => w.Layers[l]) : [],
            .. NormIf(mlp && output, names.MlpOutNorm, w => w.MlpOutNorm, w => w.MlpOutNormBias),
        ];
    }

    private IEnumerable<WeightPart> Attention(string before, Func<TransformerWeights, LayerWeights> of)
    {
        var H = (long)c.NumAttentionHeads;
        (string? Name, long From, long Rows)[] rows = names.Qkv is null
            ? [(names.Query, 0, Q), (names.Key, Q, K), (names.Value, Q + K, K)] : [(names.Qkv, 0, Q + 2 * K)];
        Tensor Sorted(Tensor stored) => stored.view(H, 3, c.HeadDim, -1).transpose(0, 1).reshape(stored.shape);
        foreach (var (name, from, count) in rows)
        {
            var matrix = Matrix(before + name, count, D, w => of(w).Qkv.narrow(0, from, count));
            var sorted = names.QkvOrder == QkvOrder.HeadByHead;
            yield return sorted ? matrix with { Rearranged = Sorted } : matrix;
            if (c.QkvBias)
                yield return new($"{before}{name}.bias", [count],
                    w => of(w).QkvBias!.narrow(0, from, count))
                { Rearranged = sorted ? Sorted : null };
        }
        if (c.QkNorm != QkNormKind.None)
        {
            var all = c.QkNorm == QkNormKind.AllHeads;
            yield return NormWeight($"{before}{names.QueryNorm}.weight", all ? Q : c.HeadDim, w => of(w).QueryNorm!);
            yield return NormWeight($"{before}{names.KeyNorm}.weight", all ? K : c.HeadDim, w => of(w).KeyNorm!);
        }
        yield return Matrix(before + names.Output, D, Q, w => of(w).Output);
        if (c.OutputBias) yield return new($"{before}{names.Output}.bias", [D], w => of(w).OutputBias!);
    }

    private IEnumerable<WeightPart> Mlp(string before, Func<TransformerWeights, LayerWeights> of)
    {
        (string? Name, long From, long Rows)[] rows = !c.GatedMlp ? [(names.Up, 0, F)]
            : names.GateUp is null ? [(names.Gate, 0, F), (names.Up, F, F)] : [(names.GateUp, 0, 2 * F)];
        foreach (var (name, from, count) in rows)
        {
            yield return Matrix(before + name, count, D, w => of(w).GateUp!.narrow(0, from, count));
            if (c.MlpBias) yield return new($"{before}{name}.bias", [count], w => of(w).GateUpBias!.narrow(0, from, count));
        }
        yield return Matrix(before + names.Down, D, F, w => of(w).Down!);
        if (c.MlpBias) yield return new($"{before}{names.Down}.bias", [D], w => of(w).DownBias!);
    }

    private WeightPart Matrix(string name, long rows, long columns, Func<TransformerWeights, Tensor> of) => names.Transposed
        ? new($"{name}.weight", [columns, rows], of) { Rearranged = stored => stored.t() } : new($"{name}.weight", [rows, columns], of);

    private IEnumerable<WeightPart> Norm(string? name, Func<TransformerWeights, Tensor> weight, Func<TransformerWeights, Tensor> bias)
    {
        if (name is null) yield break;
        yield return NormWeight(name + names.NormEnds.Weight, D, weight);
        if (c.NormKind == NormKind.Layer) yield return new(name + names.NormEnds.Bias, [D], bias);
    }

    private WeightPart NormWeight(string name, long width, Func<TransformerWeights, Tensor> of) =>
        new(name, [width], of) { Rearranged = names.NormsLessOne ? stored => stored.add(ones(width), One) : null };

    /// <summary>A single text is all of the first type, so that its vector goes with every position.</summary>
    private WeightPart TokenTypes() => new($"{names.Prefix}{names.TokenTypes}.weight", [c.TokenTypes, D], w => w.Positions!)
    {
        Rearranged = stored => stored.narrow(0, 0, 1).expand(c.MaxPositionEmbeddings, -1),
        Added = true,
    };
}
