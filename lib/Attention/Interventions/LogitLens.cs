using Attention.Models;
using Attention.Tokens;
using static TorchSharp.torch;

namespace Attention.Interventions;

/// <summary>Logit lens (nostalgebraist 2020): what the model would predict if it stopped after a layer. The last norm and the unembedding
/// are applied to each layer's residual stream.</summary>
/// <param name="ModelName">The model that ran.</param>
/// <param name="Text">The tokens.</param>
/// <param name="Best">Id of the likeliest next token, [layer, position]; row l is after layer l.</param>
/// <param name="BestText">Its text, [layer, position].</param>
/// <param name="Probability">Its probability 0-1, [layer, position].</param>
/// <param name="TargetProbability">Probability 0-1 of the target, [layer, position].</param>
/// <param name="TargetRank">How many tokens are likelier than the target, [layer, position]; 0 is first.</param>
public sealed record LogitLens(string ModelName, TokenizedText Text, int[,] Best, string[,] BestText, float[,] Probability,
    float[,] TargetProbability, int[,] TargetRank)
{
    private const int Rows = 256;       // positions at a time, whatever their layers: logits are [256, V]

    /// <summary>Looks at a text through every layer.</summary>
    /// <param name="model">The model.</param>
    /// <param name="text">The text; the model's default token goes in front.</param>
    /// <param name="target">A token, with its space, that is followed through the layers; by default what the model itself predicts at the
    /// last position.</param>
    /// <returns>Predictions by layer and position.</returns>
    /// <exception cref="ArgumentException">The target is not one token.</exception>
    public static LogitLens Of(LanguageModel model, string text, string? target = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Of(model, model.Tokenizer.Encode(text), target is null ? null : model.Tokenizer.SingleId(target));
    }

    /// <summary>Looks at tokens through every layer.</summary>
    /// <param name="model">The model.</param>
    /// <param name="text">The tokens.</param>
    /// <param name="target">Id of a token that is followed through the layers; null for what the model itself predicts at the last
    /// position.</param>
    /// <returns>Predictions by layer and position.</returns>
    public static LogitLens Of(LanguageModel model, TokenizedText text, int? target = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(text);
        using var use = model.Use();
        using var streams = new ActivationCache(HookPoint.ResidPost);
        var transformer = model.Transformer;
        var last = use.Forward(text, streams.Hook);
        if (target is { } asked) TokenIdException.ThrowIfOutside(asked, model.Config);
        var followed = target ?? (int)transformer.Unembed(last)[0, ^1].argmax().Number();
        var (L, T) = (model.Config.NumHiddenLayers, text.Tokens.Count);
        var lens = new LogitLens(model.Title, text, new int[L, T], new string[L, T], new float[L, T], new float[L, T], new int[L, T]);
        foreach (var layers in Enumerable.Range(0, L).Chunk(Math.Max(1, Rows / T)))
        {
            using var chunkScope = NewDisposeScope();
            var logits = transformer.Unembed(cat([.. layers.Select(l => streams[HookPoint.ResidPost, l])], 0));      // [layers, T, V]
            foreach (var (i, l) in layers.Index()) lens.Fill(l, logits[i].to_type(ScalarType.Float32), followed, model.Tokenizer);
        }
        return lens;
    }

    private void Fill(int layer, Tensor logits, int target, TextTokenizer tokenizer)
    {
        var probabilities = logits.softmax(-1);                                                              // [T, V]
        var (largest, best) = probabilities.max(-1);
        var followed = probabilities.select(1, target);
        var rank = probabilities.gt(followed.unsqueeze(1)).sum(1);
        var (p, ids) = (largest.Floats(), best.Integers());
        var (q, ranks) = (followed.Floats(), rank.Integers());
        for (var t = 0; t < p.Length; t++)
            (Best[layer, t], BestText[layer, t], Probability[layer, t], TargetProbability[layer, t], TargetRank[layer, t]) = ((int)ids[t],
                tokenizer.TextOf((int)ids[t]), p[t], q[t], (int)ranks[t]);
    }
}
