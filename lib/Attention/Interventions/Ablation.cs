using Attention.Measures;
using Attention.Models;
using Attention.Tokens;
using static Attention.Models.Scalars;
using static TorchSharp.torch;

namespace Attention.Interventions;

/// <summary>Takes heads out of a model and asks what it costs (Michel et al. 2019).</summary>
public static class Ablation
{
    /// <summary>Zero ablation: the heads add nothing to the residual stream.</summary>
    /// <param name="config">The shape of the model that will run.</param>
    /// <param name="heads">The heads to take out; none changes nothing.</param>
    /// <returns>A hook for one or more runs.</returns>
    /// <exception cref="HeadIndexException">The model has no such head.</exception>
    public static Hook Zero(TransformerConfig config, params IEnumerable<HeadIndex> heads) => Replace(config, [heads], null);

    /// <summary>Mean ablation: the heads add the same at every position, their mean over a reference set.</summary>
    /// <param name="means">The means of the model that will run; they are of that model.</param>
    /// <param name="heads">The heads to take out; none changes nothing.</param>
    /// <returns>A hook for one or more runs.</returns>
    /// <exception cref="HeadIndexException">The model has no such head.</exception>
    public static Hook Mean(HeadMeans means, params IEnumerable<HeadIndex> heads)
    {
        ArgumentNullException.ThrowIfNull(means);
        return Replace(means.Config, [heads], new StandIn.OfMeans(means));
    }

