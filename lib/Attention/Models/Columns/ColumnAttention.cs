using Attention.Models.Layers;
using static TorchSharp.torch;

namespace Attention.Models.Columns;

/// <summary>Attention of a network's layers, one after the other, where nobody changes what passes by; its memory serves all.</summary>
internal sealed unsafe class ColumnAttention
{
    private readonly Transformer transformer;
    private readonly ForwardPass pass;
    private readonly int B, T;
    private readonly Tensor keys, values;                               // [B KV, padded, hd], [B KV, hd, padded]
    private readonly Dictionary<Rotary, ColumnRotary> turns = [];

    /// <summary>Takes its memory in the caller's dispose scope.</summary>
    /// <param name="transformer">The network.</param>
    /// <param name="pass">The run.</param>
    /// <param name="B">Sequences.</param>
    /// <param name="T">Tokens of each.</param>
    public ColumnAttention(Transformer transformer, ForwardPass pass, int B, int T)
    {
        (this.transformer, this.pass, this.B, this.T) = (transformer, pass, B, T);
        var (config, padded) = (transformer.Config, AttentionHeads.PaddedTo(T));
        keys = empty(B * config.NumKeyValueHeads, padded, config.HeadDim);
        values = empty(B * config.NumKeyValueHeads, config.HeadDim, padded);
        for (var l = 0; l < config.NumHiddenLayers; l++)
            if (transformer.RotaryOf(l) is var rotary && !turns.ContainsKey(rotary)) turns[rotary] = new(rotary, T);
    }

    /// <summary>Attention of a layer.</summary>
    /// <typeparam name="TNumbers">How numbers of tokens lie.</typeparam>
    /// <param name="l">The layer.</param>
    /// <param name="qkv">Queries of all heads, keys and values, (H + 2 KV) hd numbers of B T tokens.</param>
    /// <param name="z">Where what the heads gather goes, H hd numbers of B T tokens.</param>
    public void Run<TNumbers>(int l, TNumbers qkv, TNumbers z) where TNumbers : struct, ITokenNumbers
    {
        var config = transformer.Config;
        var shape = new HeadShape(B, config.NumKeyValueHeads, config.QueriesPerKey, T, config.HeadDim, config.WindowOf(l));
        var turn = turns[transformer.RotaryOf(l)];
        var heads = new ColumnHeads<TNumbers>(shape, qkv, turn, (float)config.ScoreScale, keys.Address(), values.Address(), z);
        heads.PrepareKeys();
        TiledAttention.Run(heads, l, pass.ReaderOf(l));
    }
}
