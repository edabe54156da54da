using Attention.Measures;
using Attention.Models;
using Attention.Tokens;
using static TorchSharp.torch;

namespace Attention.Interventions;

/// <summary>One input on which many heads are taken out in turn; the work below the lowest of them is done once.</summary>
internal sealed class AblationRun : IDisposable
{
    private const int TokensSideBySide = 540;

    private readonly LanguageModel model;
    private readonly Range? rows;
    private readonly HeadIndex[] gone;
    private readonly HeadMeans? means;
    private readonly ActivationCache streams = new(HookPoint.ResidPre);
    private readonly ActivationCache? patterns;
    private readonly Tensor ids;

    /// <summary>Runs the model once.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">What the loss is measured on.</param>
    /// <param name="rows">The predictions that count; null for all.</param>
    /// <param name="options">What takes the place of a head.</param>
    /// <param name="gone">Heads that are out from the start.</param>
    public AblationRun(LanguageModel model, TokenBatch input, Range? rows, AblationOptions? options, params IEnumerable<HeadIndex> gone)
    {
        options ??= new();
        (this.model, this.rows, this.gone) = (model, rows, [.. gone]);
        if (input.Length < 2) throw new ArgumentException("A loss needs at least two tokens.", nameof(input));
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        ids = tensor(input.Ids, device: model.Device).DetachFromDisposeScope();
        means = options.Mean ? HeadMeans.Of(model, options.Reference ?? input) : null;
        patterns = options.PreservePatterns ? new(HookPoint.Pattern) : null;
        if (patterns is not null) model.Transformer.Forward(ids, patterns.Hook);
        Loss = Mean(model.Transformer.Forward(ids, Hooks.All(Without([]), streams.Hook)));
    }

    /// <summary>The loss before any further head is taken out, in nats per token.</summary>
    public double Loss { get; }

    /// <summary>The loss without further heads.</summary>
    /// <param name="heads">The heads.</param>
    /// <returns>Nats per token.</returns>
    public double LossWithout(params IReadOnlyCollection<HeadIndex> heads)
    {
        var hook = Without(heads);    // checks the heads
        if (heads.Count == 0) return Loss;
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        var from = heads.Min(head => head.Layer);
        return Mean(model.Transformer.RunLayers(streams[HookPoint.ResidPre, from], from, hook));
    }

    /// <summary>The losses without each of some heads of one layer, each by itself. Several run side by side, which uses a processor better than one after the other.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="heads">Heads of that layer.</param>
    /// <param name="cancellation">Ends the work between two runs.</param>
    /// <returns>Nats per token, in the order of the heads.</returns>
    public double[] LossesWithoutEach(int layer, IReadOnlyList<int> heads, CancellationToken cancellation)
    {
        var sideBySide = patterns is not null ? 1 : Math.Max(1, TokensSideBySide / (int)ids.numel());      // patterns belong to a batch of their own size
        return [.. heads.Chunk(sideBySide).SelectMany(chunk =>
        {
            cancellation.ThrowIfCancellationRequested();
            return chunk.Length == 1 ? [LossWithout([new HeadIndex(layer, chunk[0])])] : Variants(layer, chunk);
        })];
    }

    public void Dispose()
    {
        ids.Dispose();
        means?.Dispose();
        streams.Dispose();
        patterns?.Dispose();
    }

    private IEnumerable<double> Variants(int layer, int[] heads)
    {
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        var x = streams[HookPoint.ResidPre, layer].repeat(heads.Length, 1, 1);                                           // [variants B, T, D]
        var last = model.Transformer.RunLayers(x, layer, Hooks.All(Without([]), OneHeadEach(layer, heads)));
        var losses = TokenLoss.OfStream(model, ids.repeat(heads.Length, 1), last, rows);
        var each = losses.Length / heads.Length;
        return [.. losses.Cast<float>().Chunk(each).Select(variant => variant.Average(loss => (double)loss))];
    }

    /// <summary>Variant v of the batch loses its own head.</summary>
    private Hook OneHeadEach(int layer, int[] heads) => (point, l, value) =>
    {
        if (point != HookPoint.Z || l != layer) return value;
        var changed = value.clone();                                                                                     // [variants B, H, T, hd]
        var B = value.shape[0] / heads.Length;
        for (var v = 0; v < heads.Length; v++)
        {
            var own = changed.narrow(0, v * B, B).select(1, heads[v]);
            if (means is null) own.zero_();
            else own.copy_(means.Values[layer][heads[v]].expand_as(own));
        }
        return changed;
    };

    private Hook Without(IEnumerable<HeadIndex> heads)
    {
        var ablation = Ablation.Replace(model.Config, gone.Concat(heads), means?.Values);
        return patterns is null ? ablation : Hooks.All(Patching.From(patterns), ablation);
    }

    private double Mean(Tensor x) => TokenLoss.OfStream(model, ids, x, rows).Cast<float>().Average(loss => (double)loss);
}
