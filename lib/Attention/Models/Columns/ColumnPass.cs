using Attention.Models.Layers;
using Attention.Models.Llama;
using static TorchSharp.torch;

namespace Attention.Models.Columns;

/// <summary>
/// All layers of a Llama in fp32 by AVX-512, tokens side by side from the first product to the last: what one step writes lies as the next
/// one reads it, and nothing is turned about or handed to libtorch in between. Nobody can change what passes by; patterns can be read.
/// </summary>
internal sealed unsafe class ColumnPass
{
    private readonly TransformerConfig config;
    private readonly Transformer transformer;
    private readonly TokenColumns stream, normed, qkv, z, neurons;
    private readonly ColumnAttention attention;

    /// <summary>Takes its memory in the caller's dispose scope.</summary>
    private ColumnPass(Transformer transformer, ForwardPass pass, int B, int T)
    {
        (this.transformer, config) = (transformer, transformer.Config);
        TokenColumns Room(int width) => new(zeros(TokenColumns.Numbers(width, B * T)).Address(), width, B * T);
        var (H, KV, hd) = (config.NumAttentionHeads, config.NumKeyValueHeads, config.HeadDim);
        (stream, normed, neurons) = (Room(config.HiddenSize), Room(config.HiddenSize), Room(config.IntermediateSize));
        (qkv, z) = (Room((H + 2 * KV) * hd), Room(H * hd));
        attention = new(transformer, pass, B, T);
    }

    /// <summary>Whether a network can go this way.</summary>
    /// <param name="config">Its shape.</param>
    /// <param name="weights">Its parameters.</param>
    public static bool Serves(TransformerConfig config, TransformerWeights weights) =>
        PlainLlama.Fits(config) && weights.Layers.SelectMany(layer => layer.Named())
            .All(one => LinearProduct.IsOfFloatsOnCpu(one.Tensor) && one.Tensor.is_contiguous());

    /// <summary>Whether a run does, of a network that can.</summary>
    /// <param name="config">Its shape.</param>
    /// <param name="x">The residual stream, [B, T, D].</param>
    /// <param name="pass">The run.</param>
    public static bool Serves(TransformerConfig config, Tensor x, ForwardPass pass) => pass.OnlyPatternsAreRead
        && LinearProduct.IsOfFloatsOnCpu(x) && TiledAttention.Serves(config, x.shape[0] * config.NumAttentionHeads, x.shape[1])
        && PlainLlama.HasRoom(config, x.shape[0] * x.shape[1]);

    /// <summary>Runs the layers from one on.</summary>
    /// <param name="transformer">The network.</param>
    /// <param name="x">The residual stream before that layer, [B, T, D].</param>
    /// <param name="from">The first layer to run.</param>
    /// <param name="pass">The run.</param>
    /// <returns>The residual stream after the last layer, [B, T, D].</returns>
    public static Tensor Run(Transformer transformer, Tensor x, int from, ForwardPass pass)
    {
        using var scope = NewDisposeScope();
        var all = new ColumnPass(transformer, pass, (int)x.shape[0], (int)x.shape[1]);
        x = x.contiguous();
        all.stream.Fill(x.Address());
        for (var l = from; l < transformer.Config.NumHiddenLayers; l++)
        {
            using var layerScope = NewDisposeScope();
            all.Layer(l);
        }
        var ended = empty(x.shape);
        all.stream.CopyTo(ended.Address());
        return ended.MoveToOuterDisposeScope();
    }

    private void Layer(int l)
    {
        var w = transformer.Weights.Layers[l];
        var epsilon = (float)config.RmsNormEps;
        ColumnNorm.Set(stream, w.InputNorm!.Address(), epsilon, normed);
        ColumnProduct.Set(normed, w.Qkv.Address(), qkv);
        attention.Run(l, qkv, z);
        ColumnProduct.Add(z, w.Output.Address(), stream);
        if (w.GateUp is null) return;
        ColumnNorm.Set(stream, w.PostAttentionNorm!.Address(), epsilon, normed);
        ColumnProduct.Gate(normed, w.GateUp.Address(), neurons);
        ColumnProduct.Add(neurons, w.Down!.Address(), stream);
    }
}
