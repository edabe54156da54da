using Attention.Models.Columns;
using Attention.Models.Layers;
using Attention.Models.Llama;
using static TorchSharp.torch;

namespace Attention.Models.Rows;

/// <summary>
/// All layers of a Llama in bf16 by AVX-512, token by token: products are libtorch's, which knows the processor's units for bf16; the steps
/// between them are computed here, in fp32, and so are scores and weights of attention and the sum of the stream. Nobody can change what
/// passes by; patterns can be read.
/// </summary>
internal sealed unsafe class RowPass
{
    private const int RowsTogether = 16;
    private const long Exponential = 16;                                // what it costs, in multiplications

    private readonly TransformerConfig config;
    private readonly Transformer transformer;
    private readonly int tokens;                                                                            // of all sequences
    private readonly Tensor stream;                                                                         // [B T, D] in fp32
    private readonly Tensor normed, qkv, z, gateUp, neurons, given;                                         // [B T, ...] in bf16
    private readonly ColumnAttention attention;

    /// <summary>Takes its memory in the caller's dispose scope.</summary>
    private RowPass(Transformer transformer, ForwardPass pass, Tensor x)
    {
        var (B, T) = ((int)x.shape[0], (int)x.shape[1]);
        (this.transformer, config, tokens) = (transformer, transformer.Config, B * T);
        Tensor Room(int width) => empty(tokens, width, dtype: ScalarType.BFloat16);
        var (D, H, KV, hd) = (config.HiddenSize, config.NumAttentionHeads, config.NumKeyValueHeads, config.HeadDim);
        stream = x.to_type(ScalarType.Float32).contiguous().view(tokens, D);
        (normed, given, qkv, z) = (Room(D), Room(D), Room((H + 2 * KV) * hd), Room(H * hd));
        (gateUp, neurons) = (Room(2 * config.IntermediateSize), Room(config.IntermediateSize));
        attention = new(transformer, pass, B, T);
    }

    /// <summary>Whether a network can go this way.</summary>
    /// <param name="config">Its shape.</param>
    /// <param name="weights">Its parameters.</param>
    public static bool Serves(TransformerConfig config, TransformerWeights weights) =>
        PlainLlama.Fits(config) && weights.Layers.SelectMany(layer => layer.Named()).All(one => IsOfHalvesOnCpu(one.Tensor));

    /// <summary>Whether a run does, of a network that can.</summary>
    /// <param name="config">Its shape.</param>
    /// <param name="x">The residual stream, [B, T, D].</param>
    /// <param name="pass">The run.</param>
    public static bool Serves(TransformerConfig config, Tensor x, ForwardPass pass) => pass.OnlyPatternsAreRead && IsOfHalvesOnCpu(x)
        && TiledAttention.Serves(config, x.shape[0] * config.NumAttentionHeads, x.shape[1])
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
        var all = new RowPass(transformer, pass, x);
        for (var l = from; l < transformer.Config.NumHiddenLayers; l++)
        {
            using var layerScope = NewDisposeScope();
            all.Layer(l);
        }
        return all.stream.to_type(x.dtype).view(x.shape).MoveToOuterDisposeScope();
    }

    private static bool IsOfHalvesOnCpu(Tensor x) => x.device_type == TorchSharp.DeviceType.CPU && x.dtype == ScalarType.BFloat16;

    private void Layer(int l)
    {
        var w = transformer.Weights.Layers[l];
        Normalise(w.InputNorm!);
        Multiply(normed, w.Qkv, qkv);
        attention.Run<TokenRows>(l, new(Start(qkv), (int)qkv.shape[1]), new(Start(z), (int)z.shape[1]));
        Give(z, w.Output);
        if (w.GateUp is null) return;
        Normalise(w.PostAttentionNorm!);
        Multiply(normed, w.GateUp, gateUp);
        Gate();
        Give(neurons, w.Down!);
    }

    /// <summary>x W^T, in place of what was there.</summary>
    private static void Multiply(Tensor x, Tensor weight, Tensor to) => to.addmm_(x, weight.t(), beta: 0, alpha: 1);

    private void Give(Tensor x, Tensor weight)
    {
        Multiply(x, weight, given);
        float* to = stream.Address();
        ushort* from = Start(given);
        var width = config.HiddenSize;
        EachRow(width, row => RowNorm.Add(to + row * width, from + row * width, width));
    }

    private void Normalise(Tensor weight)
    {
        using var floats = weight.to_type(ScalarType.Float32);
        float* x = stream.Address(), w = floats.Address();
        ushort* y = Start(normed);
        var (width, epsilon) = (config.HiddenSize, (float)config.RmsNormEps);
        EachRow(2 * width, row => RowNorm.Set(x + row * width, w, epsilon, width, y + row * width));
    }

    private void Gate()
    {
        ushort* from = Start(gateUp), to = Start(neurons);
        var width = config.IntermediateSize;
        EachRow(Exponential * width, row => RowGate.Set(from + 2 * row * width, width, to + row * width));
    }

    private void EachRow(long multiplications, Action<long> work) =>
        SharedWork.Do((tokens + RowsTogether - 1) / RowsTogether, multiplications * tokens, piece =>
        {
            for (long row = piece * RowsTogether; row < Math.Min(tokens, (piece + 1) * RowsTogether); row++) work(row);
        });

    private static ushort* Start(Tensor halves) => (ushort*)halves.Address();
}
