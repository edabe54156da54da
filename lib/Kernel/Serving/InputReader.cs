using Notebooks.Engine;

namespace JupyterKernel.Serving;

/// <summary><c>Console.In</c> of cells: each line is asked from the reader of the notebook.</summary>
internal sealed class InputReader(InputRequests input) : TextReader
{
    private string rest = "";

    public override string ReadLine()
    {
        var line = rest.Length > 0 ? rest.TrimEnd('\n') : Ask();
        rest = "";
        return line;
    }

    public override int Read()
    {
        var next = Peek();
        rest = rest[1..];
        return next;
    }

    public override int Peek()
    {
        if (rest.Length == 0) rest = Ask() + "\n";
        return rest[0];
    }

    public override string ReadToEnd() => ReadLine();

    private string Ask() => input.AskAsync(new InputPrompt("", IsPassword: false), CancellationToken.None).GetAwaiter().GetResult();
}
