using Attention.Figures.Charts;
using Attention.Figures.Drawings;

namespace Attention.Charts;

/// <summary>How the numbers of a map become colours. Nothing is clipped: the ends are the numbers' own, and around 0 the signed square root
/// keeps large and small in one picture.</summary>
/// <param name="Name">What the page calls it: <c>weights</c> or <c>around</c>.</param>
/// <param name="Colours">From the least to the most.</param>
/// <param name="Least">Of the numbers that are drawn.</param>
/// <param name="Most">Of the numbers that are drawn.</param>
/// <param name="IsRoot">Whether square roots are drawn.</param>
internal sealed record MapScale(string Name, string[] Colours, double Least, double Most, bool IsRoot)
{
    /// <summary>Weights and shares from 0 to 1.</summary>
    public static readonly MapScale Share = new("weights", Style.Weights, 0, 1, false);

    /// <summary>The scale that a table of numbers needs.</summary>
    public static MapScale Of(float[,] values, ColourScale kind)
    {
        if (kind == ColourScale.Share) return Share;
        var finite = values.Cast<float>().Where(float.IsFinite).DefaultIfEmpty(1).ToArray();
        if (kind == ColourScale.FromZero) return new MapScale("weights", Style.Weights, 0, finite.Max(), false);
        var end = Math.Sqrt(Math.Max(finite.Max(MathF.Abs), 1e-6));
        return new MapScale("around", Style.AroundZero, -end, end, true);
    }

    /// <summary>What is drawn for a number.</summary>
    public double Drawn(double value) => IsRoot ? Math.Sign(value) * Math.Sqrt(Math.Abs(value)) : value;

    /// <summary>The ink that is read best on a number's colour.</summary>
    public string Ink(double value) => Style.InkOn(Colours, (Drawn(value) - Least) / (Most - Least));

    /// <summary>Where the bar has numbers, in what is drawn.</summary>
    public double[] Ticks => [Least, (Least + Most) / 2, Most];

    /// <summary>Those numbers.</summary>
    public string[] TickNames => [.. Ticks.Select(tick => Number(IsRoot ? Math.Sign(tick) * tick * tick : tick))];

    private string Number(double value)
    {
        var isWhole = Math.Round(value, 2) % 1 == 0;
        return Drawing.Number(value, this == Share, isWhole || Math.Abs(value) >= 10 ? 0 : 2);
    }
}
