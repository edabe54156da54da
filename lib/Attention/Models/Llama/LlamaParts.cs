namespace Attention.Models.Llama;

/// <summary>The tensors that a Llama of a shape has. Query, key and value matrices lie one below the other in the weights, and so do gate
/// and up.</summary>
internal static class LlamaParts
{
    /// <summary>All tensors in the order of the forward pass, made one at a time: a claimed number of layers costs nothing.</summary>
    /// <param name="config">The shape.</param>
    /// <param name="names">What they are called.</param>
    public static IEnumerable<WeightPart> Of(TransformerConfig config, LlamaNames names)
    {
        var (V, D) = (config.VocabSize, config.HiddenSize);
        yield return new(names.Embedding, [V, D], w => w.Embedding);
        if (config.Positions == PositionKind.Learned)
            yield return new(names.Positions, [config.MaxPositionEmbeddings, D], w => w.Positions!);
        for (var l = 0; l < config.NumHiddenLayers; l++)
            foreach (var part in Layer(config, names, l)) yield return part;
        yield return new(names.Norm, [D], w => w.Norm);
        if (!config.TieWordEmbeddings) yield return new(names.Unembedding, [V, D], w => w.Unembedding);
    }

    private static IEnumerable<WeightPart> Layer(TransformerConfig config, LlamaNames names, int l)
    {
        long D = config.HiddenSize, F = config.IntermediateSize, hd = config.HeadDim;
        long Q = config.NumAttentionHeads * hd, K = config.NumKeyValueHeads * hd;
        WeightPart Part(string name, long[] shape, Func<LayerWeights, TorchSharp.torch.Tensor> of) =>
            new($"{names.Layer}{l}.{name}", shape, w => of(w.Layers[l]));
        yield return Part(names.InputNorm, [D], w => w.InputNorm);
        yield return Part(names.Query, [Q, D], w => w.Qkv.narrow(0, 0, Q));
        yield return Part(names.Key, [K, D], w => w.Qkv.narrow(0, Q, K));
        yield return Part(names.Value, [K, D], w => w.Qkv.narrow(0, Q + K, K));
        yield return Part(names.Output, [D, Q], w => w.Output);
        if (F == 0) yield break;
        yield return Part(names.MlpNorm, [D], w => w.PostAttentionNorm!);
        yield return Part(names.Gate, [F, D], w => w.GateUp!.narrow(0, 0, F));
        yield return Part(names.Up, [F, D], w => w.GateUp!.narrow(0, F, F));
        yield return Part(names.Down, [D, F], w => w.Down!);
    }
}
