using Attention.Interventions;
using Attention.Measures;
using Attention.Models;
using Attention.Tokens;

namespace Attention.Studies;

/// <summary>What it costs to take out the heads that the report names, zero and mean ablation side by side, and random heads.</summary>
internal static class EffectPart
{
    private const int Random = 2;
    private static readonly string[] Types = ["previous_token", "induction", "duplicate_token", "first_token"];

    public static ReportPart Of(ModelReport report) =>
        ReportPart.Of("Heads taken out", ["taken out", "second copy, zero", "second copy, mean", "English, zero"], () =>
        {
            var (sets, model, repeated) = (Sets(report).ToArray(), report.Model, report.Repeated);
            HeadIndex[][] heads = [.. sets.Select(set => set.Heads)];
            var stored = MeanAblationStudy.Find(model);
            var zero = Costs(model, repeated, repeated.SecondCopy, heads, new(), stored?.Repeated.ByZero);
            var mean = Costs(model, repeated, repeated.SecondCopy, heads, new() { Mean = true }, stored?.Repeated.ByMean);
            var english = Costs(model, MeanAblationStudy.EnglishOf(model), null, heads, new(), stored?.English.ByZero);
            return sets.Select((set, i) => new[]
            {
                set.Name, FormattableString.Invariant($"{zero[i]:+0.00;-0.00;0.00}"),
                FormattableString.Invariant($"{mean[i].Mean:+0.00;-0.00;0.00}"),
                FormattableString.Invariant($"{english[i]:+0.00;-0.00;0.00}"),
            });
        });

    /// <summary>The best heads of four types, the four best induction heads together, and as many random heads.</summary>
    private static IEnumerable<(string Name, HeadIndex[] Heads)> Sets(ModelReport report)
    {
        HeadIndex[] four = BestInduction(report);
        var best = Types.Select(type => (Name: $"best {HeadTypePart.Words(type)} head", report.Scores(type).Best.Head)).ToArray();
        foreach (var (name, head) in best) yield return ($"{name}, {head}", [head]);
        yield return ($"the best {four.Length} induction heads", four);
        var config = report.Model.Config;
        var drawn = config.RandomHeads(Random, seed: 1, [.. best.Select(b => b.Head), .. four]);
        foreach (var head in drawn) yield return ($"random head {head}", [head]);
        if (config.RandomHeads(four.Length, seed: 2, four) is { Length: > 0 } others)
            yield return ($"{others.Length} random heads", others);
    }

    /// <summary>The four best induction heads, or half of the heads of a model that has fewer than eight.</summary>
    public static HeadIndex[] BestInduction(ModelReport report) =>
        [.. report.Scores("induction").Top(Math.Clamp(report.Model.Config.HeadCount / 2, 1, 4)).Select(score => score.Head)];

    /// <summary>What a single head costs stands in the stored study, where there is one; the rest is measured.</summary>
    private static Interval[] Costs(LanguageModel model, TokenBatch input, Range? rows, HeadIndex[][] sets, AblationOptions options,
        HeadScoreSample? stored)
    {
        HeadIndex[][] open = [.. sets.Where(set => stored is null || set.Length > 1)];
        var measured = new Queue<Interval>(Ablation.EffectsOfEach(model, input, open, rows, options).Select(each => Interval.OfMean(each)));
        return [.. sets.Select(set => stored is null || set.Length > 1 ? measured.Dequeue() : stored[set[0]])];
    }
}
