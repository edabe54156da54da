using System.Globalization;
using Attention.Measures;
using Attention.Traces;

namespace Attention.Studies;

/// <summary>The article's story about depth: local, then far-looking, then diffuse.</summary>
internal static class LayerPart
{
    private const string Name = "Layers, from early to late";
    private const int FewestLayers = 3;
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    public static ReportPart Of(ModelReport report)
    {
        var layers = report.Model.Config.NumHiddenLayers;
        if (layers < FewestLayers)
            return ReportPart.Not(Name, $"Early, middle and late layers take at least {FewestLayers} layers; this model has {layers}.");
        return ReportPart.Of(Name, ["claim", "early / middle / late", "difference", "verdict"], () =>
        {
            var rests = report.Traces.Select(trace => RestOfAttention.Of(trace, Sinks(trace))).ToArray();
            string[] Row(string claim, Func<RestOfAttention, double[]> of, Func<DepthBands, double> lead, string numbers = "0.00")
            {
                var difference = Interval.Over(rests, rest => lead(DepthBands.Of(of(rest))));
                return [claim, Bands(rests, of).ToString(numbers, Plain), difference.ToString($"{numbers};-{numbers};{numbers}", Plain),
                    Verdict(difference)];
            }
            return
            [
                Row("early layers are the most local (adjacent share)", rest => rest.Adjacent,
                    bands => bands.Early - Math.Max(bands.Middle, bands.Late), numbers: ".00"),      // a share of all weight
                Row("middle layers look farther than early ones (tokens)", rest => rest.Distance, bands => bands.Middle - bands.Early),
                Row("late layers are the most diffuse (nats)", rest => rest.Entropy,
                    bands => bands.Late - Math.Max(bands.Early, bands.Middle)),
            ];
        });
    }

    /// <summary>The first token, and the second sink where a text has one.</summary>
    private static int[] Sinks(AttentionTrace trace) => [.. new[] { 0, SinkPart.Second(trace)?.Position ?? 0 }.Distinct()];

    private static DepthBands Bands(RestOfAttention[] rests, Func<RestOfAttention, double[]> of) =>
        DepthBands.Of([.. Enumerable.Range(0, of(rests[0]).Length).Select(layer => rests.Average(rest => of(rest)[layer]))]);

    private static string Verdict(Interval difference) =>
        difference.Low > 0 ? "borne out" : difference.High < 0 ? "the opposite" : "not borne out";
}
