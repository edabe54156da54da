using Jint;
using Jint.Constraints;
using Jint.Native;
using Jint.Runtime;

namespace Notebooks;

/// <summary>A function of a JavaScript library, run in this process. The library is read when it is called first.</summary>
/// <param name="asset">The library's file among the assets.</param>
/// <param name="function">The function, in JavaScript; it returns a text or the promise of one.</param>
internal sealed class ScriptFunction(string asset, string function)
{
    /// <summary>Calls of one function by itself that may wait for each other.</summary>
    private const int DeepestRecursion = 1000;

    /// <summary>Calls of all functions: beyond, a script whose stack is used up would go on with another, and take the process with
    /// it.</summary>
    private const int DeepestCall = 5000;

    private readonly Lazy<Loaded> loaded = new(() => Load(asset, function));

    /// <summary>Calls the function.</summary>
    /// <param name="cancellation">Ends the call.</param>
    /// <param name="arguments">What it is given.</param>
    /// <returns>Its text.</returns>
    /// <exception cref="JavaScriptException">It threw.</exception>
    /// <exception cref="PromiseRejectedException">It broke its promise.</exception>
    /// <exception cref="RecursionDepthOverflowException">It calls itself too deeply.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public string Call(CancellationToken cancellation, params object[] arguments)
    {
        var (script, call) = (loaded.Value.Script, loaded.Value.Function);
        script.Constraints.Find<CancellationConstraint>()!.Reset(cancellation);
        try
        {
            return script.Invoke(call, arguments).UnwrapIfPromise(cancellation).AsString();
        }
        catch (ExecutionCanceledException e)
        {
            throw new OperationCanceledException(e.Message, e, cancellation);
        }
    }

    private static Loaded Load(string asset, string function)
    {
        using var never = new CancellationTokenSource();    // each call puts its own in its place
        var script = new Jint.Engine(options =>
        {
            options.CancellationToken(never.Token).LimitRecursion(DeepestRecursion);
            options.Constraints.MaxExecutionStackCount = DeepestCall;
        });
        script.Execute(Asset.Text(asset));
        return new Loaded(script, script.Evaluate(function));
    }

    /// <summary>A class, and no tuple: fields of the interpreter's types would have it loaded with whoever may call a script one
    /// day.</summary>
    private sealed record Loaded(Jint.Engine Script, JsValue Function);
}
