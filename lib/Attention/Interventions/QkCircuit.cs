using Attention.Models;
using static TorchSharp.torch;

namespace Attention.Interventions;

/// <summary>The QK circuit of a head on chosen tokens (Elhage et al. 2021): how well each token as a query fits each as a key, by the
/// direct path from the embedding, at one distance. No text is run.</summary>
/// <param name="ModelName">The model.</param>
/// <param name="Head">The head.</param>
/// <param name="Distance">How many tokens the key stands before the query; without rotary positions it changes nothing.</param>
/// <param name="Queries">The tokens that look.</param>
/// <param name="Keys">The tokens that are looked at.</param>
/// <param name="Scores">Scores before the softmax, [query, key]; only differences within a row matter.</param>
/// <param name="NullMean">The mean score of random pairs of tokens.</param>
/// <param name="NullDeviation">Their standard deviation.</param>
public sealed record QkCircuit(string ModelName, HeadIndex Head, int Distance, IReadOnlyList<string> Queries, IReadOnlyList<string> Keys,
    float[,] Scores, double NullMean, double NullDeviation)
{
    private const int NullPairs = 256;

    /// <summary>Takes tokens by their text.</summary>
    /// <param name="model">The model.</param>
    /// <param name="head">The head.</param>
    /// <param name="queries">Tokens with their spaces.</param>
    /// <param name="keys">Tokens with their spaces.</param>
    /// <param name="distance">How many tokens the key stands before the query.</param>
    /// <returns>The scores and those of random pairs.</returns>
    /// <exception cref="HeadIndexException">The model has no such head.</exception>
    /// <exception cref="ArgumentException">A text is not one token.</exception>
    public static QkCircuit Of(LanguageModel model, HeadIndex head, IEnumerable<string> queries, IEnumerable<string> keys, int distance = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Of(model, head, queries.Select(model.Tokenizer.SingleId), keys.Select(model.Tokenizer.SingleId), distance);
    }

    /// <summary>Takes tokens by their numbers.</summary>
    /// <param name="model">The model.</param>
    /// <param name="head">The head.</param>
    /// <param name="queries">Token ids.</param>
    /// <param name="keys">Token ids.</param>
    /// <param name="distance">How many tokens the key stands before the query.</param>
    /// <returns>The scores and those of random pairs.</returns>
    /// <exception cref="HeadIndexException">The model has no such head.</exception>
    public static QkCircuit Of(LanguageModel model, HeadIndex head, IEnumerable<int> queries, IEnumerable<int> keys, int distance = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfNegative(distance);
        using var use = model.Use();
        HeadIndexException.ThrowIfOutside(head, model.Config);
        long[] q = [.. queries.Select(id => (long)id)], k = [.. keys.Select(id => (long)id)];
        foreach (var id in q.Concat(k)) TokenIdException.ThrowIfOutside(id, model.Config);
        // [queries, keys]
        var table = Turned(model, head, Read(model, head, HookPoint.Q, q), distance).mm(Read(model, head, HookPoint.K, k).t());
        var scores = new float[q.Length, k.Length];
        table.CopyTo(System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref scores[0, 0], q.Length * k.Length));
        var random = new Random(1);
        long[] Draw() => [.. Enumerable.Range(0, NullPairs).Select(_ => (long)random.Next(model.Config.VocabSize))];
        var pairs = Turned(model, head, Read(model, head, HookPoint.Q, Draw()), distance).mul(Read(model, head, HookPoint.K, Draw()))
            .sum(1).Floats();
        var mean = pairs.Average(score => (double)score);
        return new(model.Title, head, distance, [.. q.Select(id => model.Tokenizer.TextOf((int)id))],
            [.. k.Select(id => model.Tokenizer.TextOf((int)id))], scores,
            mean, Math.Sqrt(pairs.Average(score => (score - mean) * (score - mean))));
    }

    /// <summary>Queries or keys of tokens as they come out of the embedding, each alone at position 0, [tokens, hd].</summary>
    private static Tensor Read(LanguageModel model, HeadIndex head, HookPoint point, long[] ids)
    {
        var alone = model.Transformer.EmbeddedTokens(tensor(ids, device: model.Device)).unsqueeze(1);           // [tokens, 1, D]
        var row = point == HookPoint.Q ? head.Head : head.Head / model.Config.QueriesPerKey;
        return model.Transformer.Project(point, head.Layer, alone).select(1, row).select(1, 0).to_type(ScalarType.Float32);
    }

    /// <summary>Queries, scaled, and turned as far as they would be further than their keys.</summary>
    private static Tensor Turned(LanguageModel model, HeadIndex head, Tensor queries, int distance)
    {
        var scaled = queries.mul(tensor((float)model.Config.ScoreScale, device: queries.device));
        return model.Transformer.RotaryOf(head.Layer).Turn(scaled, distance);
    }
}
