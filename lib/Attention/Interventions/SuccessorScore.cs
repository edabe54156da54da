using Attention.Measures;
using Attention.Models;
using Attention.Tokens;
using static TorchSharp.torch;

namespace Attention.Interventions;

/// <summary>
/// Successor heads (Gould et al. 2023): heads that make the next one of a list likelier when they look at one of it, after Monday Tuesday,
/// after two three. Asked of the OV circuit, on the stream that a token has after the first layer, or at the head's own layer.
/// </summary>
public static class SuccessorScore
{
    private const float Beaten = 1e9f;     // so much less, and a token is not the largest

    /// <summary>Lists that have an order: days, months, numbers in words, ordinals, letters; each word with the blank before it.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Lists { get; } =
    [
        Listed("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
        Listed("January February March April May June July August September October November December"),
        Listed("one two three four five six seven eight nine ten eleven twelve"),
        Listed("first second third fourth fifth sixth seventh eighth ninth tenth"),
        Listed("A B C D E F G H I J K L M N O P Q R S T U V W X Y Z"),
    ];

    /// <summary>The share of listed tokens whose successor the head raises most of all other tokens of all lists.</summary>
    /// <param name="model">The model.</param>
    /// <param name="lists">Lists that have an order; each is read up to its first word of several tokens.</param>
    /// <param name="layer">The stream before which layer the head is given; null for the one before its own layer.</param>
    /// <param name="after">The place of the token asked for, from the one looked at: 1 its successor, -1 its predecessor.</param>
    /// <returns>A share 0-1 for each head.</returns>
    public static HeadScoreTable Of(LanguageModel model, IReadOnlyList<IReadOnlyList<string>>? lists = null, int? layer = null,
        int after = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        var (ids, wanted) = Cases(model.Tokenizer, lists ?? Lists, after);
        var scores = new float[model.Config.NumHiddenLayers, model.Config.NumAttentionHeads];
        using var use = model.Use();
        using var streams = new ActivationCache(HookPoint.ResidPre);
        use.Forward(Pairs(model, ids), streams.Hook);
        use.Transformer.CheckHead();
        var last = use.Transformer.Weights;
        // [listed, D]
        var said = use.Transformer.Folded(last.Unembedding.index_select(0, tensor(ids, device: model.Device)), last.Norm);
        var itself = eye(ids.Length, device: model.Device).mul(tensor(Beaten, device: model.Device));
        foreach (var head in model.Config.AllHeads())
        {
            using var scope = NewDisposeScope();
            var stream = streams[HookPoint.ResidPre, layer ?? head.Layer].select(1, -1).to_type(ScalarType.Float32);
            var weights = HeadWeights.Of(model, head);
            var carried = use.Transformer.Unweighted(stream).mm(weights.V.t()).mm(weights.O.t());
            var logits = carried.mm(said.t());                                                               // [listed, listed]
            var best = logits.sub(itself).argmax(-1).Integers();
            scores[head.Layer, head.Head] = Enumerable.Range(0, ids.Length).Count(i => wanted[i] >= 0 && best[i] == wanted[i])
                / (float)wanted.Count(place => place >= 0);
        }
        return new("successor", model.Title, scores);
    }

    /// <summary>Prompts that count: some neighbours of a list, and the next one is asked for.</summary>
    /// <param name="tokenizer">The tokenizer of the model that will read them.</param>
    /// <param name="shown">How many words are shown.</param>
    /// <param name="lists">Lists that have an order, of words of one token; by default <see cref="Lists"/>.</param>
    /// <returns>A prompt for every place in a list that has so many words before it; all of one length.</returns>
    /// <exception cref="ArgumentException">A word is several tokens here.</exception>
    public static FewShotPrompts Prompts(TextTokenizer tokenizer, int shown = 3, IReadOnlyList<IReadOnlyList<string>>? lists = null)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentOutOfRangeException.ThrowIfLessThan(shown, 1);
        string[][] windows =
        [
            .. from list in lists ?? Lists
               from i in Enumerable.Range(0, Math.Max(0, list.Count - shown))
               select list.Skip(i).Take(shown + 1).ToArray(),
        ];
        return new(
            new FewShotTask("successors", [.. windows.Select(words => (words[^2].Trim(), words[^1].Trim()))]),
            [.. Enumerable.Range(0, windows.Length)],
            [.. windows.Select(words => tokenizer.Encode($"In order:{string.Join(',', words[..^1])},"))],
            [.. windows.Select(words => tokenizer.SingleId(words[^1]))]);
    }

    private static string[] Listed(string words) => [.. words.Split(' ').Select(word => " " + word)];

    /// <summary>The listed tokens, and for each the place of the one asked for; -1 where the list ends.</summary>
    private static (long[] Ids, int[] Wanted) Cases(TextTokenizer tokenizer, IReadOnlyList<IReadOnlyList<string>> lists, int after)
    {
        List<long> ids = [];
        List<int> wanted = [];
        foreach (var list in lists)
        {
            int[] tokens = [.. list.Select(word => tokenizer.EncodeToIds(word)).TakeWhile(word => word.Count == 1).Select(word => word[0])];
            foreach (var (i, id) in tokens.Index())
            {
                wanted.Add(i + after >= 0 && i + after < tokens.Length ? ids.Count - i + i + after : -1);
                ids.Add(id);
            }
        }
        return ([.. ids], [.. wanted]);
    }

    /// <summary>Each token by itself behind the one that goes in front of texts.</summary>
    private static TokenBatch Pairs(LanguageModel model, long[] tokens)
    {
        var bos = model.Tokenizer.Vocabulary.Bos;
        var ids = new long[tokens.Length, bos is null ? 1 : 2];
        for (var i = 0; i < tokens.Length; i++)
        {
            if (bos is { } first) ids[i, 0] = first;
            ids[i, ids.GetLength(1) - 1] = tokens[i];
        }
        return new(ids, bos is not null);
    }
}
