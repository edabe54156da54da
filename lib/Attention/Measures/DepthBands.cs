using System.Globalization;

namespace Attention.Measures;

/// <summary>The means of a curve over layers in three bands: the first quarter, up to two thirds, and the rest.</summary>
/// <param name="Early">The first quarter of the layers.</param>
/// <param name="Middle">Up to two thirds; NaN where a model is too shallow.</param>
/// <param name="Late">The rest; NaN where a model is too shallow.</param>
public readonly record struct DepthBands(double Early, double Middle, double Late) : IFormattable
{
    /// <summary>The bands' names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["early", "middle", "late"];

    /// <summary>Cuts a curve.</summary>
    /// <param name="curve">A value a layer.</param>
    /// <returns>The three means.</returns>
    public static DepthBands Of(IReadOnlyList<double> curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        double Mean(int band) => curve.Where((_, layer) => Place(layer, curve.Count) == band).DefaultIfEmpty(double.NaN).Average();
        return new(Mean(0), Mean(1), Mean(2));
    }

    /// <summary>The band of a layer.</summary>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="layers">How many the model has.</param>
    /// <returns>0 early, 1 middle, 2 late.</returns>
    public static int Place(int layer, int layers) => layer < layers / 4.0 ? 0 : layer < layers * 2 / 3.0 ? 1 : 2;

    /// <summary>The three means.</summary>
    /// <returns>Such as "1.84 / 1.88 / 1.97".</returns>
    public override string ToString() => ToString(null, CultureInfo.InvariantCulture);

    /// <summary>The three means in one number format.</summary>
    /// <param name="format">The .NET format of the three numbers; two decimals if empty.</param>
    /// <param name="formatProvider">The culture.</param>
    /// <returns>Such as ".10 / .17 / .11" by the format <c>.00</c>.</returns>
    public string ToString(string? format, IFormatProvider? formatProvider)
    {
        var numbers = string.IsNullOrEmpty(format) ? "0.00" : format;
        return string.Join(" / ", new[] { Early, Middle, Late }.Select(mean => mean.ToString(numbers, formatProvider)));
    }
}
