// A decoder-only transformer in the style of Llama (Touvron et al. 2023): RMSNorm, rotary positions, grouped queries, SwiGLU.
// Written as the formulas read, and driven by its configuration; it runs under inference_mode and under autograd alike.
using Attention.Models.Layers;
using Course.Files;
using static Attention.Models.Scalars;
using static TorchSharp.torch;

namespace Attention.Models;

/// <summary>The network itself: token ids in, residual stream and logits out. It knows no text and keeps nothing.</summary>
public sealed class Transformer : IDisposable
{
    private volatile bool disposed;
    private readonly Tensor scale;              // a 0-dim tensor, since a temporary Scalar may be finalised while native code reads it

    /// <summary>Takes the weights as they are; their type and device are what the network computes in.</summary>
    /// <param name="config">The shape.</param>
    /// <param name="weights">The parameters; the caller keeps and frees them.</param>
    /// <exception cref="ArgumentException">The configuration does not fit itself.</exception>
    public Transformer(TransformerConfig config, TransformerWeights weights)
    {
        (Config, Weights) = (config, weights);
        config.Validate();
        using var scope = NewDisposeScope();
        var device = weights.Embedding.device;
        var type = weights.Layers[0].Qkv.dtype;
        scale = tensor((float)(1 / Math.Sqrt(config.HeadDim)), dtype: type, device: device).DetachFromDisposeScope();
        RmsNorm = new RmsNorm(config.RmsNormEps, device);
        Rotary = new Rotary(config, type, device);
    }

    /// <summary>The shape.</summary>
    public TransformerConfig Config { get; }

    /// <summary>The parameters.</summary>
    public TransformerWeights Weights { get; }

    /// <summary>The norm before attention, before the MLP and before the unembedding.</summary>
    public RmsNorm RmsNorm { get; }

    /// <summary>The turn of queries and keys by their positions.</summary>
    public Rotary Rotary { get; }

    /// <summary>What messages call the model.</summary>
    internal string Name { get; init; } = "the model";

    /// <summary>The whole pass up to the last norm.</summary>
    /// <param name="ids">Token ids, [B, T] of Int64.</param>
    /// <param name="hook">Looks at or changes what passes by; null for a plain run.</param>
    /// <returns>The residual stream after the last layer, [B, T, D].</returns>
    /// <exception cref="TextTooLongException">More tokens than the context.</exception>
    /// <exception cref="TokenIdException">An id that the vocabulary does not have.</exception>
    /// <exception cref="HeadIndexException">The hook is for a layer or point that the model does not have.</exception>
    /// <exception cref="HookException">The hook gave back another shape, NaN or infinity.</exception>
    public Tensor Forward(Tensor ids, Hook? hook = null) => RunLayers(Embed(ids), 0, hook);

    /// <summary>The residual stream before the first layer.</summary>
    /// <param name="ids">Token ids, [B, T] of Int64.</param>
    /// <returns>[B, T, D].</returns>
    /// <exception cref="TextTooLongException">More tokens than the context.</exception>
    /// <exception cref="TokenIdException">An id that the vocabulary does not have.</exception>
    public Tensor Embed(Tensor ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ObjectDisposedException.ThrowIf(disposed, this);
        CheckInput(ids.shape[0], ids.shape[1], ids.Integers());
        var x = Weights.Embedding.index_select(0, ids.reshape(-1)).view(ids.shape[0], ids.shape[1], Config.HiddenSize);
        return Weights.Positions is { } positions ? x.add(positions.narrow(0, 0, ids.shape[1]), One) : x;
    }

