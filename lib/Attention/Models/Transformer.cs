// A transformer (Vaswani et al. 2017) written as the formulas read, and driven by its configuration: what families do differently is a
// choice in TransformerConfig.Parts.cs. It runs under inference_mode and under autograd alike.
using System.Runtime.InteropServices;
using Attention.Models.Columns;
using Attention.Models.Layers;
using Attention.Models.Rows;
using Course.Files;
using static Attention.Models.Scalars;
using static TorchSharp.torch;

namespace Attention.Models;

/// <summary>The network itself: token ids in, residual stream and logits out. It knows no text and keeps nothing.</summary>
public sealed partial class Transformer : IDisposable
{
    private const long FewTokens = 128;

    private volatile bool disposed;
    private readonly Tensor scale;              // 0-dim tensors, since a temporary Scalar may be finalised while native code reads it
    private readonly Tensor? embeddingScale, scoreCap, logitCap;
    private readonly Rotary? localRotary, unturned;
    private readonly bool goesInColumns, goesInRows;

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
        Tensor Kept(double number, ScalarType dtype) => tensor((float)number, dtype: dtype, device: device).DetachFromDisposeScope();
        scale = Kept(config.ScoreScale, type);
        embeddingScale = config.EmbeddingScale == 1 ? null : Kept(config.EmbeddingScale, weights.Embedding.dtype);
        scoreCap = config.AttentionSoftCap is { } most ? Kept(most, type) : null;
        logitCap = config.LogitSoftCap is { } highest ? Kept(highest, weights.Unembedding.dtype) : null;
        Norm = Norm.Of(config, device);
        Rotary = new Rotary(config with { LocalRopeTheta = null, UnturnedEvery = null }, type, device);
        unturned = config.UnturnedEvery is { } every ? new Rotary(config, type, device, every - 1) : null;
        var local = Enumerable.Range(0, config.Windows.Count).FirstOrDefault(l => config.Windows[l] > 0, -1);
        localRotary = config.LocalRopeTheta is not null && local >= 0 ? new Rotary(config, type, device, local) : null;
        (goesInColumns, goesInRows) = (ColumnPass.Serves(config, weights), RowPass.Serves(config, weights));
    }

    /// <summary>The shape.</summary>
    public TransformerConfig Config { get; }

    /// <summary>The parameters.</summary>
    public TransformerWeights Weights { get; }

    /// <summary>The norm that all layers and the unembedding use, each with a weight of its own.</summary>
    public Norm Norm { get; }

    /// <summary>The turn of queries and keys by their positions, in layers that turn them and have no window.</summary>
    public Rotary Rotary { get; }

    /// <summary>What messages call the model.</summary>
    internal string Name { get; init; } = "the model";

    /// <summary>The whole pass up to the last norm.</summary>
    /// <param name="ids">Token ids, [B, T] of Int64.</param>
    /// <param name="hook">Looks at or changes what passes by; null for a plain run.</param>
    /// <param name="lengths">How many tokens of each sequence are real, the rest being padding behind them that no real token looks at;
    /// null for all.</param>
    /// <returns>The residual stream after the last layer, [B, T, D].</returns>
    /// <exception cref="TextTooLongException">More tokens than the context.</exception>
    /// <exception cref="TokenIdException">An id that the vocabulary does not have.</exception>
    /// <exception cref="HeadIndexException">The hook is for a layer or point that the model does not have.</exception>
    /// <exception cref="HookException">The hook gave back another shape, NaN or infinity.</exception>
    public Tensor Forward(Tensor ids, Hook? hook = null, IReadOnlyList<int>? lengths = null) => Forward(ids, hook, lengths, null);

    /// <summary>The same for tokens behind others whose keys and values were kept; those of these tokens are kept too.</summary>
    internal Tensor Forward(Tensor ids, Hook? hook, IReadOnlyList<int>? lengths, KeyValueCache? cache)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ObjectDisposedException.ThrowIf(disposed, this);
        (hook?.Target as IPlacedHook)?.CheckPlaces(Config);
        var pass = Pass(ids.shape[1], hook, lengths, cache);
        return RunLayers(pass.At(HookPoint.Embed, 0, Embed(ids, cache?.Length ?? 0)), 0, hook, pass);
    }

    /// <summary>The residual stream before the first layer.</summary>
    /// <param name="ids">Token ids, [B, T] of Int64.</param>
    /// <returns>[B, T, D].</returns>
    /// <exception cref="TextTooLongException">More tokens than the context.</exception>
    /// <exception cref="TokenIdException">An id that the vocabulary does not have.</exception>
    public Tensor Embed(Tensor ids) => Embed(ids, 0);

    private Tensor Embed(Tensor ids, long first)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ObjectDisposedException.ThrowIf(disposed, this);
        CheckInput(ids.shape[0], ids.shape[1], ids.Integers(), first);
        var x = TokenVectors(ids.reshape(-1)).view(ids.shape[0], ids.shape[1], Config.HiddenSize);
        if (Weights.Positions is { } positions) x = x.add(positions.narrow(0, first, ids.shape[1]), One);
        return Weights.EmbeddingNorm is { } weight ? Norm.Apply(x, weight, Weights.EmbeddingNormBias) : x;
    }

    /// <summary>The layers from one on, so that the work below it can be reused.</summary>
    /// <param name="x">The residual stream before that layer, [B, T, D].</param>
    /// <param name="from">The first layer to run; L runs none.</param>
    /// <param name="hook">Looks at or changes what passes by.</param>
    /// <param name="lengths">How many tokens of each sequence are real; null for all.</param>
    /// <returns>The residual stream after the last layer, [B, T, D].</returns>
    /// <exception cref="HeadIndexException">The hook is for a layer or point that the model does not have.</exception>
    /// <exception cref="HookException">The hook gave back another shape, NaN or infinity.</exception>
    public Tensor RunLayers(Tensor x, int from, Hook? hook = null, IReadOnlyList<int>? lengths = null)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        (hook?.Target as IPlacedHook)?.CheckPlaces(Config);
        return RunLayers(x, from, hook, Pass(x.shape[1], hook, lengths, null));
    }

    private ForwardPass Pass(long tokens, Hook? hook, IReadOnlyList<int>? lengths, KeyValueCache? cache) =>
        new(hook, new AttentionMask(Config, tokens, cache?.Length ?? 0, lengths, scale.dtype, scale.device), cache);

    private Tensor RunLayers(Tensor x, int from, Hook? hook, ForwardPass pass)
    {
        using var alone = x.shape[0] * x.shape[1] <= FewTokens && LinearProduct.IsTiledFor(Weights.Unembedding) ? Threads.Alone() : null;
        try
        {
            return LayersUnchanged(x, from, pass) ?? Layers(x, from, hook, pass);
        }
        catch (ExternalException e) when (DeviceMemory.RanOut(e))
        {
            throw TooLong(x.shape[0], x.shape[1], pass);
        }
    }

    /// <summary>The layers from one on by the course's own loops; null where these do not serve.</summary>
    private Tensor? LayersUnchanged(Tensor x, int from, ForwardPass pass) =>
        goesInColumns && ColumnPass.Serves(Config, x, pass) ? ColumnPass.Run(this, x, from, pass)
        : goesInRows && RowPass.Serves(Config, x, pass) ? RowPass.Run(this, x, from, pass)
        : null;

    private Tensor Layers(Tensor x, int from, Hook? hook, ForwardPass pass)
    {
        using var scope = NewDisposeScope();
        // made here, since layers free what is made in them
        for (var l = 0; l <= Config.Windows.Count && !pass.ByRows; l++) pass.Mask.Of(l);
        var (freeFrom, free) = (pass.FreeFrom, pass.Free);
        for (var l = from; l < Config.NumHiddenLayers; l++)
        {
            using var layerScope = NewDisposeScope();
            var rest = l >= freeFrom ? LayersUnchanged(x, l, free) : null;
            x = (rest ?? Layer(x, l, pass)).MoveToOuterDisposeScope();
            if (rest is not null) break;
        }
        pass.Cache?.Advance(x.shape[1]);
        if (hook is not null && hook.Target is not IPlacedHook { OnlyReads: true })
            HookException.ThrowIfUnfit(HookPoint.ResidPost, Config.NumHiddenLayers - 1, x.shape, x);
        return x.MoveToOuterDisposeScope();
    }

    /// <summary>Throws unless the model can read this.</summary>
    /// <param name="sequences">How many sequences.</param>
    /// <param name="tokens">Tokens in each.</param>
    /// <param name="ids">Their ids, sequence by sequence.</param>
    /// <param name="before">How many tokens come before them.</param>
    /// <exception cref="TextTooLongException">More tokens than the context.</exception>
    /// <exception cref="TokenIdException">An id that the vocabulary does not have.</exception>
    internal void CheckInput(long sequences, long tokens, IEnumerable<long> ids, long before = 0)
    {
        CheckLength(before + tokens);
        if (sequences * tokens == 0) throw new WrongUseException("There are no tokens to run a model on: give a text of at least one.");
        foreach (var (place, id) in ids.Index())
            if (id < 0 || id >= Config.VocabSize)
                throw new TokenIdException(id, $"position {place % tokens}{(sequences > 1 ? $" of sequence {place / tokens}" : "")}",
                    Config.VocabSize);
    }

    /// <summary>Throws if the context is shorter than a text.</summary>
    /// <param name="tokens">Tokens of the text.</param>
    /// <exception cref="TextTooLongException">More tokens than the context.</exception>
    internal void CheckLength(long tokens)
    {
        if (tokens > Config.MaxPositionEmbeddings)
            throw new TextTooLongException($"The text has {tokens} tokens, {Name} takes {Config.MaxPositionEmbeddings}. Shorten it.");
    }

    /// <summary>What is said when the memory ran out in a run: how long a text has room now.</summary>
    private TextTooLongException TooLong(long sequences, long tokens, ForwardPass pass)
    {
        var numbers = (double)DeviceMemory.For(scale.device) / (scale.dtype == ScalarType.Float32 ? 4 : 2) / sequences;
        double passing = DeviceMemory.NumbersOfToken(Config), row = DeviceMemory.NumbersOfCell(Config);
        var room = pass.ByRows ? numbers / (passing + row * pass.RowsTogether)
            : (Math.Sqrt(passing * passing + 4 * row * numbers) - passing) / (2 * row);
        var fitting = Math.Clamp((long)room, 1, tokens - 1);
        return new($"The memory ran out in a run of {Name} on {(sequences == 1 ? "a text" : $"{sequences} texts")} of {tokens} tokens; "
            + $"about {fitting} tokens have room here now. Shorten the text{(sequences == 1 ? "" : ", or give fewer at once")}.");
    }

    /// <summary>The last norm and the unembedding.</summary>
    /// <param name="x">The residual stream after the last layer, [..., D].</param>
    /// <returns>Logits, [..., V].</returns>
    /// <exception cref="NoHeadException">The model predicts nothing.</exception>
    public Tensor Unembed(Tensor x) => Logits(FinalNormed(x, null));

    /// <summary>The stream behind the last norm.</summary>
    /// <param name="x">The residual stream after the last layer, [B, T, D]; without a hook [..., D].</param>
    /// <param name="hook">Looks at or changes what passes by; null for a plain run.</param>
    /// <returns>The same shape.</returns>
    /// <exception cref="NoHeadException">The model predicts nothing.</exception>
    internal Tensor FinalNormed(Tensor x, Hook? hook)
    {
        CheckHead();
        var last = Config.NumHiddenLayers - 1;
        Func<Tensor, Tensor>? atScale = hook is null ? null : scale => ForwardPass.At(hook, HookPoint.FinalNormScale, last, scale);
        var normed = Weights.Norm is { } weight ? Norm.Apply(x, weight, Weights.NormBias, atScale) : x;
        return ForwardPass.At(hook, HookPoint.FinalNormed, last, normed);
    }

    /// <summary>The unembedding.</summary>
    /// <param name="normed">The stream behind the last norm, [..., D].</param>
    /// <returns>Logits, [..., V].</returns>
    internal Tensor Logits(Tensor normed)
    {
        var rows = normed.to_type(Weights.Unembedding.dtype).reshape(-1, normed.shape[^1]);
        var logits = LinearProduct.OfRows(rows, Weights.Unembedding).view([.. normed.shape[..^1], Weights.Unembedding.shape[0]]);
        return logitCap is null ? logits : Capped(logits, logitCap);
    }

    /// <summary>Throws if the model predicts nothing.</summary>
    /// <exception cref="NoHeadException">It is an encoder.</exception>
    internal void CheckHead()
    {
        if (!Config.HasHead) throw new NoHeadException(Name);
    }

    /// <summary>The queries, keys or values that a layer makes of a residual stream: what <see cref="HookPoint.Q"/>,
    /// <see cref="HookPoint.K"/> and <see cref="HookPoint.V"/> would see.</summary>
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
        var rows = Linear(Read(x, w.InputNorm, w.InputNormBias), w.Qkv.narrow(0, (long)first * hd, (long)count * hd),
            w.QkvBias?.narrow(0, (long)first * hd, (long)count * hd));
        var projected = rows.view(x.shape[0], x.shape[1], count, hd).transpose(1, 2);
        return point == HookPoint.V ? projected : RotaryOf(layer).Turn(QkNormed(projected, point == HookPoint.Q ? w.QueryNorm : w.KeyNorm));
    }

    /// <summary>Frees the tables; the weights belong to the caller.</summary>
    public void Dispose()
    {
        disposed = true;
        foreach (var number in new[] { scale, embeddingScale, scoreCap, logitCap }) number?.Dispose();
        Norm.Dispose();
        Rotary.Dispose();
        localRotary?.Dispose();
        unturned?.Dispose();
    }

    private Tensor Layer(Tensor x, int l, ForwardPass pass)
    {
        var w = Weights.Layers[l];
        x = pass.At(HookPoint.ResidPre, l, x);
        var read = pass.At(HookPoint.AttnIn, l, Read(x, w.InputNorm, w.InputNormBias, pass.AtScale(HookPoint.AttnNormScale, l)));
        var attention = pass.At(HookPoint.AttnOut, l, Written(Attention(read, l, pass), w.AttnOutNorm, w.AttnOutNormBias));
        if (Config.ParallelResidual)
            return pass.At(HookPoint.ResidPost, l, Mlp(x, l, pass) is { } besides
                ? x.add(attention, One).add(besides, One)
                : x.add(attention, One));
        x = pass.At(HookPoint.ResidMid, l, Summed(x, attention, w.AttnOutNorm, w.AttnOutNormBias));
        if (Mlp(x, l, pass) is { } mlp) x = Summed(x, mlp, w.MlpOutNorm, w.MlpOutNormBias);
        return pass.At(HookPoint.ResidPost, l, x);
    }

    private Tensor Attention(Tensor x, int l, ForwardPass pass)
    {
        Tensor At(HookPoint point, Tensor value) => pass.At(point, l, value);
        var w = Weights.Layers[l];
        var (B, T, H, KV, hd) = (x.shape[0], x.shape[1], Config.NumAttentionHeads, Config.NumKeyValueHeads, Config.HeadDim);
        var (G, first) = (H / KV, pass.Cache?.Length ?? 0);
        var qkv = Linear(x, w.Qkv, w.QkvBias).view(B, T, H + 2 * KV, hd).transpose(1, 2);                  // [B, H + 2 KV, T, hd]
        var (q, k) = Turned(qkv, l, first, pass);
        // the queries that share a key, one below the other
        q = At(HookPoint.Q, q).mul(scale).reshape(B * KV, G, T, hd);
        k = At(HookPoint.K, k);
        var v = At(HookPoint.V, qkv.narrow(1, H + KV, KV));
        if (pass.Cache is { } cache) (k, v) = cache.Append(l, k, v);
        (k, v) = (k.reshape(B * KV, first + T, hd), v.reshape(B * KV, first + T, hd));
        var gathered = !pass.ByRows ? Gathered(q, k, v, l, pass)
            : LinearProduct.IsTiledFor(q) && TiledAttention.Serves(Config, B * H, T) ? GatheredInTiles(q, k, v, l, pass)
            : GatheredByRows(q, k, v, l, pass);
        var z = At(HookPoint.Z, gathered.view(B, H, T, hd));
        return Linear(z.transpose(1, 2).reshape(B, T, H * hd), w.Output, w.OutputBias);                     // [B, T, D]
    }

    /// <summary>What the queries gather, [B KV, G T, hd].</summary>
    private Tensor Gathered(Tensor q, Tensor k, Tensor v, int l, ForwardPass pass)
    {
        var (groups, G, T, S, hd) = (q.shape[0], q.shape[1], q.shape[2], k.shape[1], q.shape[3]);
        var scores = Scores(q.reshape(groups, G * T, hd), k).view(-1, Config.NumAttentionHeads, T, S).add_(pass.Mask.Of(l), One);
        var pattern = pass.At(HookPoint.Pattern, l, pass.At(HookPoint.AttnScores, l, scores).softmax(-1));  // [B, H, T, S]
        pass.ReaderOf(l)?.Read(l, pattern, 0);
        return pattern.view(groups, G * T, S).bmm(v);
    }

    /// <summary>The same by the course's own loop, some rows at a time as below.</summary>
    private Tensor GatheredInTiles(Tensor q, Tensor k, Tensor v, int l, ForwardPass pass)
    {
        var (KV, G, T) = (Config.NumKeyValueHeads, Config.QueriesPerKey, (int)q.shape[2]);
        var shape = new HeadShape((int)q.shape[0] / KV, KV, G, T, Config.HeadDim, Config.WindowOf(l));
        return TiledAttention.Of(shape, q, k, v, l, pass.ReaderOf(l));
    }

    /// <summary>The same, some rows of queries at a time, so that no pattern is ever whole; keys that come after them all are left
    /// out.</summary>
    private Tensor GatheredByRows(Tensor q, Tensor k, Tensor v, int l, ForwardPass pass)
    {
        var (groups, G, T, hd) = (q.shape[0], q.shape[1], q.shape[2], q.shape[3]);
        List<Tensor> parts = [];
        for (var first = 0L; first < T; first += pass.RowsTogether)
        {
            using var scope = NewDisposeScope();
            var R = Math.Min(pass.RowsTogether, T - first);
            var S = Config.Causal ? first + R : T;
            var scores = Scores(q.narrow(2, first, R).reshape(groups, G * R, hd), k.narrow(1, 0, S))
                .view(-1, Config.NumAttentionHeads, R, S);
            var pattern = scores.add_(pass.Mask.Rows(l, first, R, S), One).softmax(-1);                     // [B, H, R, S]
            pass.ReaderOf(l)?.Read(l, pattern, first);
            parts.Add(pattern.view(groups, G * R, S).bmm(v.narrow(1, 0, S)).view(groups, G, R, hd).MoveToOuterDisposeScope());
        }
        return parts.Count == 1 ? parts[0] : cat(parts, 2);
    }

    /// <summary>How queries and keys of a group fit, before the mask.</summary>
    private Tensor Scores(Tensor q, Tensor k)
    {
        var scores = q.bmm(k.transpose(1, 2));
        return scoreCap is null ? scores : Capped(scores, scoreCap);
    }

    /// <summary>Queries and keys as they are compared: normed where the model does so, and turned by their positions.</summary>
    private (Tensor Q, Tensor K) Turned(Tensor qkv, int l, long first, ForwardPass pass)
    {
        var (w, H, KV) = (Weights.Layers[l], Config.NumAttentionHeads, Config.NumKeyValueHeads);
        var qk = qkv.narrow(1, 0, H + KV);
        if (w.QueryNorm is not null) qk = cat([QkNormed(qk.narrow(1, 0, H), w.QueryNorm), QkNormed(qk.narrow(1, H, KV), w.KeyNorm)], 1);
        var (q, k) = (qk.narrow(1, 0, H), qk.narrow(1, H, KV));
        var (newQ, newK) = (pass.At(HookPoint.QBeforeRotary, l, q), pass.At(HookPoint.KBeforeRotary, l, k));
        var rotary = RotaryOf(l);
        if (!ReferenceEquals(q, newQ) || !ReferenceEquals(k, newK)) return (rotary.TurnFrom(newQ, first), rotary.TurnFrom(newK, first));
        qk = rotary.TurnFrom(qk, first);                                                                    // both in one go
        return (qk.narrow(1, 0, H), qk.narrow(1, H, KV));
    }

    /// <summary>What the MLP adds to the stream; null in an attention-only transformer.</summary>
    private Tensor? Mlp(Tensor x, int l, ForwardPass pass)
    {
        var w = Weights.Layers[l];
        if (w.GateUp is null) return null;
        var read = pass.At(HookPoint.MlpIn, l,
            Read(x, w.PostAttentionNorm, w.PostAttentionNormBias, pass.AtScale(HookPoint.MlpNormScale, l)));
        var gateUp = Linear(read, w.GateUp, w.GateUpBias);
        var halves = Config.GatedMlp ? gateUp.chunk(2, -1) : [gateUp];                                      // 1 or 2 x [B, T, F]
        var neurons = Activated(pass.At(HookPoint.MlpPre, l, halves[0]));
        if (Config.GatedMlp) neurons = neurons.mul_(halves[1]);
        var given = Linear(pass.At(HookPoint.MlpPost, l, neurons), w.Down!, w.DownBias);
        return pass.At(HookPoint.MlpOut, l, Written(given, w.MlpOutNorm, w.MlpOutNormBias));
    }
}
