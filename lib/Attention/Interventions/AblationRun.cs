using Attention.Measures;
using Attention.Models;
using Attention.Tokens;
using Course.Files;
using static TorchSharp.torch;

namespace Attention.Interventions;

/// <summary>One input on which many heads are taken out in turn; the work below the lowest of them is done once.</summary>
internal sealed class AblationRun : IDisposable
{
    private const int TokensSideBySide = 1152;

    private readonly LanguageModel model;
    private readonly TokenBatch input;
    private readonly Range? rows;
    private readonly HeadIndex[] gone;
    private readonly StandIn? standIn;
    private readonly RunMetric? metric;
    private readonly ActivationCache streams = new(HookPoint.ResidPre);
    private readonly ActivationCache? patterns;

    /// <summary>Runs the model once.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">What the loss is measured on.</param>
    /// <param name="rows">The predictions that count; null for all.</param>
    /// <param name="options">What takes the place of a head.</param>
    /// <param name="gone">Heads that are out from the start.</param>
    public AblationRun(LanguageModel model, TokenBatch input, Range? rows, AblationOptions? options, params IEnumerable<HeadIndex> gone)
    {
        options ??= new();
        (this.model, this.input, this.rows, this.gone) = (model, input, rows, [.. gone]);
        metric = options.Metric;
        if (metric is null && input.Length < 2) throw new ArgumentException("A loss needs at least two tokens.", nameof(input));
        if (metric is not null && rows is not null)
            throw new WrongUseException("Rows are predictions whose loss counts; a metric says by itself what counts.");
        using var use = model.Use();
        standIn = StandIn.Of(model, input, options);
        patterns = options.PreservePatterns ? new(HookPoint.Pattern) : null;
        if (patterns is not null) use.Forward(input, patterns.Hook);
        var ids = use.Ids(input);
        Each = Judged(ids, use.Transformer.Forward(ids, Hooks.All(Without([[]]), streams.Hook)), 1)[0];
    }

    /// <summary>How many sets of heads one run can do without side by side. Patterns that are kept belong to a batch of their own
    /// size.</summary>
    public int SideBySide => patterns is not null ? 1 : Math.Max(1, TokensSideBySide / (input.Sequences * input.Length));

    /// <summary>The loss of each sequence before any further head is taken out, in nats per token, or the metric in its place.</summary>
    public double[] Each { get; }

    /// <summary>Their mean.</summary>
    public double Loss => Each.Average();

    private bool RoundsCoarsely => patterns is null && model.Transformer.Weights.Unembedding.dtype != ScalarType.Float32;

    /// <summary>The losses without each of some sets of further heads. Several run side by side, which uses a processor better than one
    /// after the other.</summary>
    /// <param name="sets">The heads of each set; sets whose lowest layers are far apart had better not be neighbours.</param>
    /// <param name="cancellation">Ends the work between two runs.</param>
    /// <returns>Nats per token, in the order of the sets.</returns>
    public double[] LossesWithout(IReadOnlyList<HeadIndex[]> sets, CancellationToken cancellation = default) =>
        [.. EachWithout(sets, cancellation).Select(each => each.Average())];

    /// <summary>The same of each sequence by itself, [set][sequence].</summary>
    /// <param name="sets">The heads of each set.</param>
    /// <param name="cancellation">Ends the work between two runs.</param>
    public double[][] EachWithout(IReadOnlyList<HeadIndex[]> sets, CancellationToken cancellation = default)
    {
        var runs = Math.Max(1, (sets.Count + SideBySide - 1) / SideBySide);
        // as many in each: a run of the few that are left over would be a poor one
        return [.. sets.Chunk(Math.Max(1, (sets.Count + runs - 1) / runs)).SelectMany(chunk =>
        {
            cancellation.ThrowIfCancellationRequested();
            return Variants(chunk);
        })];
    }

    public void Dispose()
    {
        streams.Dispose();
        standIn?.Free();
        patterns?.Dispose();
    }

    private IEnumerable<double[]> Variants(HeadIndex[][] sets)
    {
        if (sets.All(heads => heads.Length == 0)) return sets.Select(_ => Each);
        using var use = model.Use();
        var from = sets.SelectMany(heads => heads).Min(head => head.Layer);
        HeadIndex[][] all = RoundsCoarsely ? [.. sets, []] : sets;
        var hook = Without(all);    // checks the heads
        // [variants B, T, D]
        var x = streams[HookPoint.ResidPre, from].repeat(all.Length, 1, 1);
        var each = Judged(use.Ids(input).repeat(all.Length, 1), use.Transformer.RunLayers(x, from, hook), all.Length);
        return RoundsCoarsely ? each[..^1].Select(one => BesideFirst(one, each[^1])) : each;
    }

    /// <summary>Runs side by side round otherwise than the first one did. In fp32 that is nothing; in bf16 it may be more than a head's
    /// effect, so one of them does without no further head, and what that is off is taken off.</summary>
    private double[] BesideFirst(double[] one, double[] unchanged) =>
        [.. one.Zip(unchanged, Each).Select(at => at.First - at.Second + at.Third)];

    /// <summary>The mean loss, or the metric, of each sequence in each of some runs side by side, [run][sequence].</summary>
    private double[][] Judged(Tensor ids, Tensor x, int variants)
    {
        var each = metric is null ? TokenLoss.MeansOfStream(model, ids, x, rows) : metric.Of(model.Transformer, x);
        return [.. each.Chunk(each.Length / variants)];
    }

    private Hook Without(params HeadIndex[][] sets)
    {
        var ablation = Ablation.Replace(model.Config, [.. sets.Select(gone.Concat)], standIn);
        return patterns is null ? ablation : Hooks.All(Patching.From(patterns), ablation);
    }
}
