using Attention.Interventions;
using Attention.Measures;
using Attention.Models;

namespace Attention.Studies;

/// <summary>Heads that make the token they look at likelier, or unlikelier: the OV circuit, applied to the stream as the head meets
/// it.</summary>
internal static class CopyingPart
{
    private const int MostHeads = 24, Shown = 4, Tokens = 200;

    public static ReportPart Of(ModelReport report) =>
        ReportPart.Of("Copying and suppressing", ["head", "copies", "suppresses", "the twin's head: copies, suppresses"], () =>
        {
            HeadIndex[] tried = [.. Tried(report)];
            var effects = tried.Zip(OwnTokenEffect.Of(report.Model, tried, Tokens)).ToArray();
            var shown = effects.OrderByDescending(effect => effect.Second.Copied).Take(Shown)
                .Concat(effects.OrderByDescending(effect => effect.Second.Suppressed).Take(Shown)).Distinct().ToArray();
            var tokens = Math.Min(Tokens, report.Model.Tokenizer.Vocabulary.Ordinary.Count());
            string Sampled(double share) =>
                FormattableString.Invariant($"{Interval.OfShare((int)Math.Round(share * tokens), tokens):.00}");
            var luck = OwnTokenEffect.Of(report.Control, [.. shown.Select(effect => effect.First)], Tokens);
            return shown.Zip(luck, (effect, untrained) => new[]
            {
                $"{effect.First}", Sampled(effect.Second.Copied), Sampled(effect.Second.Suppressed),
                $"{Share(untrained.Copied)}, {Share(untrained.Suppressed)}",
            });
        });

    /// <summary>The heads that look most at what has come before: all of a small model.</summary>
    private static IEnumerable<HeadIndex> Tried(ModelReport report)
    {
        var (induction, duplicate) = (report.Scores("induction"), report.Scores("duplicate_token"));
        return report.Model.Config.AllHeads().OrderByDescending(head => Math.Max(induction[head], duplicate[head])).Take(MostHeads);
    }

    private static string Share(double share) => FormattableString.Invariant($"{share:.00}");
}
