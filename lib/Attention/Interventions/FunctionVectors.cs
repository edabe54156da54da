// Function vectors (Todd et al. 2024): heads whose output at the last token of a few-shot prompt carries what the task is. It is found by
// putting it into prompts that show no task, and proved by adding it where there are no examples at all.
using System.Runtime.InteropServices;
using Attention.Measures;
using Attention.Models;
using Attention.Tokens;
using Course.Files;
using static Attention.Models.Scalars;
using static TorchSharp.torch;

namespace Attention.Interventions;

/// <summary>What heads say of a task, and what it does where nobody else says it.</summary>
public static class FunctionVectors
{
    /// <summary>
    /// The indirect effect of every head: by how much the probability of the right answer rises in a prompt that shows no task, when the
    /// head's output at the last token is replaced by its mean over prompts that do.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="clean">Prompts that show the task; the means are over these.</param>
    /// <param name="shuffled">Prompts with shuffled answers.</param>
    /// <param name="heads">The heads; null for all.</param>
    /// <param name="progress">Told after each layer which share 0-1 is done.</param>
    /// <param name="cancellation">Ends the work between two layers.</param>
    /// <returns>A table for each shuffled prompt, in differences of probability; NaN for heads that were not asked for.</returns>
    /// <exception cref="TextTooLongException">The prompts are longer than the context.</exception>
    /// <exception cref="HeadIndexException">The model has no such head.</exception>
    public static HeadScoreSample IndirectEffects(
        LanguageModel model, FewShotPrompts clean, FewShotPrompts shuffled, IEnumerable<HeadIndex>? heads = null,
        IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(shuffled);
        HeadIndex[] all = [.. heads ?? model.Config.AllHeads()];
        foreach (var head in all) HeadIndexException.ThrowIfOutside(head, model.Config);
        var (means, effects, B) = (LastMeans(model, clean), NotMeasured(model.Config, shuffled.Input.Sequences), shuffled.Input.Sequences);
        var layers = all.GroupBy(head => head.Layer).ToArray();
        using var last = new LastToken(model, shuffled.Input, copies: layers.Select(layer => layer.Count()).DefaultIfEmpty(1).Max());
        var before = last.Answers(shuffled.Answers, null);
        foreach (var (done, layer) in layers.Index())
        {
            cancellation.ThrowIfCancellationRequested();
            var after = last.Answers(shuffled.Answers, Hooks.At(HookPoint.Z, layer.Key, z => Replaced(z, [.. layer], means, B)));
            foreach (var (copy, head) in layer.Index())
                for (var b = 0; b < B; b++) effects[b][head.Layer, head.Head] = (float)(after[copy * B + b] - before[b]);
            progress?.Report((done + 1d) / layers.Length);
        }
        return new([.. effects.Select(each => new HeadScoreTable("indirect_effect", model.Title, each, MeasureUnit.SignedNumber))]);
    }

    /// <summary>The function vector: what some heads together write at the last token of prompts that show a task, on average.</summary>
    /// <param name="model">The model.</param>
    /// <param name="clean">Prompts that show the task.</param>
    /// <param name="heads">The heads.</param>
    /// <returns>A vector of the residual stream, D numbers.</returns>
    /// <exception cref="HeadIndexException">The model has no such head.</exception>
    public static float[] Of(LanguageModel model, FewShotPrompts clean, IEnumerable<HeadIndex> heads)
    {
        ArgumentNullException.ThrowIfNull(model);
        HeadIndex[] all = [.. heads];
        foreach (var head in all) HeadIndexException.ThrowIfOutside(head, model.Config);
        var means = LastMeans(model, clean);
        using var use = model.Use();
        var sum = zeros(model.Config.HiddenSize, device: model.Device);
        foreach (var head in all)
            sum.add_(HeadWeights.Of(model, head).O.mv(tensor(means[head.Layer][head.Head], device: model.Device)), One);
        return sum.Floats();
    }

    /// <summary>A hook that adds a vector to the residual stream after a layer, at the last token.</summary>
    /// <param name="vector">D numbers, such as <see cref="Of"/> gives.</param>
    /// <param name="layer">The layer, from 0.</param>
    /// <returns>A hook for any number of runs.</returns>
    public static Hook Add(IReadOnlyList<float> vector, int layer)
    {
        ArgumentNullException.ThrowIfNull(vector);
        float[] numbers = [.. vector];
        return Hooks.At(HookPoint.ResidPost, layer, stream =>
        {
            if (stream.shape[2] != numbers.Length)
                throw new WrongUseException($"The vector has {numbers.Length} numbers, the stream of this model {stream.shape[2]}.");
            var changed = stream.clone();
            changed.select(1, -1).add_(tensor(numbers, dtype: stream.dtype, device: stream.device), One);
            return changed;
        });
    }

    /// <summary>The mean over prompts of what each head has gathered at the last token, [layer][head], hd numbers each.</summary>
    private static float[][][] LastMeans(LanguageModel model, FewShotPrompts prompts)
    {
        ArgumentNullException.ThrowIfNull(prompts);
        using var use = model.Use();
        var means = new float[model.Config.NumHiddenLayers][][];
        use.Forward(prompts.Input, (point, layer, value) =>
        {
            if (point == HookPoint.Z)
                means[layer] = [.. value.select(2, -1).to_type(ScalarType.Float32).mean([0L]).Floats().Chunk(model.Config.HeadDim)];
            return value;
        });
        return means;
    }

    private static float[][,] NotMeasured(TransformerConfig config, int prompts) => [.. Enumerable.Range(0, prompts).Select(_ =>
    {
        var table = new float[config.NumHiddenLayers, config.NumAttentionHeads];
        MemoryMarshal.CreateSpan(ref table[0, 0], table.Length).Fill(float.NaN);
        return table;
    })];

    /// <summary>[copies B, H, 1, hd], in each copy with one head replaced.</summary>
    private static Tensor Replaced(Tensor z, HeadIndex[] heads, float[][][] means, int B)
    {
        var changed = z.clone();
        foreach (var (copy, head) in heads.Index())
            changed.narrow(0, (long)copy * B, B).select(1, head.Head)
                .copy_(tensor(means[head.Layer][head.Head], dtype: z.dtype, device: z.device));
        return changed;
    }
}
