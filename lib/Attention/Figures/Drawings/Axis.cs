using System.Globalization;

namespace Attention.Figures.Drawings;

/// <summary>An axis of numbers: from where to where, and round numbers on it.</summary>
internal sealed record Axis(double Least, double Most)
{
    /// <summary>An axis that holds some values.</summary>
    /// <param name="values">The values; what is not finite does not count.</param>
    /// <param name="fromZero">Whether 0 is on it.</param>
    public static Axis Of(IEnumerable<double> values, bool fromZero)
    {
        double[] finite = [.. values.Where(double.IsFinite).DefaultIfEmpty(0)];
        var (least, most) = (finite.Min(), finite.Max());
        if (fromZero) (least, most) = (Math.Min(0, least), Math.Max(0, most));
        return most - least < 1e-9 ? new Axis(least, least + 1) : new Axis(least, most);
    }

    /// <summary>Where a value lies, 0 at the beginning and 1 at the end.</summary>
    public double Place(double value) => (value - Least) / (Most - Least);

    /// <summary>Round numbers, about so many.</summary>
    public IEnumerable<double> Ticks(int count)
    {
        var rough = (Most - Least) / Math.Max(1, count);
        var size = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = new[] { 1.0, 2, 5, 10 }.Select(one => one * size).First(one => one >= rough * .999);
        for (var tick = Math.Ceiling(Least / step - 1e-6) * step; tick <= Most + step * 1e-6; tick += step)
            yield return Math.Abs(tick) < step * 1e-6 ? 0 : tick;
    }

    /// <summary>A number on an axis: short, thousands and millions by their letters.</summary>
    public static string Name(double value) => Math.Abs(value) switch
    {
        >= 1e6 => (value / 1e6).ToString("0.##", CultureInfo.InvariantCulture) + "M",
        >= 1e4 => (value / 1e3).ToString("0.#", CultureInfo.InvariantCulture) + "k",
        _ => value.ToString("0.###", CultureInfo.InvariantCulture).Replace('-', '−'),
    };
}
