using Jint;
using Jint.Native;
using Jint.Runtime;

namespace Notebooks.Handouts;

/// <summary>TeX as MathML, which browsers draw by themselves: Temml does it here, once, and the page needs no script for it.</summary>
public sealed class Formulas
{
    private readonly Lazy<(Jint.Engine Script, JsValue Render)> temml = new(Load);
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
            return known[(tex, display)] = temml.Value.Script.Invoke(temml.Value.Render, tex, display).AsString();
        }
        catch (JavaScriptException e)
        {
            throw new HandoutException($"the formula ${tex}$ cannot be set: {e.Message.Split('\n')[0].Trim(' ', ':')}");
        }
    }

    private static (Jint.Engine Script, JsValue Render) Load()
    {
        var script = new Jint.Engine();
        script.Execute(Asset.Text("temml.min.js"));
        return (script, script.Evaluate("(tex, displayMode) => temml.renderToString(tex, { displayMode, throwOnError: true })"));
    }
}
