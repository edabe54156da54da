using Attention.Interventions;
using Attention.Measures;
using Attention.Models;

namespace Attention.Studies;

/// <summary>The induction circuit: does the best previous-token head work through the keys of the induction heads?</summary>
internal static class CircuitPart
{
    private const string Name = "The induction circuit";
    private const int Pairs = 60;

    public static ReportPart Of(ModelReport report)
    {
        if (report.Model.Config.NumHiddenLayers < 2)
            return ReportPart.Not(Name, "It takes two layers: in a model of one no head can read what another has written.");
        return ReportPart.Of(Name, ["test", "value", "control"], () =>
        {
            var (sender, receiver) = (report.Scores("previous_token").Best.Head, report.Scores("induction").Best.Head);
            HeadIndex[] readers = [.. EffectPart.BestInduction(report).Where(head => head.Layer > sender.Layer)];
            if (receiver.Layer <= sender.Layer || readers.Length == 0)
                throw new Course.Files.WrongUseException(
                    $"The best previous-token head, {sender}, is not in an earlier layer than the best induction head, {receiver}.");
            return [Fit(report.Model, sender, receiver), .. Cuts(report, sender, readers)];
        });
    }

    private static string[] Fit(LanguageModel model, HeadIndex sender, HeadIndex receiver)
    {
        var (score, chance) = (Composition.Score(model, sender, receiver, CompositionKind.K),
            Composition.Baseline(model, CompositionKind.K, Pairs));
        return [$"K-composition of {sender} with {receiver}", FormattableString.Invariant($"{score:.000}"),
            FormattableString.Invariant($"random pairs {chance.Mean:.000} ± {chance.Deviation:.000}")];
    }

    private static IEnumerable<string[]> Cuts(ModelReport report, HeadIndex sender, HeadIndex[] readers)
    {
        (HookPoint Point, string Word)[] ways = [(HookPoint.Q, "queries"), (HookPoint.K, "keys"), (HookPoint.V, "values")];
        var stranger = report.Model.Config.HeadsIn(sender.Layer).FirstOrDefault(head => head != sender, sender);
        var paths = new[] { sender, stranger }
            .SelectMany(from => ways.Select(way => new DirectPath(report.Model, from, way.Point, readers)));
        var all = SampledEffects.OfPaths(report.Model, report.Repeated, [.. paths]);
        var (cuts, control) = (all[..ways.Length], all[ways.Length..]);
        return ways.Select((way, w) => new[]
        {
            $"cut into the {way.Word} of {string.Join(", ", readers)}, nats", Text(cuts, w),
            stranger == sender ? "none: the layer has one head" : $"{stranger}: {Text(control, w)}",
        });
    }

    private static string Text(Interval[] cuts, int way) => FormattableString.Invariant($"{cuts[way]:+0.00;-0.00;0.00}");
}
