using Attention.Figures;
using Attention.Measures;
using Attention.Models;
using Attention.Studies;
using Attention.Traces;
using Explorer;
using Stopwatch = System.Diagnostics.Stopwatch;

namespace Course.Cli;

/// <summary>The main model's answer with which the explorer opens.</summary>
internal static class ExplorerAnswer
{
    private const string Sentence = "The dog near the old gate chased the cat. The dog near the old";
    private const int Likeliest = 5;

    /// <summary>Runs the model.</summary>
    /// <returns>Weights of all heads, the likeliest next tokens, and the head that looks most at what comes next, where the sentence holds
    /// it.</returns>
    public static ExplorerRecording Record()
    {
        using var model = LanguageModel.Load(Catalogue.MainModel, new() { Device = "cpu" });
        var watch = Stopwatch.StartNew();
        using var trace = model.Trace(Sentence, new TraceOptions { Logits = true });
        var took = watch.Elapsed.TotalMilliseconds;
        var next = NextOf(trace.Logits![^1])
            .Select(token => new RecordedToken(token.Id, model.Tokenizer.TextOf(token.Id), token.Chance)).ToArray();
        string[] texts = [.. trace.Tokens.Select(token => token.Text)];
        var telling = TellingHead(trace, Array.IndexOf(texts, next[0].Text));
        var picture = Figures.Sentence(trace, (telling / trace.Heads.Count, telling % trace.Heads.Count), at: texts[^1].Trim())
            .StaticPicture();
        return new ExplorerRecording(model.Title, Sentence, texts, trace.Layers.Count, trace.Heads.Count, telling, Packed(trace), next,
            took, [.. Known(model)], picture.Svg);
    }

    private static IEnumerable<(int Id, double Chance)> NextOf(float[] logits)
    {
        var most = logits.Max();
        var all = logits.Sum(logit => Math.Exp(logit - most));
        return logits.Index().OrderByDescending(token => token.Item).Take(Likeliest)
            .Select(token => (token.Index, Math.Exp(token.Item - most) / all));
    }

    /// <summary>The head in which the last token looks most at a place; at any place but the first where there is none such.</summary>
    private static int TellingHead(AttentionTrace trace, int place)
    {
        var last = trace.Tokens.Count - 1;
        double Look(AttentionPattern pattern) =>
            place > 0 ? pattern[last, place] : Enumerable.Range(1, Math.Max(1, last - 2)).Max(key => pattern[last, key]);
        return trace.Patterns.Index().MaxBy(pattern => Look(pattern.Item)).Index;
    }

    /// <summary>The best heads of the model's kinds, as the course's measurements have them; none of a model that was not
    /// measured.</summary>
    private static IEnumerable<KnownHead> Known(LanguageModel model)
    {
        var heads = model.Config.NumAttentionHeads;
        int Place(HeadIndex head) => head.Layer * heads + head.Head;
        foreach (var (measure, cell) in Census.Load().Rows.FirstOrDefault(row => row.Model == model.Name)?.Types
            ?? new Dictionary<string, CensusCell>())
            if (Kinds.TryGetValue(measure, out var kind)) yield return new KnownHead(Place(HeadIndex.Parse(cell.Head)), kind, cell.Best);
        foreach (var score in SyntaxStudy.Find(model)?.Scores ?? [])
            if (Kinds.TryGetValue(score.Relation, out var kind)) yield return new KnownHead(Place(score.Head), kind, score.Accuracy);
    }

    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["offset_0"] = "current token",
        ["previous_token"] = "previous token",
        ["offset_2"] = "two back",
        ["first_token"] = "first token",
        ["duplicate_token"] = "duplicate token",
        ["induction"] = "induction",
        ["nsubj"] = "verb to subject",
        ["antecedent"] = "pronoun to noun",
        ["brackets"] = "closing bracket",
    };

    private static string Packed(AttentionTrace trace)
    {
        var T = trace.Tokens.Count;
        var bytes = new byte[trace.Patterns.Count * T * (T + 1) / 2];
        var next = 0;
        foreach (var pattern in trace.Patterns)
            for (var query = 0; query < T; query++)
                for (var key = 0; key <= query; key++) bytes[next++] = (byte)Math.Round(pattern[query, key] * 254);
        return Convert.ToBase64String(bytes);
    }
}
