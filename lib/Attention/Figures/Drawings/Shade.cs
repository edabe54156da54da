namespace Attention.Figures.Drawings;

/// <summary>The classes of colours: steps of the kit's scales, and lines one after the other. What they look like says
/// lib/Web/colours.js.</summary>
internal static class Shade
{
    /// <summary>Steps of a scale, the ends included.</summary>
    public const int Steps = 21;

    /// <summary>Lines before colours come again.</summary>
    public const int Series = 6;

    private static readonly string[] ControlWords = ["control", "untrained", "random weights", "uniform", "fixed distance"];

    /// <summary>The step of a share from 0 to 1; what lies outside takes the end.</summary>
    public static int Step(double share) => (int)Math.Round(Math.Clamp(double.IsFinite(share) ? share : 0, 0, 1) * (Steps - 1));

    /// <summary>The area of a weight.</summary>
    public static string Weight(int step) => $"w{step}";

    /// <summary>The ink that is read best on it.</summary>
    public static string OnWeight(int step) => $"n{step}";

    /// <summary>The area of a number around 0, with 0 in the middle.</summary>
    public static string Around(int step) => $"a{step}";

    /// <summary>The ink that is read best on it.</summary>
    public static string OnAround(int step) => $"m{step}";

    /// <summary>A line.</summary>
    public static string Stroke(int series) => $"s{series % Series}";

    /// <summary>An area or a word of the same colour.</summary>
    public static string Fill(int series) => $"f{series % Series}";

    /// <summary>Whether a name says that something is a control: then it is grey.</summary>
    public static bool IsControl(string name) => ControlWords.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));
}
