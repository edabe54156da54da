using Jint.Runtime;

namespace Notebooks.Handouts;

/// <summary>TeX as MathML, which browsers draw by themselves: Temml does it here, once, and the page needs no script for it.</summary>
public sealed class Formulas
{
    private const int LongestShown = 200;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
    private readonly ScriptFunction render = new("temml.min.js",
        "(tex, displayMode) => temml.renderToString(tex, { displayMode, throwOnError: true })");
    private readonly Dictionary<(string Tex, bool Display), string> known = [];

    /// <summary>Sets a formula.</summary>
    /// <param name="tex">The formula, without dollar signs.</param>
    /// <param name="display">Whether it stands by itself.</param>
    /// <returns>A math element.</returns>
    /// <exception cref="HandoutException">It is no TeX that Temml knows, or takes longer than the limit.</exception>
    public string ToMathML(string tex, bool display)
    {
        if (known.TryGetValue((tex, display), out var math)) return math;
        using var inTime = new CancellationTokenSource(Limit);
        try
        {
            return known[(tex, display)] = render.Call(inTime.Token, tex, display);
        }
        catch (JavaScriptException e)
        {
            throw Refused(tex, e.Message.Split('\n')[0].Trim(' ', ':'));
        }
        catch (RecursionDepthOverflowException)
        {
            throw Refused(tex, "it nests too deeply.");
        }
        catch (OperationCanceledException)
        {
            throw Refused(tex, $"it takes longer than {Limit.TotalSeconds:0.#} s.");
        }
    }

    private static HandoutException Refused(string tex, string reason) =>
        new($"the formula ${(tex.Length > LongestShown ? string.Concat(tex.AsSpan(0, LongestShown), "…") : tex)}$ cannot be set: {reason}");
}
