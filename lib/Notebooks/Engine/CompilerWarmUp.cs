using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace Notebooks.Engine;

/// <summary>
/// The first cell takes a second in which .NET compiles parts of the compiler. A kernel for C# begins with other work, so that a second
/// processor can do it meanwhile.
/// </summary>
internal static class CompilerWarmUp
{
    private const string Code = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        var numbers = new List<int> { 1, 2 };
        string Text(int number) => $"{number:0.0}";
        var texts = numbers.Where(number => number > 1).Select(Text).ToArray();
        texts.Length
        """;

    /// <summary>Compiles and runs what cells are made of, with the references that they have.</summary>
    /// <returns>A task that nobody has to wait for: where it fails, so does the first cell, which says why.</returns>
    public static Task RunAsync() => Task.Run(() =>
        CSharpScript.RunAsync(Code, MappedReferences.In(ScriptOptions.Default).WithOptimizationLevel(OptimizationLevel.Release)));
}
