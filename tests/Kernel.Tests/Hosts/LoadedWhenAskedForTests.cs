using JupyterKernel.Wire;

namespace JupyterKernel.Tests.Hosts;

/// <summary>What few notebooks use costs the others nothing: F#'s compiler, and the interpreter in which Mermaid's script runs.</summary>
public sealed class LoadedWhenAskedForTests : IDisposable
{
    private readonly KernelProcess kernel = new();

    public void Dispose() => kernel.Dispose();

    [Theory]
    [InlineData("FSharp.Compiler.Service", "#!fsharp\nlet answer = 6 * 7\nanswer", "42")]
    [InlineData("Jint", "#!mermaid\ngraph LR\n  tokens --> model", "<img alt=\"graph LR")]
    public void The_first_cell_of_a_language_loads_what_it_needs(string library, string cell, string shown)
    {
        // What C# cells, completion and hover need is there; the other languages' libraries are not.
        Assert.Equal("42", kernel.Client.Execute("var answer = 6 * 7; answer").PlainText);
        kernel.Client.Ask(Channel.Shell, "complete_request", new() { ["code"] = "answer.", ["cursor_pos"] = 7 });
        Assert.Equal("False", IsLoaded(library));
        var answer = kernel.Client.Execute(cell);
        Assert.Contains(answer.Outputs, output => output.Content["data"]!.AsObject()
            .Any(form => ((string?)form.Value)!.Contains(shown, StringComparison.Ordinal)));
        Assert.Equal("True", IsLoaded(library));
    }

    private string? IsLoaded(string library) => kernel.Client.Execute(
        $"AppDomain.CurrentDomain.GetAssemblies().Any(assembly => assembly.GetName().Name == \"{library}\")").PlainText;
}
