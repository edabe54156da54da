using Attention.Measures;
using Attention.Models;
using Attention.Tokens;
using Course.Files;
using static TorchSharp.torch;

namespace Attention.Interventions;

/// <summary>Direct logit attribution (Elhage et al. 2021): a logit as the sum of what each part of the model wrote into the residual
/// stream. The scales of the last norm, and of norms on what attention gives, are frozen at their values in this run.</summary>
/// <param name="Text">The tokens.</param>
/// <param name="Position">The position whose prediction is taken apart.</param>
/// <param name="Logit">The logit, or the difference of two, that the parts sum to; before the soft cap where the model has one.</param>
/// <param name="Embedding">What the embedding contributes, learned positions included.</param>
/// <param name="Attention">What each layer's attention contributes, L numbers.</param>
/// <param name="Mlp">What each layer's MLP contributes, L numbers; zeros in an attention-only model.</param>
/// <param name="Heads">What each head contributes; a layer's heads and its <paramref name="OutputBiases"/> sum to its attention.</param>
/// <param name="Sources">What each head brings from each position, [layer, head, source position]; a head's sources sum to the
/// head.</param>
/// <param name="OutputBiases">What the biases behind each layer's heads contribute, L numbers, 0 without; part of
/// <paramref name="Attention"/>.</param>
/// <param name="Bias">What the bias of the last norm contributes, whatever the text is; 0 without.</param>
public sealed record DirectLogitAttribution(
    TokenizedText Text, int Position, double Logit, double Embedding, IReadOnlyList<double> Attention, IReadOnlyList<double> Mlp,
    HeadScoreTable Heads, float[,,] Sources, IReadOnlyList<double> OutputBiases, double Bias)
{
    /// <summary>The sum of the parts: the logit, up to rounding.</summary>
    public double Sum => Embedding + Attention.Sum() + Mlp.Sum() + Bias;

    /// <summary>Takes the prediction after a text apart.</summary>
    /// <param name="model">The model.</param>
    /// <param name="text">The text; the model's default token goes in front.</param>
    /// <param name="token">The predicted token, with its space.</param>
    /// <param name="other">A token whose logit is subtracted; null for none.</param>
    /// <returns>The parts, in logits.</returns>
    /// <exception cref="ArgumentException">The text is empty, or a token is not one token.</exception>
    /// <exception cref="NoHeadException">The model predicts nothing.</exception>
    public static DirectLogitAttribution Of(LanguageModel model, string text, string token, string? other = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Of(model, model.Tokenizer.Encode(text), model.Tokenizer.SingleId(token),
            other is null ? null : model.Tokenizer.SingleId(other));
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
        if (row < 0 || row >= text.Tokens.Count)
            throw new ArgumentOutOfRangeException(nameof(position),
                $"Position {position} of a text of {text.Tokens.Count} tokens (0-{text.Tokens.Count - 1}).");
        foreach (var id in new[] { token, other ?? token }) TokenIdException.ThrowIfOutside(id, config);
        use.Transformer.CheckHead();
        if (config.NormPlacement == NormPlacement.AfterSum)
            throw new WrongUseException(
                $"{model.Title} norms its stream after every sum, so that no logit is a sum of what its parts wrote.");
        using var cache = new ActivationCache([HookPoint.V, HookPoint.Pattern, HookPoint.Z, HookPoint.AttnOut, HookPoint.MlpOut,
            HookPoint.Embed]);
        var (transformer, ids) = (use.Transformer, use.Ids(text));
        var x = transformer.Forward(ids, cache.Hook)[0, row];                                                // [D]
        var (unembedding, direction) = Directions(transformer, x, token, other);
        double Part(Tensor written) => written[0, row].to_type(ScalarType.Float32).mul(direction).sum().Number();
        var (sources, biases) = (new float[config.NumHiddenLayers, config.NumAttentionHeads, text.Tokens.Count],
            new double[config.NumHiddenLayers]);
        for (var l = 0; l < config.NumHiddenLayers; l++) biases[l] = FillSources(sources, l, row, transformer, cache, direction);
        var bias = transformer.Weights.NormBias is { } last ? last.to_type(ScalarType.Float32).mul(unembedding).sum().Number() : 0;
        return new DirectLogitAttribution(
            text, row, x.to_type(ScalarType.Float32).mul(direction).sum().Number() + bias, Part(cache[HookPoint.Embed, 0]),
            [.. Enumerable.Range(0, config.NumHiddenLayers).Select(l => Part(cache[HookPoint.AttnOut, l]))],
            [.. Enumerable.Range(0, config.NumHiddenLayers)
                .Select(l => config.IntermediateSize > 0 ? Part(cache[HookPoint.MlpOut, l]) : 0)],
            HeadTable(model.Title, sources), sources, biases, bias);
    }

    /// <summary>The tokens' unembedding, and the direction in the residual stream whose product with a part is that part's share of the
    /// logit: norm weight and frozen scale folded in, the mean taken off where the norm does so; both [D].</summary>
    private static (Tensor Unembedding, Tensor Direction) Directions(Transformer transformer, Tensor x, int token, int? other)
    {
        var u = transformer.Weights.Unembedding;
        var unembedding = (other is { } o ? u[token].sub(u[o]) : u[token]).to_type(ScalarType.Float32);
        return (unembedding, transformer.ReadThrough(unembedding, x, transformer.Weights.Norm));
    }

    /// <summary>Fills in what each head brings from each position.</summary>
    /// <returns>What the layer's output bias contributes.</returns>
    private static double FillSources(float[,,] sources, int layer, int row, Transformer transformer, ActivationCache cache,
        Tensor direction)
    {
        var (KV, G, H, hd, T) = (transformer.Config.NumKeyValueHeads, transformer.Config.QueriesPerKey,
            transformer.Config.NumAttentionHeads, transformer.Config.HeadDim, sources.GetLength(2));
        var w = transformer.Weights.Layers[layer];
        if (w.AttnOutNorm is not null)
        {
            var given = transformer.GivenByHeads(layer, cache[HookPoint.Z, layer].narrow(2, row, 1))[0, 0];
            direction = transformer.ReadThrough(direction, given, w.AttnOutNorm);
        }
        // how much each number of z adds
        var read = direction.matmul(w.Output.to_type(ScalarType.Float32)).view(KV, G, hd);
        // [KV, T, H / KV]
        var carried = cache[HookPoint.V, layer][0].to_type(ScalarType.Float32).matmul(read.transpose(1, 2));
        var brought = cache[HookPoint.Pattern, layer][0].select(1, row).to_type(ScalarType.Float32)
            .mul(carried.transpose(1, 2).reshape(H, T));
        brought.CopyTo(System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref sources[layer, 0, 0], H * T));
        return w.OutputBias is { } bias ? bias.to_type(ScalarType.Float32).mul(direction).sum().Number() : 0;
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
