using System.Text.RegularExpressions;
using Jint;
using Jint.Native;
using Jint.Runtime;

namespace Attention.Tokens.Chat;

/// <summary>A template in the part of Jinja that chat templates use, filled in by Hugging Face's own library for them, within bounds of
/// time,
/// memory and depth.</summary>
internal sealed class JinjaScript
{
    private const int LongestText = 1 << 22, DeepestCall = 2000;
    private const long MostMemory = 1L << 30;                                      // bytes taken in all, not at a time
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly Func<string, JsValue> fill;

    /// <summary>Reads a template.</summary>
    /// <param name="template">Its text.</param>
    /// <param name="clock">What day it is, for templates that say so.</param>
    /// <exception cref="JinjaException">It is none, or goes beyond the bounds.</exception>
    public JinjaScript(string template, TimeProvider clock)
    {
        var script = new Jint.Engine(options =>
        {
            options.LimitMemory(MostMemory);
            options.TimeoutInterval(MostTime);
            options.RegexTimeoutInterval(MostTime);
            options.Constraints.MaxExecutionStackCount = DeepestCall;
        });
        script.Execute("var module = { exports: {} };").Execute(Resource("jinja.cjs"));
        var read = script.Evaluate(Resource("template.js"));
        string Today(string format) => PythonDate.Write(clock.GetLocalNow(), format);
        var filled = Bounded(() => script.Invoke(read, template, LongestText, (Func<string, string>)Today));
        fill = values => script.Invoke(filled, values);
    }

    /// <summary>Fills the template in.</summary>
    /// <param name="values">What it may name, as a JSON object.</param>
    /// <returns>The text.</returns>
    /// <exception cref="JinjaException">It refuses the values, asks for what is not computed, or goes beyond the bounds.</exception>
    public string Fill(string values)
    {
        lock (gate) return Bounded(() => fill(values)).AsString();
    }

    private static JsValue Bounded(Func<JsValue> work)
    {
        try
        {
            return work();
        }
        catch (JavaScriptException e)
        {
            var message = e.Message.Split('\n')[0];
            throw new JinjaException(message is ['\u0001', ..] ? $"it refuses the conversation: {message[1..]}"
                : $"it cannot be filled in ({message})", e);
        }
        catch (Exception e) when (e is MemoryLimitExceededException or TimeoutException or RegexMatchTimeoutException
            or RecursionDepthOverflowException or InsufficientExecutionStackException)
        {
            throw new JinjaException($"it asks for more than any conversation needs, and was stopped ({e.Message.TrimEnd('.')})", e);
        }
    }

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(JinjaScript).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
