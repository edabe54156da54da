using Attention.Measures;
using Attention.Models;
using Attention.Tokens;
using Course.Files;
using static TorchSharp.torch;

namespace Attention.Interventions;

/// <summary>The computation behind <see cref="ScoreAttribution"/>, for one sequence: what each part of the stream adds to the
/// scores.</summary>
internal sealed class ScoreParts
{
    private readonly Transformer transformer;
    private readonly HeadIndex head;
    private readonly Tensor reads, scale, choose, against;    // [hd, D], [T, 1], [cells, T], [cells, hd]
    private readonly long row;                                // first row of the head's query or key in the joint matrix

    private ScoreParts(LanguageModel model, HeadIndex head, HookPoint side, ActivationCache at, Tensor contrast, Tensor rows)
    {
        (transformer, this.head) = (model.Transformer, head);
        var (config, weights, shared) = (model.Config, HeadWeights.Of(model, head), head.Head / model.Config.QueriesPerKey);
        var q = at[HookPoint.Q, head.Layer][0, head.Head].to_type(ScalarType.Float32);                    // [T, hd]
        var k = at[HookPoint.K, head.Layer][0, shared].to_type(ScalarType.Float32);
        (reads, choose, against) = side == HookPoint.K ? (weights.K, contrast, rows.mm(q)) : (weights.Q, rows, contrast.mm(k));
        row = (side == HookPoint.K ? config.NumAttentionHeads + shared : head.Head) * (long)config.HeadDim;
        against = against.mul(tensor((float)config.ScoreScale, device: model.Device));
        scale = transformer.Norm.Scale(at[HookPoint.ResidPre, head.Layer][0]);
    }

    /// <summary>The attribution as a mean over cells and sequences.</summary>
    public static ScoreAttribution Mean(LanguageModel model, TokenBatch input, HeadIndex head, HookPoint side, (int Query, int Key)[] cells)
    {
        CheckSums(model, head.Layer, input.Length);
        var (L, H, B) = (model.Config.NumHiddenLayers, model.Config.NumAttentionHeads, input.Sequences);
        var (score, embedding, bias, heads, mlp) = (0.0, 0.0, 0.0, new float[L, H], new double[L]);
        using var use = model.Use();
        for (var b = 0; b < B; b++)
        {
            using var scope = NewDisposeScope();
            using var at = new ActivationCache([HookPoint.ResidPre, HookPoint.Q, HookPoint.K, HookPoint.AttnScores], head.Layer);
            using var below = new ActivationCache([HookPoint.Embed, HookPoint.Z, HookPoint.MlpOut],
                [.. Enumerable.Range(0, Math.Max(1, head.Layer))]);
            use.Transformer.Forward(use.Ids(input).narrow(0, b, 1), Hooks.All(at.Hook, below.Hook));
            var parts = new ScoreParts(model, head, side, at, Contrast(cells, input.Length, model.Device),
                Rows(cells, input.Length, model.Device));
            score += ScoreOf(at[HookPoint.AttnScores, head.Layer][0, head.Head], cells) / B;
            embedding += parts.Of(below[HookPoint.Embed, 0][0]) / B;
            bias += parts.OfBiases(input.Length) / B;
            for (var l = 0; l < head.Layer; l++)
            {
                for (var h = 0; h < H; h++)
                    heads[l, h] += (float)(parts.Of(use.Transformer.WrittenByHead((l, h), below[HookPoint.Z, l])[0]) / B);
                if (model.Config.IntermediateSize > 0) mlp[l] += parts.Of(below[HookPoint.MlpOut, l][0]) / B;
            }
        }
        return new(model.Title, head, side, score, embedding,
            new HeadScoreTable("score_attribution", model.Title, heads, MeasureUnit.SignedNumber), mlp, bias);
    }

    /// <summary>Refuses models whose scores are no sums of what parts wrote.</summary>
    private static void CheckSums(LanguageModel model, int layer, int length)
    {
        var config = model.Config;
        var why = config.QkNorm != default ? "norms its queries and keys once more"
            : config.AttentionSoftCap is not null ? "caps its scores"
            : config.NormPlacement == NormPlacement.AfterSum ? "norms its stream after every sum"
            : !config.NormsInput ? "reads a stream that is not normed"
            : config.WindowOf(layer) is > 0 and var window && window < length
                ? $"hides keys that are {window} tokens back or more in layer {layer}"
            : model.Transformer.Weights.Layers.Any(w => w.AttnOutNorm is not null && w.OutputBias is not null)
                ? "norms what its heads give, bias and all"
                : null;
        if (why is not null) throw new WrongUseException($"{model.Title} {why}, so that a score of it is no sum of what its parts wrote.");
    }

    /// <summary>What one part, [T, D], adds to the contrast, as a mean over the cells.</summary>
    private double Of(Tensor part)
    {
        using var scope = NewDisposeScope();
        return OfRead(part.to_type(ScalarType.Float32).mul(scale).mm(reads.t()));
    }

    /// <summary>The same of what the head has read, [T, hd].</summary>
    private double OfRead(Tensor read) => choose.mm(transformer.RotaryOf(head.Layer).Turn(read)).mul(against).sum(1).mean([0L]).Number();

    /// <summary>The biases of this head and of the output matrices below it.</summary>
    private double OfBiases(int T)
    {
        using var scope = NewDisposeScope();
        var (hd, w, sum) = (transformer.Config.HeadDim, transformer.Weights.Layers[head.Layer], 0.0);
        if (w.QkvBias is { } own) sum += OfRead(own.narrow(0, row, hd).to_type(ScalarType.Float32).expand(T, hd));
        if (w.InputNormBias is { } norm)
            sum += OfRead(w.Qkv.narrow(0, row, hd).to_type(ScalarType.Float32).mv(norm.to_type(ScalarType.Float32)).expand(T, hd));
        foreach (var below in transformer.Weights.Layers.Take(head.Layer))
            if (below.OutputBias is { } bias) sum += Of(bias.expand(T, bias.shape[0]));
        return sum;
    }

    /// <summary>For each cell: 1 at its key, and shares that sum to -1 at all other keys of its row.</summary>
    private static Tensor Contrast((int Query, int Key)[] cells, int T, Device device)
    {
        var values = new float[cells.Length * T];
        foreach (var (c, (query, key)) in cells.Index())
            for (var j = 0; j <= query; j++) values[c * T + j] = j == key ? 1 : -1f / query;
        return tensor(values, device: device).view(cells.Length, T);
    }

    /// <summary>For each cell: 1 at its query.</summary>
    private static Tensor Rows((int Query, int Key)[] cells, int T, Device device)
    {
        var values = new float[cells.Length * T];
        foreach (var (c, (query, _)) in cells.Index()) values[c * T + query] = 1;
        return tensor(values, device: device).view(cells.Length, T);
    }

    /// <summary>The same contrast of the scores themselves, [T, T].</summary>
    private static double ScoreOf(Tensor scores, (int Query, int Key)[] cells) => cells.Average(cell =>
    {
        var row = scores[cell.Query].Floats();
        return row[cell.Key] - (row.Take(cell.Query + 1).Sum(score => (double)score) - row[cell.Key]) / cell.Query;
    });
}