    /// <summary>Resample ablation (Chan et al. 2022): the heads give what they gave in another run.</summary>
    /// <param name="config">The shape of the model that will run.</param>
    /// <param name="other">What a run on another text of as many tokens left at <see cref="HookPoint.Z"/> of their layers; it must live as
    /// long as the hook.</param>
    /// <param name="heads">The heads to take out; none changes nothing.</param>
    /// <returns>A hook for one or more runs; it throws <see cref="HookException"/> on a text of another length.</returns>
    /// <exception cref="HeadIndexException">The model has no such head.</exception>
    public static Hook Resample(TransformerConfig config, ActivationCache other, params IEnumerable<HeadIndex> heads)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Replace(config, [heads], new StandIn.OfRun(other));
    }

    /// <summary>Ablation effect: the loss, or a metric of one's own, without the heads minus the same with them.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">What the loss is measured on.</param>
    /// <param name="heads">The heads to take out together; all heads of the model may be among them.</param>
    /// <param name="rows">The predictions that count, such as <see cref="RepeatedTokens.SecondCopy"/>; null for all.</param>
    /// <param name="options">What takes the place of the heads; by default nothing.</param>
    /// <returns>Nats per token, positive where the heads help; or the metric's own unit.</returns>
    /// <exception cref="HeadIndexException">The model has no such head.</exception>
    /// <exception cref="NoHeadException">The model predicts nothing; <see cref="RunMetric.OfStream"/> judges it nevertheless.</exception>
    public static double Effect(LanguageModel model, TokenBatch input, IEnumerable<HeadIndex> heads, Range? rows = null,
        AblationOptions? options = null) =>
        Effects(model, input, [heads], rows, options)[0];

    /// <summary>The ablation effects of several sets of heads, each set by itself: the loss without the heads minus the loss with them. The
    /// clean run and the work below the lowest head are shared, so this is quicker than one <see cref="Effect"/> a set.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">What the loss is measured on.</param>
    /// <param name="sets">The heads to take out together, set by set.</param>
    /// <param name="rows">The predictions that count, such as <see cref="RepeatedTokens.SecondCopy"/>; null for all.</param>
    /// <param name="options">What takes the place of the heads; by default nothing.</param>
    /// <param name="cancellation">Ends the work between two runs.</param>
    /// <returns>Nats per token, in the order of the sets; positive where the heads help.</returns>
    /// <exception cref="HeadIndexException">The model has no such head.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static double[] Effects(LanguageModel model, TokenBatch input, IEnumerable<IEnumerable<HeadIndex>> sets, Range? rows = null,
        AblationOptions? options = null, CancellationToken cancellation = default) =>
        [.. EffectsOfEach(model, input, sets, rows, options, cancellation).Select(each => each.Average())];

    /// <summary>The same of each sequence by itself, [set][sequence].</summary>
    internal static double[][] EffectsOfEach(LanguageModel model, TokenBatch input, IEnumerable<IEnumerable<HeadIndex>> sets,
        Range? rows = null, AblationOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(input);
        HeadIndex[][] all = [.. sets.Select(heads => heads.ToArray())];
        foreach (var head in all.SelectMany(heads => heads)) HeadIndexException.ThrowIfOutside(head, model.Config);
        var order = Enumerable.Range(0, all.Length)
            .OrderBy(i => all[i].Select(head => head.Layer).DefaultIfEmpty(int.MaxValue).Min()).ToArray();
        using var run = new AblationRun(model, input, rows, options);
        var effects = new double[all.Length][];
        foreach (var (place, losses) in run.EachWithout([.. order.Select(i => all[i])], cancellation).Index())
            effects[order[place]] = [.. losses.Zip(run.Each, (without, with) => without - with)];
        return effects;
    }

    /// <summary>The ablation effect of every head, each by itself. The work below the ablated layer is reused, and the heads of a layer run
    /// side by side, so a map costs little more than half a forward pass a head.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">What the loss is measured on.</param>
    /// <param name="rows">The predictions that count, such as <see cref="RepeatedTokens.SecondCopy"/>; null for all.</param>
    /// <param name="options">What takes the place of a head; by default nothing.</param>
    /// <param name="progress">Told after every few layers which share 0-1 is done.</param>
    /// <param name="cancellation">Ends the map between two runs.</param>
    /// <returns>Nats per token for each head; positive where it helps.</returns>
    /// <exception cref="OperationCanceledException">The map was cancelled.</exception>
    public static HeadScoreTable Map(LanguageModel model, TokenBatch input, Range? rows = null, AblationOptions? options = null,
        IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(input);
        using var run = new AblationRun(model, input, rows, options);
        var (L, H) = (model.Config.NumHiddenLayers, model.Config.NumAttentionHeads);
        var effects = new float[L, H];
        // few layers, since all their heads run from the lowest of them on
        foreach (var layers in Enumerable.Range(0, L).Chunk(Math.Clamp(run.SideBySide / H, 1, Math.Max(1, L / 8))))
        {
            HeadIndex[] heads = [.. model.Config.HeadsIn(layers)];
            foreach (var (head, loss) in heads.Zip(run.LossesWithout([.. heads.Select(head => new[] { head })], cancellation)))
                effects[head.Layer, head.Head] = (float)(loss - run.Loss);
            progress?.Report((layers[^1] + 1d) / L);
        }
        return new HeadScoreTable("ablation_effect", model.Title, effects, MeasureUnit.SignedNumber);
    }

    /// <summary>The ablation effect of every pair of heads of a layer: what two heads do for each other shows where a pair costs more, or
    /// less, than its two heads one by one.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">What the loss is measured on.</param>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="rows">The predictions that count, such as <see cref="RepeatedTokens.SecondCopy"/>; null for all.</param>
    /// <param name="options">What takes the place of a head; by default nothing.</param>
    /// <param name="cancellation">Ends the work between two runs.</param>
    /// <returns>[H, H], the same on both sides of the diagonal: nats per token without both heads; on the diagonal, without one.</returns>
    /// <exception cref="HeadIndexException">The model has no such layer.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static double[,] Pairs(LanguageModel model, TokenBatch input, int layer, Range? rows = null, AblationOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        var H = model.Config.NumAttentionHeads;
        var pairs = Enumerable.Range(0, H).SelectMany(a => Enumerable.Range(a, H - a).Select(b => (A: a, B: b))).ToArray();
        HeadIndex[][] sets = [.. pairs.Select(pair => new[] { new HeadIndex(layer, pair.A), new(layer, pair.B) })];
        var effects = new double[H, H];
        foreach (var (pair, effect) in pairs.Zip(Effects(model, input, sets, rows, options, cancellation)))
            effects[pair.A, pair.B] = effects[pair.B, pair.A] = effect;
        return effects;
    }

    /// <summary>Puts zero, or what stands in, in the place of heads.</summary>
    /// <param name="config">The shape of the model that will run.</param>
    /// <param name="variants">The heads to take out of each part of the batch: the first B / variants sequences lose those of the first
    /// set.</param>
    /// <param name="standIn">What takes their place; null for zero.</param>
    internal static Hook Replace(TransformerConfig config, IReadOnlyList<IEnumerable<HeadIndex>> variants, StandIn? standIn)
    {
        ArgumentNullException.ThrowIfNull(config);
        HashSet<HeadIndex>[] gone = [.. variants.Select(heads => heads.ToHashSet())];
        foreach (var head in gone.SelectMany(heads => heads)) HeadIndexException.ThrowIfOutside(head, config);
        var layers = gone.SelectMany(heads => heads).Select(head => head.Layer).ToHashSet();
        return new BoundedHook((point, layer, value) =>
        {
            if (point != HookPoint.Z || !layers.Contains(layer)) return value;
            var (H, T, hd) = (value.shape[1], value.shape[2], value.shape[3]);
            var keep = gone.SelectMany(heads => Enumerable.Range(0, (int)H).Select(h => heads.Contains(new HeadIndex(layer, h)) ? 0f : 1f))
                .ToArray();
            var mask = tensor(keep, dtype: value.dtype, device: value.device).view(gone.Length, 1, H, 1, 1);
            var kept = value.view(gone.Length, -1, H, T, hd).mul(mask);                                     // [variants, B, H, T, hd]
            return standIn is null
                ? kept.view(value.shape)
                : kept.add(standIn.For(layer, value).mul(mask.logical_not()), One).view(value.shape);
        }, layers.DefaultIfEmpty(-1).Max()).Run;
    }
}
