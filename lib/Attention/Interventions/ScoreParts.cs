using Attention.Measures;
using Attention.Models;
using Attention.Tokens;
using static TorchSharp.torch;

namespace Attention.Interventions;

/// <summary>The computation behind <see cref="ScoreAttribution"/>, for one sequence: what each part of the stream adds to the scores.</summary>
internal sealed class ScoreParts
{
    private readonly LanguageModel model;
    private readonly HeadIndex head;
    private readonly Tensor reads, scale, choose, against;    // [hd, D], [T, 1], [cells, T], [cells, hd]

    private ScoreParts(LanguageModel model, HeadIndex head, HookPoint side, ActivationCache at, Tensor contrast, Tensor rows)
    {
        (this.model, this.head) = (model, head);
        var weights = HeadWeights.Of(model, head);
        var group = model.Config.NumAttentionHeads / model.Config.NumKeyValueHeads;
        var q = at[HookPoint.Q, head.Layer][0, head.Head].to_type(ScalarType.Float32);                    // [T, hd]
        var k = at[HookPoint.K, head.Layer][0, head.Head / group].to_type(ScalarType.Float32);
        scale = model.Transformer.RmsNorm.Scale(at[HookPoint.ResidPre, head.Layer][0]);
        (reads, choose, against) = side == HookPoint.K ? (weights.K, contrast, rows.mm(q)) : (weights.Q, rows, contrast.mm(k));
        against = against.mul(tensor((float)(1 / Math.Sqrt(model.Config.HeadDim)), device: model.Device));
    }

    /// <summary>The attribution as a mean over cells and sequences.</summary>
    public static ScoreAttribution Mean(LanguageModel model, TokenBatch input, HeadIndex head, HookPoint side, (int Query, int Key)[] cells)
    {
        var (L, H, B) = (model.Config.NumHiddenLayers, model.Config.NumAttentionHeads, input.Sequences);
        var (score, embedding, heads, mlp) = (0.0, 0.0, new float[L, H], new double[L]);
        using var use = model.Use();
        for (var b = 0; b < B; b++)
        {
            using var scope = NewDisposeScope();
            var ids = use.Ids(input).narrow(0, b, 1);
            using var at = new ActivationCache([HookPoint.ResidPre, HookPoint.Q, HookPoint.K, HookPoint.AttnScores], head.Layer);
            using var below = new ActivationCache([HookPoint.Z, HookPoint.MlpOut], [.. Enumerable.Range(0, Math.Max(1, head.Layer))]);
            use.Transformer.Forward(ids, Hooks.All(at.Hook, below.Hook));
            var parts = new ScoreParts(model, head, side, at, Contrast(cells, input.Length, model.Device), Rows(cells, input.Length, model.Device));
            score += ScoreOf(at[HookPoint.AttnScores, head.Layer][0, head.Head], cells) / B;
            embedding += parts.Of(use.Transformer.Embed(ids)[0]) / B;
            for (var l = 0; l < head.Layer; l++)
            {
                for (var h = 0; h < H; h++) heads[l, h] += (float)(parts.Of(Written(model, (l, h), below)) / B);
                if (model.Config.IntermediateSize > 0) mlp[l] += parts.Of(below[HookPoint.MlpOut, l][0]) / B;
            }
        }
        return new(model.Title, head, side, score, embedding, new HeadScoreTable("score_attribution", model.Title, heads, MeasureUnit.SignedNumber), mlp);
    }

    /// <summary>What one part, [T, D], adds to the contrast, as a mean over the cells.</summary>
    private double Of(Tensor part)
    {
        using var scope = NewDisposeScope();
        var read = part.to_type(ScalarType.Float32).mul(scale).mm(reads.t());                             // [T, hd]
        return choose.mm(model.Transformer.Rotary.Turn(read)).mul(against).sum(1).mean([0L]).Number();
    }

    /// <summary>What a head wrote into the stream, [T, D].</summary>
    private static Tensor Written(LanguageModel model, HeadIndex writer, ActivationCache below) =>
        below[HookPoint.Z, writer.Layer][0, writer.Head].to_type(ScalarType.Float32).mm(HeadWeights.Of(model, writer).O.t());

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
