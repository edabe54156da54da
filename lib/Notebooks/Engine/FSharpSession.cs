using FSharp.Compiler.Diagnostics;
using FSharp.Compiler.Interactive;
using Microsoft.FSharp.Core;

namespace Notebooks.Engine;

/// <summary>F#'s own interactive session, apart from the kernel: a notebook without F# does not load its compiler of 19 MB.</summary>
internal sealed class FSharpSession : IDisposable
{
    private static readonly string[] Arguments = ["fsi", "--noninteractive", "--nologo", "--gui-", "--readline-", "--optimize+"];

    // What F# says about each definition belongs to a terminal; what a cell writes goes to the console.
    private readonly Shell.FsiEvaluationSession session = Shell.FsiEvaluationSession.Create(
        Shell.FsiEvaluationSession.GetDefaultConfiguration(), Arguments, TextReader.Null, TextWriter.Null, TextWriter.Null,
        FSharpOption<bool>.None, null);

    /// <summary>What is bound to names.</summary>
    public IEnumerable<(string Name, object? Value, Type Type)> Values() =>
        session.GetBoundValues().Select(bound => (bound.Name, bound.Value.ReflectionValue, bound.Value.ReflectionType));

    /// <summary>Runs code.</summary>
    /// <returns>The value of the last expression, or null where there is none or it is (); and whether there is one.</returns>
    /// <exception cref="FSharpException">The code cannot be compiled.</exception>
    public (bool HasValue, object? Value) Run(string code, CancellationToken cancellation)
    {
        var (outcome, diagnostics) = session.EvalInteractionNonThrowing(code, cancellation);
        if (diagnostics.FirstOrDefault(d => d.Severity.IsError) is { } error) throw new FSharpException(Text(error));
        if (outcome is FSharpChoice<FSharpOption<Shell.FsiValue>, Exception>.Choice2Of2 failed) throw failed.Item;
        return outcome is FSharpChoice<FSharpOption<Shell.FsiValue>, Exception>.Choice1Of2 { Item.Value: var value }
            && value.ReflectionType != typeof(Unit)
            ? (true, value.ReflectionValue)
            : (false, null);
    }

    /// <summary>
    /// Gives a value a name. It has the runtime's own type, which F# does not take for the one it compiles with; a cast makes them one.
    /// </summary>
    public void Bind(string name, object value)
    {
        session.AddBoundValue(name, value);
        session.EvalInteraction($"let {name} = box {name} :?> {TypeName(value.GetType())}", null);
    }

    public void Dispose() => ((IDisposable)session).Dispose();

    private static string TypeName(Type type) => type switch
    {
        { IsArray: true } => $"{TypeName(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]",
        { IsGenericType: true } => $"{type.FullName!.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(TypeName))}>",
        _ => type.FullName!.Replace('+', '.'),
    };

    private static string Text(FSharpDiagnostic error) =>
        $"line {error.StartLine}, column {error.StartColumn + 1}: {error.ErrorNumberText}: {error.Message}";
}