    /// <summary>The layers from one on, so that the work below it can be reused.</summary>
    /// <param name="x">The residual stream before that layer, [B, T, D].</param>
    /// <param name="from">The first layer to run; L runs none.</param>
    /// <param name="hook">Looks at or changes what passes by.</param>
    /// <returns>The residual stream after the last layer, [B, T, D].</returns>
    /// <exception cref="HeadIndexException">The hook is for a layer or point that the model does not have.</exception>
    /// <exception cref="HookException">The hook gave back another shape, NaN or infinity.</exception>
    public Tensor RunLayers(Tensor x, int from, Hook? hook = null)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        var placed = hook?.Target as IPlacedHook;
        placed?.CheckPlaces(Config);
        using var scope = NewDisposeScope();
        var mask = tensor(float.NegativeInfinity, dtype: scale.dtype, device: x.device).expand(x.shape[1], x.shape[1]).triu(1);
        for (var l = from; l < Config.NumHiddenLayers; l++)
        {
            using var layerScope = NewDisposeScope();
            x = Layer(x, l, mask, hook).MoveToOuterDisposeScope();
        }
        if (hook is not null && placed is not { OnlyReads: true }) HookException.ThrowIfUnfit(HookPoint.ResidPost, Config.NumHiddenLayers - 1, x.shape, x);
        return x.MoveToOuterDisposeScope();
    }

    /// <summary>Throws unless the model can read this.</summary>
    /// <param name="sequences">How many sequences.</param>
    /// <param name="tokens">Tokens in each.</param>
    /// <param name="ids">Their ids, sequence by sequence.</param>
    /// <exception cref="TextTooLongException">More tokens than the context.</exception>
    /// <exception cref="TokenIdException">An id that the vocabulary does not have.</exception>
    internal void CheckInput(long sequences, long tokens, IEnumerable<long> ids)
    {
        CheckLength(tokens);
        if (sequences * tokens == 0) throw new WrongUseException("There are no tokens to run a model on: give a text of at least one.");
        foreach (var (place, id) in ids.Index())
            if (id < 0 || id >= Config.VocabSize)
                throw new TokenIdException(id, $"position {place % tokens}{(sequences > 1 ? $" of sequence {place / tokens}" : "")}", Config.VocabSize);
    }

    /// <summary>Throws if the context is shorter than a text.</summary>
    /// <param name="tokens">Tokens of the text.</param>
    /// <exception cref="TextTooLongException">More tokens than the context.</exception>
    internal void CheckLength(long tokens)
    {
        if (tokens > Config.MaxPositionEmbeddings) throw new TextTooLongException($"The text has {tokens} tokens, {Name} takes {Config.MaxPositionEmbeddings}. Shorten it.");
    }

    /// <summary>The last norm and the unembedding.</summary>
    /// <param name="x">The residual stream after the last layer, [..., D].</param>
    /// <returns>Logits, [..., V].</returns>
    public Tensor Unembed(Tensor x) => Norm(x, Weights.Norm).to_type(Weights.Unembedding.dtype).matmul(Weights.Unembedding.t());

    /// <summary>What <see cref="RmsNorm"/> makes of a stream.</summary>
    /// <param name="x">[..., D].</param>
    /// <param name="weight">[D].</param>
    /// <returns>[..., D].</returns>
    public Tensor Norm(Tensor x, Tensor weight) => RmsNorm.Apply(x, weight);

    /// <summary>The queries, keys or values that a layer makes of a residual stream: what <see cref="HookPoint.Q"/>, <see cref="HookPoint.K"/> and <see cref="HookPoint.V"/> would see.</summary>
    /// <param name="point">Q, K or V.</param>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="x">The residual stream before that layer, [B, T, D].</param>
    /// <returns>[B, H, T, hd] for queries, [B, KV, T, hd] for keys and values; queries and keys after the rotary turn.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Another hook point.</exception>
    public Tensor Project(HookPoint point, int layer, Tensor x)
    {
        var (H, KV, hd) = (Config.NumAttentionHeads, Config.NumKeyValueHeads, Config.HeadDim);
        var (first, count) = point switch
        {
            HookPoint.Q => (0, H),
            HookPoint.K => (H, KV),
            HookPoint.V => (H + KV, KV),
            _ => throw new ArgumentOutOfRangeException(nameof(point), point, "A layer projects its stream to Q, K and V."),
        };
        var w = Weights.Layers[layer];
        var projected = Linear(Norm(x, w.InputNorm), w.Qkv.narrow(0, (long)first * hd, (long)count * hd)).view(x.shape[0], x.shape[1], count, hd).transpose(1, 2);
        return point == HookPoint.V ? projected : Rotary.Turn(projected);
    }

    /// <summary>Frees the tables; the weights belong to the caller.</summary>
    public void Dispose()
    {
        disposed = true;
        scale.Dispose();
        RmsNorm.Dispose();
        Rotary.Dispose();
    }

    private Tensor Layer(Tensor x, int l, Tensor mask, Hook? hook)
    {
        Tensor At(HookPoint point, Tensor value) => hook is null ? value : Changed(hook, point, l, value);
        var w = Weights.Layers[l];
        x = At(HookPoint.ResidPre, x);
        x = At(HookPoint.ResidMid, x.add(At(HookPoint.AttnOut, Attention(Norm(x, w.InputNorm), w, mask, At)), One));
        if (w.GateUp is not null) x = x.add(At(HookPoint.MlpOut, Mlp(Norm(x, w.PostAttentionNorm!), w)), One);
        return At(HookPoint.ResidPost, x);
    }

    private static Tensor Changed(Hook hook, HookPoint point, int layer, Tensor value)
    {
        var (shape, type) = (value.shape, value.dtype);
        var changed = hook(point, layer, value);
        if (ReferenceEquals(changed, value)) return value;
        HookException.ThrowIfUnfit(point, layer, shape, changed);
        return changed.dtype == type ? changed : changed.to_type(type);
    }

    private Tensor Attention(Tensor x, LayerWeights w, Tensor mask, Func<HookPoint, Tensor, Tensor> at)
    {
        var (B, T, H, KV, hd) = (x.shape[0], x.shape[1], Config.NumAttentionHeads, Config.NumKeyValueHeads, Config.HeadDim);
        var qkv = Linear(x, w.Qkv).view(B, T, H + 2 * KV, hd).transpose(1, 2);                              // [B, H + 2 KV, T, hd]
        var qk = Rotary.Turn(qkv.narrow(1, 0, H + KV));
        var q = at(HookPoint.Q, qk.narrow(1, 0, H)).mul(scale).reshape(B * KV, H / KV * T, hd);             // the queries that share a key, one below the other
        var k = at(HookPoint.K, qk.narrow(1, H, KV)).reshape(B * KV, T, hd);
        var v = at(HookPoint.V, qkv.narrow(1, H + KV, KV)).reshape(B * KV, T, hd);
        var scores = at(HookPoint.AttnScores, q.bmm(k.transpose(1, 2)).view(B, H, T, T).add_(mask, One));
        var pattern = at(HookPoint.Pattern, scores.softmax(-1));                                            // [B, H, T, T]
        var z = at(HookPoint.Z, pattern.view(B * KV, H / KV * T, T).bmm(v).view(B, H, T, hd));
        return Linear(z.transpose(1, 2).reshape(B, T, H * hd), w.Output);                                   // [B, T, D]
    }

    private static Tensor Mlp(Tensor x, LayerWeights w)
    {
        var gateUp = Linear(x, w.GateUp!).chunk(2, -1);                                                     // 2 x [B, T, F]
        return Linear(nn.functional.silu(gateUp[0]).mul_(gateUp[1]), w.Down!);
    }

    /// <summary>x W^T, on CPUs computed as (W x^T)^T: there a tall left factor is up to a third faster than a short one.</summary>
    private static Tensor Linear(Tensor x, Tensor weight)
    {
        var rows = x.to_type(weight.dtype).reshape(-1, x.shape[^1]);                                        // [B T, in]
        var y = weight.device_type == TorchSharp.DeviceType.CPU ? weight.mm(rows.t()).t() : rows.mm(weight.t());
        return y.view([.. x.shape[..^1], weight.shape[0]]);
    }
}
