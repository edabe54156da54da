using Attention.Models;
using Attention.Tokens;
using static TorchSharp.torch;

namespace Attention.Measures;

/// <summary>Measures all heads while a model runs; patterns are reduced layer by layer and never kept.</summary>
public static class Scoring
{
    /// <summary>One measure on a batch of token sequences.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">The sequences.</param>
    /// <param name="measure">What is measured.</param>
    /// <param name="hook">A change made while the model runs, such as an ablation; null for none.</param>
    /// <returns>The mean over the sequences for each head.</returns>
    public static HeadScoreTable Score(this LanguageModel model, TokenBatch input, HeadMeasure measure, Hook? hook = null) =>
        model.Score(input, [measure], hook)[0];

    /// <summary>One measure on a text.</summary>
    /// <param name="model">The model.</param>
    /// <param name="text">The text; the model's default token goes in front.</param>
    /// <param name="measure">What is measured.</param>
    /// <returns>The measure of each head.</returns>
    public static HeadScoreTable Score(this LanguageModel model, string text, HeadMeasure measure)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Score(TokenBatch.Of(model.Tokenizer.Encode(text)), measure);
    }

    /// <summary>Several measures in one run.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">The sequences.</param>
    /// <param name="measures">What is measured.</param>
    /// <param name="hook">A change made while the model runs, such as an ablation; null for none.</param>
    /// <returns>A table a measure, in their order; each the mean over the sequences.</returns>
    public static IReadOnlyList<HeadScoreTable> Score(this LanguageModel model, TokenBatch input, IReadOnlyList<HeadMeasure> measures,
        Hook? hook = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(measures);
        using var use = model.Use();
        var scores = Run(use, model, input, measures, batch: 1, each => each.mean([0L], keepdim: true), hook);
        return [.. measures.Select((measure, m) => TableOf(measure, model, scores, m, 1, 0))];
    }

    /// <summary>Several measures of many texts, texts of equal length in one run.</summary>
    /// <param name="model">The model.</param>
    /// <param name="texts">The texts, none longer than the context.</param>
    /// <param name="measures">What is measured.</param>
    /// <param name="hook">A change made while the model runs; null for none.</param>
    /// <param name="progress">Told after each run which share 0-1 is done.</param>
    /// <param name="cancellation">Ends the work between two runs.</param>
    /// <returns>[text][measure]: a table of all heads.</returns>
    internal static HeadScoreTable[][] ScoreEach(LanguageModel model, IReadOnlyList<TokenizedText> texts,
        IReadOnlyList<HeadMeasure> measures, Hook? hook, IProgress<double>? progress, CancellationToken cancellation)
    {
        var tables = new HeadScoreTable[texts.Count][];
        var done = 0;
        foreach (var (places, batch) in TokenBatch.ByLength(texts, length => TokensTogether.For(model, length)))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var (place, ofText) in places.Zip(ScoreEach(model, batch, measures, hook))) tables[place] = ofText;
            progress?.Report((double)(done += places.Count) / texts.Count);
        }
        return tables;
    }

    /// <summary>Several measures of each sequence of a batch, in one run.</summary>
    /// <param name="model">The model.</param>
    /// <param name="batch">The sequences.</param>
    /// <param name="measures">What is measured.</param>
    /// <param name="hook">A change made while the model runs; null for none.</param>
    /// <returns>[sequence][measure]: a table of all heads.</returns>
    internal static HeadScoreTable[][] ScoreEach(LanguageModel model, TokenBatch batch, IReadOnlyList<HeadMeasure> measures,
        Hook? hook = null)
    {
        using var use = model.Use();
        var scores = Run(use, model, batch, measures, batch.Sequences, each => each, hook);
        return [.. Enumerable.Range(0, batch.Sequences).Select(b => measures
            .Select((measure, m) => TableOf(measure, model, scores, m, batch.Sequences, b)).ToArray())];
    }

    /// <summary>Runs the model and reduces patterns layer by layer, to [measure, layer, batch, head].</summary>
    private static float[] Run(ModelUse use, LanguageModel model, TokenBatch input, IReadOnlyList<HeadMeasure> measures, int batch,
        Func<Tensor, Tensor> reduce, Hook? hook)
    {
        if (hook is null && measures.All(measure => measure.Rows is not null))
        {
            var rows = new RowScores(measures, model, input.Sequences);
            use.Forward(input, ((IPatternRows)rows).Pass);
            return (batch == 1 ? rows.Scores.mean([2L], keepdim: true) : rows.Scores).Floats();
        }
        var scores = empty([measures.Count, model.Config.NumHiddenLayers, batch, model.Config.NumAttentionHeads], ScalarType.Float32,
            model.Device);
        Hook measuring = (point, layer, value) =>
        {
            if (point != HookPoint.Pattern) return value;
            var pattern = value.to_type(ScalarType.Float32);                                     // [B, H, T, T]
            for (var m = 0; m < measures.Count; m++) scores[m, layer].copy_(reduce(measures[m].Each(pattern)));
            return value;
        };
        use.Forward(input, hook is null ? measuring : new HookChain([hook, measuring]).Run);
        return scores.Floats();
    }

    private static HeadScoreTable TableOf(HeadMeasure measure, LanguageModel model, float[] scores, int m, int batch, int b)
    {
        var (L, H) = (model.Config.NumHiddenLayers, model.Config.NumAttentionHeads);
        var table = new float[L, H];
        for (var l = 0; l < L; l++)
            for (var h = 0; h < H; h++) table[l, h] = scores[((m * L + l) * batch + b) * H + h];
        return new HeadScoreTable(measure.Name, model.Title, table, measure.Unit);
    }
}
