// Path patching (Wang et al. 2022, Goldowsky-Dill et al. 2023) of one edge: what a head writes is missing where chosen later heads read,
// and nowhere else; everything after that follows.
using Attention.Measures;
using Attention.Models;
using Attention.Tokens;
using Course.Files;
using static TorchSharp.torch;

namespace Attention.Interventions;

/// <summary>Takes the direct contribution of one head out of what later heads make their queries, keys or values of.</summary>
public sealed class DirectPath : IDisposable
{
    private readonly Transformer transformer;
    private readonly HeadIndex sender;
    private readonly HookPoint into;
    private readonly ILookup<int, int> receivers;      // layer to rows of Q, K or V
    private Tensor? contribution, reduced;             // [B, T, D]

    /// <summary>Says which path is to be cut.</summary>
    /// <param name="model">The model.</param>
    /// <param name="sender">The head whose output is taken out.</param>
    /// <param name="into">Out of what: <see cref="HookPoint.Q"/>, <see cref="HookPoint.K"/> or <see cref="HookPoint.V"/>.</param>
    /// <param name="receivers">The later heads that miss it. Query heads that share a key/value head share the change: with K and V the
    /// whole group misses it.</param>
    /// <exception cref="HeadIndexException">The model has no such head.</exception>
    /// <exception cref="ArgumentException">A receiver is not in a later layer than the sender, or <paramref name="into"/> is another
    /// point.</exception>
    public DirectPath(LanguageModel model, HeadIndex sender, HookPoint into, params IEnumerable<HeadIndex> receivers)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (into is not (HookPoint.Q or HookPoint.K or HookPoint.V))
            throw new ArgumentException($"A path goes into Q, K or V of a head, not into {into}.", nameof(into));
        HeadIndexException.ThrowIfOutside(sender, model.Config);
        (transformer, this.sender, this.into) = (model.Transformer, sender, into);
        if (model.Config.NormPlacement == NormPlacement.AfterSum)
            throw new WrongUseException(
                $"{model.Title} norms its stream after every sum, so that no head's part can be taken out of what later heads read.");
        var group = into == HookPoint.Q ? 1 : model.Config.QueriesPerKey;
        HeadIndex[] all = [.. receivers];
        foreach (var head in all)
        {
            HeadIndexException.ThrowIfOutside(head, model.Config);
            if (head.Layer <= sender.Layer)
                throw new ArgumentException($"Head {head} cannot read what head {sender} writes: it is not in a later layer.",
                    nameof(receivers));
        }
        this.receivers = all.ToLookup(head => head.Layer, head => head.Head / group);
    }

    /// <summary>The hook that cuts the path, for one or more runs.</summary>
    public Hook Hook => Cut;

    /// <summary>What a path is worth: the loss without it minus the loss with it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">What the loss is measured on.</param>
    /// <param name="sender">The head whose output is taken out.</param>
    /// <param name="into">Out of what: Q, K or V.</param>
    /// <param name="receivers">The later heads that miss it, such as <c>config.HeadsIn(17, 18)</c>.</param>
    /// <param name="rows">The predictions that count; null for all.</param>
    /// <returns>Nats per token; positive where the path helps.</returns>
    /// <exception cref="HeadIndexException">The model has no such head.</exception>
    /// <exception cref="ArgumentException">A receiver is not in a later layer than the sender, or <paramref name="into"/> is another
    /// point.</exception>
    public static double Effect(LanguageModel model, TokenBatch input, HeadIndex sender, HookPoint into, IEnumerable<HeadIndex> receivers,
        Range? rows = null) =>
        Effects(model, input, sender, [into], receivers, rows)[0];

    /// <summary>What each of several paths from a head is worth by itself. The clean run and the layers below the sender are
    /// shared.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">What the loss is measured on.</param>
    /// <param name="sender">The head whose output is taken out.</param>
    /// <param name="into">Out of what, path by path: Q, K or V.</param>
    /// <param name="receivers">The later heads that miss it.</param>
    /// <param name="rows">The predictions that count; null for all.</param>
    /// <returns>Nats per token, in the order of <paramref name="into"/>; positive where a path helps.</returns>
    /// <exception cref="HeadIndexException">The model has no such head.</exception>
    /// <exception cref="ArgumentException">A receiver is not in a later layer than the sender, or <paramref name="into"/> has another
    /// point.</exception>
    public static double[] Effects(LanguageModel model, TokenBatch input, HeadIndex sender, IEnumerable<HookPoint> into,
        IEnumerable<HeadIndex> receivers, Range? rows = null) =>
        [.. EffectsOfEach(model, input, [.. into.Select(way => new DirectPath(model, sender, way, receivers))], rows)
            .Select(each => each.Average())];

    /// <summary>What each of several paths is worth by itself on each sequence, [path][sequence]. They share the clean run.</summary>
    internal static double[][] EffectsOfEach(LanguageModel model, TokenBatch input, IReadOnlyList<DirectPath> paths, Range? rows = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(paths);
        using var use = model.Use();
        using var streams = new ActivationCache(HookPoint.ResidPre, paths.Select(path => path.sender.Layer).Distinct());
        var ids = use.Ids(input);
        double[] Means(Tensor x) => TokenLoss.MeansOfStream(model, ids, x, rows);
        var clean = Means(use.Transformer.Forward(ids, streams.Hook));
        return [.. paths.Select(path =>
        {
            var from = path.sender.Layer;
            var cut = Means(use.Transformer.RunLayers(streams[HookPoint.ResidPre, from], from, path.Hook));
            path.Dispose();
            return cut.Zip(clean, (without, with) => without - with).ToArray();
        })];
    }

    /// <summary>Frees what the last run left.</summary>
    public void Dispose()
    {
        contribution?.Dispose();
        reduced?.Dispose();
    }

    private Tensor Cut(HookPoint point, int layer, Tensor value)
    {
        if (point == HookPoint.Z && layer == sender.Layer) Keep(ref contribution, transformer.WrittenByHead(sender, value));
        if (!receivers.Contains(layer)) return value;
        if (point == HookPoint.ResidPre) Keep(ref reduced, value.sub(contribution!));
        if (point != into) return value;
        var (without, changed) = (transformer.Project(into, layer, reduced!), value.clone());
        foreach (var row in receivers[layer].Distinct()) changed.select(1, row).copy_(without.select(1, row));
        return changed;
    }

    private static void Keep(ref Tensor? place, Tensor value)
    {
        place?.Dispose();
        place = value.DetachFromDisposeScope();
    }
}
