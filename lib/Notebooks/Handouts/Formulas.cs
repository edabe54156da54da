using Jint.Runtime;

namespace Notebooks.Handouts;

/// <summary>TeX as MathML, which browsers draw by themselves: Temml does it here, once, and the page needs no script for it.</summary>
public sealed class Formulas
{
    private readonly ScriptFunction render = new("temml.min.js", "(tex, displayMode) => temml.renderToString(tex, { displayMode, throwOnError: true })");
    private readonly Dictionary<(string Tex, bool Display), string> known = [];

    /// <summary>Sets a formula.</summary>
    /// <param name="tex">The formula, without dollar signs.</param>
    /// <param name="display">Whether it stands by itself.</param>
    /// <returns>A math element.</returns>
    /// <exception cref="HandoutException">It is no TeX that Temml knows.</exception>
    public string ToMathML(string tex, bool display)
    {
        if (known.TryGetValue((tex, display), out var math)) return math;
        try
        {
            return known[(tex, display)] = render.Call(CancellationToken.None, tex, display);
        }
        catch (JavaScriptException e)
        {
            throw new HandoutException($"the formula ${tex}$ cannot be set: {e.Message.Split('\n')[0].Trim(' ', ':')}");
        }
    }
}
