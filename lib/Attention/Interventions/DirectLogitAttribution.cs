using Attention.Measures;
using Attention.Models;
using Attention.Tokens;
using static TorchSharp.torch;

namespace Attention.Interventions;

/// <summary>Direct logit attribution (Elhage et al. 2021): a logit as the sum of what each part of the model wrote into the residual stream. The scale of the last RMSNorm is frozen at its value in this run.</summary>
/// <param name="Text">The tokens.</param>
/// <param name="Position">The position whose prediction is taken apart.</param>
/// <param name="Logit">The logit, or the difference of two, that the parts sum to.</param>
/// <param name="Embedding">What the embedding contributes, learned positions included.</param>
/// <param name="Attention">What each layer's attention contributes, L numbers.</param>
/// <param name="Mlp">What each layer's MLP contributes, L numbers; zeros in an attention-only model.</param>
/// <param name="Heads">What each head contributes; a layer's heads sum to its attention.</param>
/// <param name="Sources">What each head brings from each position, [layer, head, source position]; a head's sources sum to the head.</param>
public sealed record DirectLogitAttribution(TokenizedText Text, int Position, double Logit, double Embedding, IReadOnlyList<double> Attention, IReadOnlyList<double> Mlp, HeadScoreTable Heads, float[,,] Sources)
{
    /// <summary>The sum of the parts: the logit, up to rounding.</summary>
    public double Sum => Embedding + Attention.Sum() + Mlp.Sum();

    /// <summary>Takes the prediction after a text apart.</summary>
    /// <param name="model">The model.</param>
    /// <param name="text">The text; the model's default token goes in front.</param>
    /// <param name="token">The predicted token, with its space.</param>
    /// <param name="other">A token whose logit is subtracted; null for none.</param>
    /// <returns>The parts, in logits.</returns>
    /// <exception cref="ArgumentException">The text is empty, or a token is not one token.</exception>
    public static DirectLogitAttribution Of(LanguageModel model, string text, string token, string? other = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Of(model, model.Tokenizer.Encode(text), model.Tokenizer.SingleId(token), other is null ? null : model.Tokenizer.SingleId(other));
    }

    /// <summary>Takes a prediction apart.</summary>
    /// <param name="model">The model.</param>
    /// <param name="text">The tokens.</param>
    /// <param name="token">Id of the predicted token.</param>
    /// <param name="other">Id of a token whose logit is subtracted; null for none.</param>
    /// <param name="position">After which token; by default the last.</param>
    /// <returns>The parts, in logits.</returns>
    public static DirectLogitAttribution Of(LanguageModel model, TokenizedText text, int token, int? other = null, Index? position = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(text);
        using var use = model.Use();
        var (config, row) = (model.Config, (position ?? ^1).GetOffset(text.Tokens.Count));
        if (row < 0 || row >= text.Tokens.Count) throw new ArgumentOutOfRangeException(nameof(position), $"Position {position} of a text of {text.Tokens.Count} tokens (0-{text.Tokens.Count - 1}).");
        foreach (var id in new[] { token, other ?? token }) TokenIdException.ThrowIfOutside(id, config);
        using var cache = new ActivationCache([HookPoint.V, HookPoint.Pattern, HookPoint.AttnOut, HookPoint.MlpOut]);
        var (transformer, ids) = (use.Transformer, use.Ids(text));
        var x = transformer.Forward(ids, cache.Hook)[0, row];                                                // [D]
        var direction = Direction(transformer, x, token, other);
        double Part(Tensor written) => written[0, row].to_type(ScalarType.Float32).mul(direction).sum().Number();
        var sources = new float[config.NumHiddenLayers, config.NumAttentionHeads, text.Tokens.Count];
        for (var l = 0; l < config.NumHiddenLayers; l++) FillSources(sources, l, row, transformer, cache, direction);
        return new DirectLogitAttribution(
            text, row, LogitOf(transformer, x, token, other), Part(transformer.Embed(ids)),
            [.. Enumerable.Range(0, config.NumHiddenLayers).Select(l => Part(cache[HookPoint.AttnOut, l]))],
            [.. Enumerable.Range(0, config.NumHiddenLayers).Select(l => config.IntermediateSize > 0 ? Part(cache[HookPoint.MlpOut, l]) : 0)],
            HeadTable(model.Title, sources), sources);
    }

    /// <summary>The direction in the residual stream whose product with a part is that part's share of the logit: unembedding, norm weight and frozen scale, [D].</summary>
    private static Tensor Direction(Transformer transformer, Tensor x, int token, int? other)
    {
        var u = transformer.Weights.Unembedding;
        var direction = (other is { } o ? u[token].sub(u[o]) : u[token]).to_type(ScalarType.Float32);
        return direction.mul(transformer.Weights.Norm).mul(transformer.RmsNorm.Scale(x));
    }

    private static double LogitOf(Transformer transformer, Tensor x, int token, int? other)
    {
        var logits = transformer.Unembed(x.unsqueeze(0))[0].to_type(ScalarType.Float32);
        return logits[token].Number() - (other is { } o ? logits[o].Number() : 0);
    }

    private static void FillSources(float[,,] sources, int layer, int row, Transformer transformer, ActivationCache cache, Tensor direction)
    {
        var (H, KV, hd) = (transformer.Config.NumAttentionHeads, transformer.Config.NumKeyValueHeads, transformer.Config.HeadDim);
        var T = sources.GetLength(2);
        var read = direction.matmul(transformer.Weights.Layers[layer].Output.to_type(ScalarType.Float32)).view(KV, H / KV, hd);      // how much each number of z adds
        var carried = cache[HookPoint.V, layer][0].to_type(ScalarType.Float32).matmul(read.transpose(1, 2));                         // [KV, T, H / KV]
        var brought = cache[HookPoint.Pattern, layer][0].select(1, row).to_type(ScalarType.Float32).mul(carried.transpose(1, 2).reshape(H, T));
        brought.CopyTo(System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref sources[layer, 0, 0], H * T));
    }

    private static HeadScoreTable HeadTable(string model, float[,,] sources)
    {
        var heads = new float[sources.GetLength(0), sources.GetLength(1)];
        for (var l = 0; l < heads.GetLength(0); l++)
            for (var h = 0; h < heads.GetLength(1); h++)
                for (var t = 0; t < sources.GetLength(2); t++) heads[l, h] += sources[l, h, t];
        return new HeadScoreTable("direct_logit_attribution", model, heads, MeasureUnit.SignedNumber);
    }
}
