using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace Notebooks.Engine;

/// <summary>
/// What is compiled first takes long, since .NET has to prepare the compiler. A kernel for C# begins with other work, so that a second
/// processor can do it meanwhile.
/// </summary>
internal static class CompilerWarmUp
{
    private const string Code = """
        using System.Collections.Generic;
        using System.Linq;
        var numbers = new List<int> { 1, 2 };
        string Text(int number) => $"{number:0.0}";
        var texts = numbers.Where(number => number > 1).Select(Text).ToArray();
        texts.Length
        """;

    private static int begun;

    /// <summary>Begins, once in a process. Nobody waits for the end: the first cell does not need it.</summary>
    public static void Begin()
    {
        if (Environment.ProcessorCount > 1 && Interlocked.Exchange(ref begun, 1) == 0) _ = Task.Run(RunAsync);
    }

    /// <summary>Compiles and runs what cells are made of, with .NET's own libraries.</summary>
    /// <returns>What the code gives, 1.</returns>
    internal static Task<int> RunAsync() => CSharpScript.EvaluateAsync<int>(Code, MappedReferences.In(ScriptOptions.Default)
        .AddReferences(typeof(Enumerable).Assembly, typeof(List<>).Assembly)
        .WithOptimizationLevel(OptimizationLevel.Release).WithEmitDebugInformation(true).WithFileEncoding(Encoding.UTF8));
}
